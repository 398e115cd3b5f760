package dev.cnnsummary.cli;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.LayerReport;
import dev.cnnsummary.analyzer.field.ReceptiveField;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;

/** What is said of a network before it runs. That of a test may be wrong, and is to be caught. */
interface Prediction {
  /** What is said of a call of a layer. */
  LayerReport layer(Node node);

  /** What an element of a value is said to depend on. */
  ReceptiveField field(Value value);

  /** What an analysis says. */
  static Prediction of(Analysis analysis) {
    return new Prediction() {
      @Override
      public LayerReport layer(Node node) {
        return analysis.layers().get(node.index());
      }

      @Override
      public ReceptiveField field(Value value) {
        return analysis.field(value);
      }
    };
  }
}
