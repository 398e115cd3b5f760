package dev.cnnsummary.cli.render;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.explain.Derivation;
import dev.cnnsummary.analyzer.explain.Explanation;
import dev.cnnsummary.analyzer.explain.Section;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Explanations as text: a line for each number, its steps behind one another. */
public final class ExplanationText {
  private static final int INDENT = 20;
  private static final int NARROWEST = 40;

  private final Analysis analysis;
  private final Screen screen;
  private final FormulaText notation;
  private final StringBuilder text = new StringBuilder();

  private ExplanationText(Analysis analysis, Screen screen, FormulaText notation) {
    this.analysis = analysis;
    this.screen = screen;
    this.notation = notation;
  }

  /**
   * The whole text.
   *
   * @param explanations what is explained of the analysis
   * @param screen where it is shown: lines are broken where it has a width
   * @param ascii whether to do without other characters
   */
  public static String write(
      Analysis analysis, List<Explanation> explanations, Screen screen, boolean ascii) {
    FormulaText notation = ascii ? FormulaText.ASCII : FormulaText.UNICODE;
    ExplanationText writer = new ExplanationText(analysis, screen, notation);
    for (Explanation explanation : explanations) {
      writer.text.append(writer.text.isEmpty() ? "" : "\n");
      writer.explanation(explanation);
    }
    return writer.text.toString();
  }

  private void explanation(Explanation explanation) {
    MemberTitle title = MemberTitle.of(analysis, explanation.member());
    text.append(screen.heading(title.name() + ": " + title.type())).append('\n');
    if (!explanation.outputs().isEmpty()) {
      String change = shapes(explanation.inputs()) + " → " + shapes(explanation.outputs());
      text.append("  ").append(notation.words(change)).append('\n');
    }
    explanation.sections().forEach(this::section);
  }

  private static String shapes(List<TensorType> types) {
    return types.stream().map(type -> type.shape().toString()).collect(Collectors.joining(", "));
  }

  private void section(Section section) {
    List<String> first = new ArrayList<>();
    if (section.law() != null) {
      first.add(notation.of(section.law()));
    }
    List<Derivation> rest = section.derivations();
    if (first.isEmpty() && rest.size() == 1 && rest.getFirst().label().isEmpty()) {
      first.addAll(pieces(rest.getFirst()));
      rest = List.of();
    }
    List<String> notes = new ArrayList<>(section.notes());
    if (first.isEmpty() && !notes.isEmpty()) {
      first.add(notation.words(notes.removeFirst()));
    }
    line("  " + section.topic().title(), first);
    rest.forEach(derivation -> line("    " + derivation.label(), pieces(derivation)));
    notes.forEach(note -> line("", List.of(notation.words(note))));
  }

  /** What stands in a line, to be broken between its parts: the steps, then the note. */
  private List<String> pieces(Derivation derivation) {
    List<String> pieces = new ArrayList<>();
    for (String step : notation.steps(derivation.formula())) {
      pieces.add(pieces.isEmpty() ? step : "= " + step);
    }
    if (!derivation.note().isEmpty()) {
      pieces.add(" (" + notation.words(derivation.note()) + ")");
    }
    return pieces;
  }

  private void line(String label, List<String> pieces) {
    int width =
        screen.width() == null
            ? Integer.MAX_VALUE
            : Math.max(NARROWEST, screen.width()) - INDENT - 1;
    StringBuilder line = new StringBuilder();
    List<String> lines = new ArrayList<>();
    for (String piece : pieces) {
      for (String part : broken(piece, width)) {
        if (!line.isEmpty() && line.length() + 1 + part.length() > width) {
          lines.add(line.toString());
          line.setLength(0);
        }
        line.append(line.isEmpty() ? "" : " ").append(line.isEmpty() ? part.strip() : part);
      }
    }
    lines.add(line.toString());
    String start = label + " ".repeat(Math.max(1, INDENT - label.length()));
    for (String each : lines) {
      text.append((start + each).stripTrailing()).append('\n');
      start = " ".repeat(INDENT);
    }
  }

  /** A piece at one, or at its spaces where it is longer than a line. */
  private static List<String> broken(String piece, int width) {
    return piece.length() <= width ? List.of(piece) : List.of(piece.strip().split(" "));
  }
}
