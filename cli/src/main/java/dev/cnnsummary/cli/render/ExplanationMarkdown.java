package dev.cnnsummary.cli.render;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.explain.Derivation;
import dev.cnnsummary.analyzer.explain.Explanation;
import dev.cnnsummary.analyzer.explain.Section;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.List;
import java.util.stream.Collectors;

/** Explanations as Markdown with LaTeX between dollars, for lecture notes. */
public final class ExplanationMarkdown {
  private ExplanationMarkdown() {}

  /** The whole text. */
  public static String write(Analysis analysis, List<Explanation> explanations) {
    StringBuilder text = new StringBuilder();
    for (Explanation explanation : explanations) {
      MemberTitle title = MemberTitle.of(analysis, explanation.member());
      text.append(text.isEmpty() ? "" : "\n")
          .append("## `" + title.name() + "`: `" + title.type() + "`\n\n");
      if (!explanation.outputs().isEmpty()) {
        text.append(shapes(explanation.inputs()))
            .append(" → ")
            .append(shapes(explanation.outputs()))
            .append("\n\n");
      }
      explanation.sections().forEach(section -> section(text, section));
    }
    return text.toString();
  }

  private static String shapes(List<TensorType> types) {
    return types.stream().map(type -> "`" + type.shape() + "`").collect(Collectors.joining(", "));
  }

  private static void section(StringBuilder text, Section section) {
    text.append("- **").append(section.topic().title()).append("**");
    if (section.law() != null) {
      text.append(": $").append(FormulaText.LATEX.of(section.law())).append('$');
    }
    text.append('\n');
    for (Derivation derivation : section.derivations()) {
      text.append("  - ")
          .append(derivation.label().isEmpty() ? "" : derivation.label() + ": ")
          .append('$')
          .append(String.join(" = ", FormulaText.LATEX.steps(derivation.formula())))
          .append('$')
          .append(derivation.note().isEmpty() ? "" : " (" + derivation.note() + ")")
          .append('\n');
    }
    section.notes().forEach(note -> text.append("  - ").append(note).append('\n'));
  }
}
