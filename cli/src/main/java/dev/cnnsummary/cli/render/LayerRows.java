package dev.cnnsummary.cli.render;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.specs.graph.Member;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.ScopeCall;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a table of layers, modules before what is in them. What is deeper than the depth that
 * is asked for counts in its first ancestor that has a row, so that rows always sum to the totals.
 */
final class LayerRows {
  private final Analysis analysis;
  private final int depth;
  private final List<LayerRow> rows = new ArrayList<>();

  private LayerRows(Analysis analysis, int depth) {
    this.analysis = analysis;
    this.depth = depth;
  }

  /** The rows down to a depth; the first is the model. */
  static List<LayerRow> of(Analysis analysis, int depth) {
    LayerRows rows = new LayerRows(analysis, depth);
    rows.scope(analysis.graph().root(), 0, "", "");
    return rows.rows;
  }

  private void scope(ScopeCall scope, int level, String guide, String indent) {
    boolean open = level < depth && !scope.members().isEmpty();
    rows.add(new LayerRow(scope, level, guide, open, open ? own(scope) : cost(scope)));
    if (!open) {
      return;
    }
    List<Member> members = scope.members();
    for (int i = 0; i < members.size(); i++) {
      boolean last = i == members.size() - 1;
      String branch = indent + (last ? "└─ " : "├─ ");
      switch (members.get(i)) {
        case Node node -> rows.add(new LayerRow(node, level + 1, branch, false, cost(node)));
        case ScopeCall child -> scope(child, level + 1, branch, indent + (last ? "   " : "│  "));
      }
    }
  }

  /** What a module registers itself, at its first call or where it is never called. */
  private Cost own(ScopeCall scope) {
    return scope.call() > 1 ? Cost.NONE : Cost.of(analysis.ownWeights(scope.path()));
  }

  private Cost cost(Member member) {
    return switch (member) {
      case Node node when node.isCalled() -> Cost.of(analysis.layers().get(node.index()));
      case Node node -> Cost.of(analysis.ownWeights(node.path()));
      case ScopeCall scope -> {
        Cost sum = own(scope);
        for (Member child : scope.members()) {
          sum = sum.plus(cost(child));
        }
        yield sum;
      }
    };
  }
}
