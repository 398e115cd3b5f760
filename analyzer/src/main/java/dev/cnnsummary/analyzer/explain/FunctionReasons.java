package dev.cnnsummary.analyzer.explain;

import dev.cnnsummary.analyzer.LayerReport;
import dev.cnnsummary.specs.function.ModuleForm;
import dev.cnnsummary.specs.function.TensorFunction;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.List;

/**
 * Functions of tensors: their sizes and costs are told, not derived step by step; but where a
 * module computes the same, its reasons hold.
 */
final class FunctionReasons {
  private FunctionReasons() {}

  static Reason of(TensorFunction function, Subject subject) {
    LayerReport report = subject.report();
    List<Shape> operands = report.inputs().stream().map(TensorType::shape).toList();
    ModuleForm form = ModuleForm.of(function, operands);
    if (form != null) {
      return Reasons.of(
          form.module(), new Subject(report, form.weights(operands), subject.sample()));
    }
    return Reason.parts(report.outputs().stream().map(type -> axes(type.shape())).toList())
        .withMacs(Formula.of(report.macs()))
        .withFlops(Formula.of(report.flops()))
        .withNote("its sizes follow from its operands");
  }

  private static List<Axis> axes(Shape shape) {
    return shape.dims().stream().map(dim -> Axis.of(dim, "")).toList();
  }
}
