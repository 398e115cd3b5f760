package dev.cnnsummary.specs.onnx.write;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Elements taken from a tensor in another order. */
final class Move {
  private final List<Long> shape;
  private final long @Nullable [][] places;

  /**
   * Says how.
   *
   * @param shape the extents of what is made
   * @param places for each axis the steps through the tensor's elements, one for each place; null
   *     where all elements stay in their order
   */
  private Move(List<Long> shape, long @Nullable [][] places) {
    this.shape = List.copyOf(shape);
    this.places = places;
  }

  /** The extents of what is made. */
  List<Long> shape() {
    return shape;
  }

  static Move reshape(List<Long> shape) {
    return new Move(shape, null);
  }

  static Move unsqueeze(List<Long> shape, List<Long> axes) {
    List<Long> longer = new ArrayList<>(shape);
    axes.stream().sorted().forEach(axis -> longer.add(axis.intValue(), 1L));
    return reshape(longer);
  }

  static Move squeeze(List<Long> shape, List<Long> axes) {
    List<Long> shorter = new ArrayList<>();
    for (int axis = 0; axis < shape.size(); axis++) {
      if (!axes.contains((long) axis)) {
        shorter.add(shape.get(axis));
      }
    }
    return reshape(shorter);
  }

  static Move transpose(List<Long> shape, List<Long> order) {
    long[][] all = all(shape);
    long[][] places = new long[order.size()][];
    List<Long> turned = new ArrayList<>();
    for (int axis = 0; axis < places.length; axis++) {
      places[axis] = all[order.get(axis).intValue()];
      turned.add(shape.get(order.get(axis).intValue()));
    }
    return new Move(turned, places);
  }

  /** From one element of an axis to before another; negative ones count from its end. */
  static Move slice(List<Long> shape, int axis, long start, long end) {
    long extent = shape.get(axis);
    long first = Math.clamp(start < 0 ? start + extent : start, 0, extent);
    long last = Math.clamp(end < 0 ? end + extent : end, first, extent);
    long[][] places = all(shape);
    places[axis] = Arrays.copyOfRange(places[axis], (int) first, (int) last);
    List<Long> shorter = new ArrayList<>(shape);
    shorter.set(axis, last - first);
    return new Move(shorter, places);
  }

  /** Elements of an axis by their indices, whose axes take its place. */
  static Move gather(List<Long> shape, int axis, List<Long> indices, List<Long> indexShape) {
    long[][] places = all(shape);
    long[] from = places[axis];
    places[axis] =
        indices.stream()
            .mapToLong(index -> from[(int) (index < 0 ? index + from.length : index)])
            .toArray();
    List<Long> taken = new ArrayList<>(shape.subList(0, axis));
    taken.addAll(indexShape);
    taken.addAll(shape.subList(axis + 1, shape.size()));
    return new Move(taken, places);
  }

  private static long[][] all(List<Long> shape) {
    long[][] places = new long[shape.size()][];
    long stride = 1;
    for (int axis = shape.size() - 1; axis >= 0; axis--) {
      long step = stride;
      places[axis] = LongStream.range(0, shape.get(axis)).map(place -> place * step).toArray();
      stride *= shape.get(axis);
    }
    return places;
  }

  /** The elements, of so many bytes each. */
  byte[] apply(byte[] elements, int width) {
    if (places == null) {
      return elements;
    }
    int count = 1;
    for (long[] axis : places) {
      count = Math.multiplyExact(count, axis.length);
    }
    byte[] moved = new byte[Math.multiplyExact(count, width)];
    int[] at = new int[places.length];
    for (int i = 0; i < count; i++) {
      long from = 0;
      for (int axis = 0; axis < at.length; axis++) {
        from += places[axis][at[axis]];
      }
      System.arraycopy(elements, (int) from * width, moved, i * width, width);
      for (int axis = at.length - 1; axis >= 0 && ++at[axis] == places[axis].length; axis--) {
        at[axis] = 0;
      }
    }
    return moved;
  }
}
