package dev.cnnsummary.executor.weights;

import dev.cnnsummary.executor.ExecutionException;
import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.op.Formula;
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
        || weight.formula() != null
        || attribute(weight).equals("logit_scale");
  }

  /**
   * The numbers that a weight is constructed with.
   *
   * @throws ExecutionException if nothing says what they are
   */
  static Tensor tensor(Value weight, Extent extent) {
    if (weight.formula() != null) {
      return computed(weight, weight.formula(), extent);
    }
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

  private static Tensor computed(Value weight, Formula formula, Extent extent) {
    int[] shape = extent.array();
    int[] place = new int[shape.length];
    double[] elements = new double[Math.toIntExact(extent.numel())];
    for (int i = 0; i < elements.length; i++) {
      try {
        elements[i] = formula.at(place);
      } catch (ArithmeticException e) {
        throw new ExecutionException(
            weight.name() + " at " + Arrays.toString(place) + ": " + e.getMessage(), e);
      }
      for (int axis = shape.length - 1; axis >= 0 && ++place[axis] == shape[axis]; axis--) {
        place[axis] = 0;
      }
    }
    return tensor(extent, elements);
  }

  private static Tensor tensor(Extent extent, double[] elements) {
    if (!extent.dtype().isFloating()) {
      long[] integers = new long[elements.length];
      Arrays.setAll(integers, i -> (long) elements[i]);
      return Tensor.of(extent.dtype(), extent.array(), integers);
    }
    float[] floats = new float[elements.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) elements[i];
    }
    return Tensor.of(extent.array(), floats);
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
