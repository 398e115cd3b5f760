package dev.cnnsummary.analyzer.explain;

import dev.cnnsummary.analyzer.LayerReport;
import dev.cnnsummary.specs.shape.Shape;
import java.util.List;

/** Functions of tensors: their sizes and costs are told, not derived step by step. */
final class FunctionReasons {
  private FunctionReasons() {}

  static Reason of(Subject subject) {
    LayerReport report = subject.report();
    return Reason.parts(report.outputs().stream().map(type -> axes(type.shape())).toList())
        .withMacs(Formula.of(report.macs()))
        .withFlops(Formula.of(report.flops()))
        .withNote("its sizes follow from its operands");
  }

  private static List<Axis> axes(Shape shape) {
    return shape.dims().stream().map(dim -> Axis.of(dim, "")).toList();
  }
}
