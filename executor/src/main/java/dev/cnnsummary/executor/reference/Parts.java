package dev.cnnsummary.executor.reference;

import static dev.cnnsummary.executor.reference.Operands.require;

import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.specs.op.Chunk;
import dev.cnnsummary.specs.op.Narrow;
import dev.cnnsummary.specs.op.Select;
import dev.cnnsummary.specs.op.Size;
import dev.cnnsummary.specs.op.Slice;
import dev.cnnsummary.specs.op.Split;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What takes parts of a tensor; a part without elements is refused. */
final class Parts {
  private Parts() {}

  /** The shapes of the parts. */
  static Shapes shapes(List<Selection> parts, Operands in) {
    return new Shapes(
        parts.stream().map(part -> new Extent(in.only().dtype(), part.shape())).toList(),
        List.of());
  }

  /** A selected element has no axis of its own. */
  static Shapes shape(Select select, Operands in) {
    List<Integer> taken = of(select, in).shape();
    int axis = in.axis(select.dim());
    List<Integer> shape = new ArrayList<>(taken.subList(0, axis));
    shape.addAll(taken.subList(axis + 1, taken.size()));
    return Shapes.one(new Extent(in.only().dtype(), shape));
  }

  /** Deals an axis out: as many elements to each part as make the parts reach the end. */
  static List<Selection> of(Chunk chunk, Operands in) {
    int axis = in.axis(chunk.dim());
    int extent = in.dim(axis);
    int size = 1;
    while ((long) size * chunk.chunks() < extent) {
      size++;
    }
    List<Selection> parts = new ArrayList<>();
    for (int part = 0; part < chunk.chunks(); part++) {
      long start = (long) part * size;
      require(start < extent, extent + " elements make fewer than " + chunk.chunks() + " chunks");
      int[] places =
          Selection.range(Math.toIntExact(start), (int) Math.min(start + size, extent), 1);
      parts.add(Selection.all(in.only()).with(axis, places));
    }
    return parts;
  }

  static List<Selection> of(Split split, Operands in) {
    int axis = in.axis(split.dim());
    List<Selection> parts = new ArrayList<>();
    int start = 0;
    for (Size size : split.sizes()) {
      int end = Math.addExact(start, Sizes.positive(size, in));
      require(end <= in.dim(axis), "sections of " + end + " elements in " + in.dim(axis));
      parts.add(Selection.all(in.only()).with(axis, Selection.range(start, end, 1)));
      start = end;
    }
    require(start == in.dim(axis), "sections of " + start + " elements in " + in.dim(axis));
    return parts;
  }

  static Selection of(Slice slice, Operands in) {
    Selection selection = Selection.all(in.only());
    Set<Integer> axes = new HashSet<>();
    for (int i = 0; i < slice.dims().size(); i++) {
      int axis = in.axis(slice.dims().get(i));
      require(axes.add(axis), "dim names the axis " + axis + " twice");
      int extent = in.dim(axis);
      long start = Math.max(bound(slice.starts().get(i), 0, extent, in), 0);
      long end = Math.min(bound(slice.ends().get(i), extent, extent, in), extent);
      require(start < end, "nothing is left between " + start + " and " + end + " of " + extent);
      selection =
          selection.with(axis, Selection.range((int) start, (int) end, slice.steps().get(i)));
    }
    return selection;
  }

  /** Where a range starts or ends; a negative number counts from the end, one computed may not. */
  private static long bound(@Nullable Size size, int otherwise, int extent, Operands in) {
    if (size == null) {
      return otherwise;
    }
    long bound = Sizes.value(size, in);
    require(bound >= 0 || Sizes.isNegative(size), "a bound that is computed is " + bound);
    return bound < 0 ? bound + extent : bound;
  }

  static Selection of(Select select, Operands in) {
    int axis = in.axis(select.dim());
    int extent = in.dim(axis);
    int index = select.index() < 0 ? select.index() + extent : select.index();
    require(
        0 <= index && index < extent, "there is no element " + select.index() + " among " + extent);
    return Selection.all(in.only()).with(axis, new int[] {index});
  }

  static Selection of(Narrow narrow, Operands in) {
    int axis = in.axis(narrow.dim());
    int extent = in.dim(axis);
    long start = Sizes.value(narrow.start(), in);
    if (Sizes.isNegative(narrow.start())) {
      start += extent;
    }
    int length = Sizes.positive(narrow.length(), in);
    require(
        0 <= start && start + length <= extent,
        length + " elements from " + start + " are not all among " + extent);
    return Selection.all(in.only())
        .with(axis, Selection.range((int) start, (int) start + length, 1));
  }
}
