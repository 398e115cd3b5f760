package dev.cnnsummary.cli.render;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Member;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.ScopeCall;
import java.util.List;

/**
 * What Python's {@code print(model)} shows of the PyTorch module: each module once, in the order of
 * registration, with its options; those that are never called too.
 */
public final class ReprStyle {
  private static final String LEVEL = "  ";

  private final Graph graph;
  private final ModuleRepr repr;
  private final StringBuilder text = new StringBuilder();

  private ReprStyle(Analysis analysis) {
    this.graph = analysis.graph();
    this.repr = new ModuleRepr(analysis);
  }

  /** The whole text. */
  public static String write(Analysis analysis) {
    ReprStyle style = new ReprStyle(analysis);
    style.module(style.graph.root(), "\n");
    return style.text.append('\n').toString();
  }

  /**
   * A module.
   *
   * @param newline a line's end and what stands before the text of the next one
   */
  private void module(Member member, String newline) {
    switch (member) {
      case Node node -> text.append(repr.of(node).replace("\n", newline));
      case ScopeCall scope -> {
        text.append(scope.type()).append('(');
        List<Member> children = graph.children(scope.path());
        for (Member child : children) {
          text.append(newline).append(LEVEL).append('(').append(child.path().name()).append("): ");
          module(child, newline + LEVEL);
        }
        text.append(children.isEmpty() ? "" : newline).append(')');
      }
    }
  }
}
