package dev.cnnsummary.cli.render;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.specs.graph.Member;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.ScopeCall;
import dev.cnnsummary.specs.shape.Dim;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a table of layers, modules before what is in them. What is deeper than the depth that
 * is asked for counts in its first ancestor that has a row, so that rows always sum to the totals.
 */
final class LayerRows {
  private final Analysis analysis;
  private final int depth;
  private final List<Dim> counts;
  private final boolean haveUnknown;
  private final List<LayerRow> rows = new ArrayList<>();

  private LayerRows(Analysis analysis, int depth, List<Dim> counts) {
    this.analysis = analysis;
    this.depth = depth;
    this.counts = counts;
    this.haveUnknown = !analysis.unknown().isEmpty();
  }

  /**
   * The rows down to a depth; the first is the model.
   *
   * @param counts what another program counts for each call of a layer; empty for none
   */
  static List<LayerRow> of(Analysis analysis, int depth, List<Dim> counts) {
    LayerRows rows = new LayerRows(analysis, depth, counts);
    rows.scope(analysis.graph().root(), 0, "", "");
    return rows.rows;
  }

  private void scope(ScopeCall scope, int level, String guide, String indent) {
    boolean open = level < depth && !scope.members().isEmpty();
    rows.add(
        new LayerRow(
            scope,
            level,
            guide,
            open,
            open ? own(scope) : cost(scope),
            !open && haveUnknown && isUnknown(scope)));
    if (!open) {
      return;
    }
    List<Member> members = scope.members();
    for (int i = 0; i < members.size(); i++) {
      boolean last = i == members.size() - 1;
      String branch = indent + (last ? "└─ " : "├─ ");
      switch (members.get(i)) {
        case Node node ->
            rows.add(
                new LayerRow(
                    node, level + 1, branch, false, cost(node), haveUnknown && isUnknown(node)));
        case ScopeCall child -> scope(child, level + 1, branch, indent + (last ? "   " : "│  "));
      }
    }
  }

  private boolean isUnknown(Member member) {
    return switch (member) {
      case Node node -> node.isCalled() && analysis.layers().get(node.index()).unknown() != null;
      case ScopeCall scope -> scope.members().stream().anyMatch(this::isUnknown);
    };
  }

  /** What a module registers itself, at its first call or where it is never called. */
  private Cost own(ScopeCall scope) {
    return scope.call() > 1 ? Cost.NONE : Cost.of(analysis.ownWeights(scope.path()));
  }

  private Dim counted(Node node) {
    return counts.isEmpty() ? Dim.ZERO : counts.get(node.index());
  }

  private Cost cost(Member member) {
    return switch (member) {
      case Node node when node.isCalled() ->
          Cost.of(analysis.layers().get(node.index()), counted(node));
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
