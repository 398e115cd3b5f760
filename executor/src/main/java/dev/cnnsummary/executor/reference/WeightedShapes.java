package dev.cnnsummary.executor.reference;

import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.function.ModuleForm;
import dev.cnnsummary.specs.function.TensorFunction;
import dev.cnnsummary.specs.op.Convolution;
import dev.cnnsummary.specs.op.Embedding;
import dev.cnnsummary.specs.op.Op;
import dev.cnnsummary.specs.op.PRelu;
import dev.cnnsummary.specs.op.TransposedConvolution;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions whose weights are operands, as the modules that compute the same. */
public final class WeightedShapes {
  private static final Tensor NO_BATCHES = Tensor.of(DType.I64, new int[0], 0);

  private WeightedShapes() {}

  /** The module of a function; null where none computes the same. */
  public static @Nullable ModuleForm module(TensorFunction function, List<Extent> operands) {
    List<Shape> shapes =
        operands.stream()
            .map(extent -> Shape.of(extent.shape().stream().map(Dim::of).toList()))
            .toList();
    return ModuleForm.of(function, shapes);
  }

  /**
   * The extents that the module makes.
   *
   * @throws IllegalArgumentException if it cannot take the data, or needs other weights
   */
  public static List<Extent> outputs(ModuleForm form, List<Extent> operands) {
    Shapes shapes = Shapes.of(form.module(), form.data(operands));
    checkParts(form.module(), operands.getFirst());
    List<Extent> weights = form.weights(operands);
    for (int slot = 0; slot < weights.size(); slot++) {
      Operands.require(
          weights.get(slot).dtype().isFloating(),
          "weights have floating-point elements, got " + weights.get(slot));
      List<Integer> given = weights.get(slot).shape();
      List<Integer> needed = shapes.weights().get(slot);
      boolean number = form.module() instanceof PRelu && given.isEmpty();
      Operands.require(
          number || given.equals(needed),
          form.module().weights().get(slot).name()
              + " is "
              + given
              + " where "
              + needed
              + " is needed");
    }
    return shapes.outputs();
  }

  /** The tensors for all slots of the module, of which one may count batches: it comes last. */
  public static List<Tensor> weights(ModuleForm form, List<Tensor> operands) {
    List<Tensor> weights = new ArrayList<>(form.weights(operands));
    if (weights.size() < form.module().weights().size()) {
      weights.add(NO_BATCHES);
    }
    if (form.module() instanceof PRelu(int slopes, _)) {
      weights.set(0, weights.getFirst().reshaped(slopes));
    }
    return weights;
  }

  /** What a module is refused for when it is made, before there are tensors. */
  private static void checkParts(Op module, Extent input) {
    switch (module) {
      case Convolution convolution ->
          requireGroups(convolution.outChannels(), convolution.groups(), "output");
      case TransposedConvolution convolution ->
          requireGroups(input.shape().get(1), convolution.groups(), "input");
      case Embedding embedding -> {
        Integer padding = embedding.paddingIdx();
        int rows = embedding.numEmbeddings();
        Operands.require(
            padding == null || (-rows <= padding && padding < rows),
            "there is no row " + padding + " among " + rows);
      }
      default -> {}
    }
  }

  private static void requireGroups(int channels, int groups, String of) {
    Operands.require(
        channels % groups == 0,
        groups + " groups do not divide " + channels + " channels of " + of);
  }

  static Shapes of(TensorFunction function, Operands in) {
    ModuleForm form = module(function, in.all());
    if (form == null) {
      throw NotRunnable.none(function);
    }
    return new Shapes(outputs(form, in.all()), List.of());
  }
}
