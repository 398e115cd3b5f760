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
    int[] strides = Axes.strides(input.shape());
    Draft output = new Draft(input.dtype(), shape);
    int[] place = new int[shape.length];
    for (int i = 0; i < output.numel(); i++) {
      int source = 0;
      for (int axis = 0; axis < shape.length && source != NOWHERE; axis++) {
        int at = places[axis][place[axis]];
        source = at == NOWHERE ? NOWHERE : source + at * strides[axis];
      }
      if (source != NOWHERE) {
        output.putOf(i, input, source);
      } else if (filler != null) {
        output.putOf(i, filler, 0);
      }
      Axes.advance(place, shape);
    }
    return output.tensor();
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
