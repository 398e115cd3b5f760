package dev.cnnsummary.cli.render;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.Assumption;
import dev.cnnsummary.analyzer.LayerReport;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.LowerBound;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What must hold of the symbols, without the conditions that others imply. */
final class ConditionSummary {
  private ConditionSummary() {}

  /**
   * A condition.
   *
   * @param condition in its plainest form
   * @param path the first layer that demands it
   */
  record Line(String condition, String path) {}

  /** The strictest lower bound of each expression, then every other condition once. */
  static List<Line> of(Analysis analysis) {
    Map<Dim, LowerBound> strictest = new LinkedHashMap<>();
    Map<Dim, Line> bounds = new LinkedHashMap<>();
    Map<String, Line> others = new LinkedHashMap<>();
    for (LayerReport layer : analysis.layers()) {
      String path = layer.node().path().text();
      for (Assumption assumption : layer.assumptions()) {
        Line line = new Line(assumption.condition(), path);
        if (assumption.kind() == Assumption.Kind.AT_LEAST && assumption.right().isConstant()) {
          LowerBound bound = LowerBound.of(assumption.left(), assumption.right().value());
          LowerBound known = strictest.get(bound.dim());
          if (known == null || known.bound() < bound.bound()) {
            strictest.put(bound.dim(), bound);
            bounds.put(bound.dim(), line);
          }
        } else {
          others.putIfAbsent(line.condition(), line);
        }
      }
    }
    List<Line> lines = new ArrayList<>(bounds.values());
    lines.addAll(others.values());
    return lines;
  }
}
