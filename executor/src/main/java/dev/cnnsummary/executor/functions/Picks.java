package dev.cnnsummary.executor.functions;

import dev.cnnsummary.executor.Draft;
import dev.cnnsummary.executor.Tensor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Elements of a tensor at other places. */
final class Picks {
  /** Stands for a place outside the tensor. */
  static final int NOWHERE = -1;

  private Picks() {}

  /** The places of an axis, all of them in order. */
  static int[] all(int extent) {
    int[] places = new int[extent];
    Arrays.setAll(places, i -> i);
    return places;
  }

  /** For each axis all its places. */
  static int[][] all(int[] shape) {
    int[][] places = new int[shape.length][];
    for (int axis = 0; axis < shape.length; axis++) {
      places[axis] = all(shape[axis]);
    }
    return places;
  }

  /** As {@link #of(Tensor, int[][], Tensor)} where no place is outside. */
  static Tensor of(Tensor input, int[][] places) {
    return of(input, places, null);
  }

  /**
   * A tensor that takes places of its operand along each axis by itself.
   *
   * @param places for each axis which places of the operand, or {@link #NOWHERE}
   * @param filler the number that stands outside; null for 0
   */
  static Tensor of(Tensor input, int[][] places, @Nullable Tensor filler) {
    int[] shape = Arrays.stream(places).mapToInt(axis -> axis.length).toArray();
    Draft output = new Draft(input.dtype(), shape);
    int whole = shape.length;
    while (whole > 0 && isWhole(places[whole - 1], input.dim(whole - 1))) {
      whole--;
    }
    int block = Axes.product(shape, whole, shape.length);
    if (whole == 0) {
      output.copy(0, input, 0, block);
      return output.tensor();
    }
    int[] strides = Axes.strides(input.shape());
    int[] outer = Arrays.copyOf(shape, whole - 1);
    int[] row = places[whole - 1];
    int[] place = new int[outer.length];
    int rows = Tensor.numel(outer);
    for (int r = 0; r < rows; r++) {
      int from = 0;
      for (int axis = 0; axis < outer.length && from != NOWHERE; axis++) {
        int at = places[axis][place[axis]];
        from = at == NOWHERE ? NOWHERE : from + at * strides[axis];
      }
      pickRow(output, r * row.length * block, input, from, row, block, filler);
      Axes.advance(place, outer);
    }
    return output.tensor();
  }

  private static boolean isWhole(int[] places, int extent) {
    return places.length == extent && isRun(places, 0, extent) && (extent == 0 || places[0] == 0);
  }

  /** Whether places follow one another. */
  private static boolean isRun(int[] places, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      if (places[i] != places[i - 1] + 1) {
        return false;
      }
    }
    return true;
  }

  /** Blocks that follow one another are copied at once. */
  private static void pickRow(
      Draft output, int to, Tensor input, int from, int[] row, int block, @Nullable Tensor filler) {
    int start = 0;
    while (start < row.length) {
      int end = start + 1;
      while (end < row.length && row[start] != NOWHERE && row[end] == row[end - 1] + 1) {
        end++;
      }
      int count = (end - start) * block;
      if (from != NOWHERE && row[start] != NOWHERE) {
        output.copy(to + start * block, input, from + row[start] * block, count);
      } else if (filler != null) {
        for (int i = 0; i < count; i++) {
          output.putOf(to + start * block + i, filler, 0);
        }
      }
      start = end;
    }
  }

  /**
   * A tensor that walks through its operand.
   *
   * @param extents of the walk, outermost first
   * @param strides how far a step along each goes in the operand
   * @param shape of the result, which counts the same elements
   */
  static Tensor strided(Tensor input, int[] extents, int[] strides, int[] shape) {
    Draft output = new Draft(input.dtype(), shape);
    int[] place = new int[extents.length];
    for (int i = 0; i < output.numel(); i++) {
      output.putOf(i, input, Axes.index(place, strides));
      Axes.advance(place, extents);
    }
    return output.tensor();
  }

  /** Axes in another order. */
  static Tensor permuted(Tensor input, int... order) {
    int[] strides = Axes.strides(input.shape());
    int[] extents = new int[order.length];
    int[] steps = new int[order.length];
    for (int axis = 0; axis < order.length; axis++) {
      extents[axis] = input.dim(order[axis]);
      steps[axis] = strides[order[axis]];
    }
    return strided(input, extents, steps, extents);
  }
}
