package dev.cnnsummary.executor.functions;

import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.function.FunctionalBilinear;
import dev.cnnsummary.specs.function.FunctionalConvolution;
import dev.cnnsummary.specs.function.FunctionalEmbedding;
import dev.cnnsummary.specs.function.FunctionalLinear;
import dev.cnnsummary.specs.function.FunctionalNorm;
import dev.cnnsummary.specs.function.FunctionalPRelu;
import dev.cnnsummary.specs.function.FunctionalPool;
import dev.cnnsummary.specs.function.FunctionalTransposedConvolution;
import dev.cnnsummary.specs.function.TensorFunction;
import dev.cnnsummary.specs.op.Op;
import dev.cnnsummary.specs.shape.DType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds operators with kernels that take the place of functions. */
public final class Lowerings {
  private Lowerings() {}

  /**
   * An operator that computes the same as a function does of these tensors.
   *
   * @return null where there is none, or some of them are not floating-point numbers of up to 32
   *     bits
   * @throws IllegalArgumentException if the function cannot take them
   */
  public static @Nullable Lowered of(TensorFunction function, List<Tensor> in) {
    boolean looksUp = function instanceof FunctionalEmbedding && in.getFirst().numel() > 0;
    if (!in.subList(looksUp ? 1 : 0, in.size()).stream().allMatch(Lowerings::suits)) {
      return null;
    }
    return switch (function) {
      case FunctionalConvolution f -> Convolutions.lowered(f, in);
      case FunctionalTransposedConvolution f -> TransposedConvolutions.lowered(f, in);
      case FunctionalPool f -> Poolings.lowered(f, in.get(0));
      case FunctionalLinear f -> Weighted.of(f, in);
      case FunctionalBilinear f -> Weighted.of(f, in);
      case FunctionalEmbedding f -> Weighted.of(f, in);
      case FunctionalPRelu f -> Weighted.of(f, in);
      case FunctionalNorm f -> Weighted.of(f, in);
      default -> null;
    };
  }

  private static boolean suits(Tensor tensor) {
    return tensor.dtype().isFloating() && tensor.dtype() != DType.F64 && tensor.numel() > 0;
  }

  /** One that makes one tensor. */
  static Lowered of(Op op, List<Tensor> operands, List<Tensor> weights, DType dtype, int... shape) {
    Extent output = new Extent(dtype, Arrays.stream(shape).boxed().toList());
    return new Lowered(op, operands, weights, List.of(output));
  }
}
