package dev.cnnsummary.analyzer.explain;

import dev.cnnsummary.analyzer.explain.Formula.Rounding;
import dev.cnnsummary.specs.op.Chunk;
import dev.cnnsummary.specs.op.Concat;
import dev.cnnsummary.specs.op.IndexSelect;
import dev.cnnsummary.specs.op.Narrow;
import dev.cnnsummary.specs.op.Select;
import dev.cnnsummary.specs.op.Size;
import dev.cnnsummary.specs.op.Slice;
import dev.cnnsummary.specs.op.Split;
import dev.cnnsummary.specs.op.Stack;
import dev.cnnsummary.specs.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What joins tensors, and what takes parts of them. */
final class PartReasons {
  private PartReasons() {}

  static Reason of(Concat concat, Subject subject) {
    Shape shape = subject.input();
    int axis = LayoutReasons.index(concat.dim(), shape);
    List<Formula> joined = new ArrayList<>();
    for (int i = 0; i < subject.operands(); i++) {
      joined.add(Formula.of(subject.input(i).dim(axis)));
    }
    return Reason.moving(
        Axis.with(shape, axis, new Axis(Formula.sum(joined), "one after the other")));
  }

  static Reason of(Stack stack, Subject subject) {
    Shape shape = subject.input();
    List<Axis> axes = new ArrayList<>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      axes.add(LayoutReasons.moved(shape, axis));
    }
    int place = stack.dim() < 0 ? stack.dim() + shape.rank() + 1 : stack.dim();
    axes.add(place, Axis.of(subject.operands(), "a new axis: the number of inputs"));
    return Reason.moving(axes);
  }

  static Reason of(Chunk chunk, Subject subject) {
    Formula all = Formula.of(subject.input().dim(chunk.dim()));
    Formula size = all.over(Rounding.UP, chunk.chunks());
    List<List<Axis>> parts = new ArrayList<>();
    for (int part = 0; part < chunk.chunks() - 1; part++) {
      parts.add(Axis.with(subject.input(), chunk.dim(), new Axis(size, "rounded up")));
    }
    Formula before = size.times(chunk.chunks() - 1L);
    Axis last =
        chunk.chunks() == 1 ? new Axis(all, "all") : new Axis(all.minus(before), "what is left");
    parts.add(Axis.with(subject.input(), chunk.dim(), last));
    return Reason.parts(parts);
  }

  static Reason of(Split split, Subject subject) {
    List<List<Axis>> parts = new ArrayList<>();
    for (Size size : split.sizes()) {
      parts.add(Axis.with(subject.input(), split.dim(), SizeFormulas.told(size, subject)));
    }
    return Reason.parts(parts);
  }

  static Reason of(Slice slice, Subject subject) {
    Shape shape = subject.input();
    List<Axis> axes = Axis.kept(shape);
    for (int i = 0; i < slice.dims().size(); i++) {
      int axis = LayoutReasons.index(slice.dims().get(i), shape);
      Formula extent = Formula.of(shape.dim(axis));
      Formula end = end(slice.ends().get(i), extent, subject);
      Formula start = start(slice.starts().get(i), extent, subject);
      Formula range = start == null ? end : end.minus(start);
      int step = slice.steps().get(i);
      axes.set(
          axis,
          step == 1
              ? new Axis(range, "from start to end")
              : new Axis(range.over(Rounding.UP, step), "every " + step + " from start to end"));
    }
    return Reason.moving(axes);
  }

  private static @Nullable Formula start(@Nullable Size size, Formula extent, Subject subject) {
    if (size == null || size.equals(Size.of(0))) {
      return null;
    }
    return SizeFormulas.countsFromEnd(size)
        ? Formula.greatest(fromEnd(size, extent), Formula.of(0))
        : SizeFormulas.of(size, subject);
  }

  private static Formula end(@Nullable Size size, Formula extent, Subject subject) {
    if (size == null) {
      return extent;
    }
    return SizeFormulas.countsFromEnd(size)
        ? fromEnd(size, extent)
        : Formula.least(SizeFormulas.of(size, subject), extent);
  }

  private static Formula fromEnd(Size size, Formula extent) {
    return size instanceof Size.Fixed(long value) ? extent.minus(-value) : extent;
  }

  static Reason of(Select select, Subject subject) {
    Shape shape = subject.input();
    int taken = LayoutReasons.index(select.dim(), shape);
    List<Axis> axes = new ArrayList<>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (axis != taken) {
        axes.add(LayoutReasons.moved(shape, axis));
      }
    }
    return Reason.moving(axes)
        .withNote("one element of axis " + taken + " is taken, so the axis is gone");
  }

  static Reason of(Narrow narrow, Subject subject) {
    return Reason.moving(
        Axis.with(
            subject.input(),
            narrow.dim(),
            new Axis(SizeFormulas.of(narrow.length(), subject), "length")));
  }

  static Reason of(IndexSelect select, Subject subject) {
    return Reason.moving(
        Axis.with(
            subject.input(),
            select.dim(),
            new Axis(
                Formula.product(subject.input(1).dims()), "one for each number of the index")));
  }
}
