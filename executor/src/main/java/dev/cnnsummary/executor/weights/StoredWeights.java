package dev.cnnsummary.executor.weights;

import dev.cnnsummary.executor.Draft;
import dev.cnnsummary.executor.ExecutionException;
import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.DType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The numbers that a model's own file holds. They are read where they are mapped, when a kernel
 * packs them or takes them as an operand.
 *
 * @param graph the model
 */
public record StoredWeights(Graph graph) implements Weights {
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** Whether a model's file holds the numbers of its weights, or of some of them. */
  public static boolean areIn(Graph graph) {
    return graph.weights().stream().anyMatch(weight -> graph.literal(weight) != null);
  }

  @Override
  public Tensor get(Value weight, Extent extent) {
    return tensor(literal(weight)).as(extent.dtype());
  }

  @Override
  public void fill(Value weight, Extent extent, float[] target) {
    read(literal(weight), target);
  }

  private Literal literal(Value weight) {
    Literal literal = graph.literal(weight);
    if (literal == null) {
      throw new ExecutionException(
          weight.name() + ": the model's file holds no numbers for this weight");
    }
    return literal;
  }

  /**
   * The numbers as a tensor of their type.
   *
   * @throws ExecutionException if there are more than an array can have
   */
  public static Tensor tensor(Literal literal) {
    int[] shape = shape(literal);
    if (literal.dtype() == DType.F32) {
      float[] elements = new float[Tensor.numel(shape)];
      read(literal, elements);
      return Tensor.of(shape, elements);
    }
    Draft draft = new Draft(literal.dtype(), shape);
    for (int i = 0; i < draft.numel(); i++) {
      if (literal.dtype().isFloating()) {
        draft.put(i, literal.number(i));
      } else {
        draft.putInteger(i, literal.integer(i));
      }
    }
    return draft.tensor();
  }

  private static int[] shape(Literal literal) {
    if (literal.numel() > Integer.MAX_VALUE - 8) {
      throw new ExecutionException(
          literal + " has " + literal.numel() + " elements, and one array has at most 2³¹");
    }
    return literal.shape().stream().mapToInt(Math::toIntExact).toArray();
  }

  private static void read(Literal literal, float[] target) {
    int numel = Tensor.numel(shape(literal));
    if (literal.isUniform()) {
      Arrays.fill(target, 0, numel, numel == 0 ? 0 : (float) literal.number(0));
    } else if (literal.dtype() == DType.F32 && literal.isTransposed()) {
      transposed(literal, target);
    } else if (literal.dtype() == DType.F32) {
      MemorySegment.copy(literal.elements(), FLOAT, 0, target, 0, numel);
    } else {
      for (int i = 0; i < numel; i++) {
        target[i] = (float) literal.number(i);
      }
    }
  }

  /** Row by row as they are stored, which are columns of the matrix. */
  private static void transposed(Literal literal, float[] target) {
    int rows = Math.toIntExact(literal.shape().get(0));
    int columns = Math.toIntExact(literal.shape().get(1));
    for (int column = 0; column < columns; column++) {
      long start = (long) column * rows;
      for (int row = 0; row < rows; row++) {
        target[row * columns + column] = literal.elements().get(FLOAT, (start + row) * Float.BYTES);
      }
    }
  }
}
