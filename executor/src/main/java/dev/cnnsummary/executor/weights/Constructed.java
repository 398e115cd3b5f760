package dev.cnnsummary.executor.weights;

import dev.cnnsummary.executor.ExecutionException;
import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.graph.Value;
import java.util.Arrays;

/**
 * Weights whose numbers do not come from training or chance but from how PyTorch constructs their
 * module.
 */
final class Constructed {
  private Constructed() {}

  /** The last part of a state_dict name: what the module calls the weight. */
  static String attribute(Value weight) {
    return weight.name().substring(weight.name().lastIndexOf('.') + 1);
  }

  /** Whether every fill, even of random numbers, leaves the weight as it is constructed. */
  static boolean isKept(Value weight, Extent extent) {
    return !extent.dtype().isFloating()
        || switch (attribute(weight)) {
          case "logit_scale", "relative_coords_table" -> true;
          default -> false;
        };
  }

  /**
   * The numbers that a weight is constructed with.
   *
   * @throws ExecutionException if nothing says what they are
   */
  static Tensor tensor(Value weight, Extent extent) {
    return switch (attribute(weight)) {
      case "running_mean" -> constant(extent, 0);
      case "running_var" -> constant(extent, 1);
      case "num_batches_tracked" -> zeros(extent);
      // torchvision's Swin transformer of version 2: log(10) for each head.
      case "logit_scale" -> constant(extent, (float) Math.log(10));
      default ->
          throw new ExecutionException(
              weight.name()
                  + ": nothing says which numbers this "
                  + extent.dtype().text()
                  + " buffer is constructed with; take it from a weights file");
    };
  }

  /** A floating-point tensor of one number. */
  static Tensor constant(Extent extent, float number) {
    float[] elements = new float[Math.toIntExact(extent.numel())];
    if (number != 0) {
      Arrays.fill(elements, number);
    }
    return Tensor.of(extent.array(), elements);
  }

  /** A tensor of integers, all 0. */
  private static Tensor zeros(Extent extent) {
    return Tensor.of(extent.dtype(), extent.array(), new long[Math.toIntExact(extent.numel())]);
  }
}
