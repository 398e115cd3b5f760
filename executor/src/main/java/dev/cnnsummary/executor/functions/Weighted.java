package dev.cnnsummary.executor.functions;

import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.executor.reference.WeightedShapes;
import dev.cnnsummary.specs.function.ModuleForm;
import dev.cnnsummary.specs.function.TensorFunction;
import java.util.List;

/** Functions whose weights are operands, as the modules that compute the same. */
final class Weighted {
  private Weighted() {}

  static Lowered of(TensorFunction function, List<Tensor> in) {
    List<Extent> extents = in.stream().map(Tensor::extent).toList();
    ModuleForm form = WeightedShapes.module(function, extents);
    if (form == null) {
      throw new IllegalArgumentException("no module computes " + function + " of " + extents);
    }
    List<Extent> outputs = WeightedShapes.outputs(form, extents);
    return new Lowered(form.module(), form.data(in), WeightedShapes.weights(form, in), outputs);
  }

  /** What it makes by the definition of the module. */
  static Result computed(TensorFunction function, List<Tensor> in) {
    Lowered lowered = of(function, in);
    return SpecOps.of(lowered.op(), lowered.operands(), lowered.weights());
  }
}
