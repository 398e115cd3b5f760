package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.analyzer.field.AxisStep;
import dev.cnnsummary.specs.op.Chunk;
import dev.cnnsummary.specs.op.Narrow;
import dev.cnnsummary.specs.op.Select;
import dev.cnnsummary.specs.op.Size;
import dev.cnnsummary.specs.op.Slice;
import dev.cnnsummary.specs.op.Split;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What shows parts of a tensor. A part without elements is refused. */
final class Slices {
  private Slices() {}

  static Facts facts(Chunk chunk, Operands in) {
    int axis = Axes.index(chunk.dim(), in.only().shape().rank(), "dim");
    Dim extent = in.only().shape().dim(axis);
    Dim size = extent.plus(chunk.chunks() - 1L).floorDivide(chunk.chunks());
    Dim last = extent.minus(size.times(chunk.chunks() - 1L));
    in.atLeast(
        last, Dim.ONE, "there are fewer chunks: the last would have {left} elements, not {right}");
    List<Dim> sizes = new ArrayList<>(chunk.chunks());
    for (int i = 0; i < chunk.chunks() - 1; i++) {
      sizes.add(size);
    }
    sizes.add(last);
    return parts(in, axis, sizes);
  }

  static Facts facts(Split split, Operands in) {
    int axis = Axes.index(split.dim(), in.only().shape().rank(), "dim");
    List<Dim> sizes = new ArrayList<>(split.sizes().size());
    Dim sum = Dim.ZERO;
    for (Size size : split.sizes()) {
      sizes.add(Sizes.positive(size, in));
      sum = sum.plus(sizes.getLast());
    }
    in.equal(
        in.only().shape().dim(axis), sum, "an axis of {left} elements, but sections for {right}");
    return parts(in, axis, sizes);
  }

  private static Facts parts(Operands in, int axis, List<Dim> sizes) {
    TensorType input = in.only();
    List<TensorType> outputs = new ArrayList<>(sizes.size());
    List<AxisStep> shifts = new ArrayList<>(sizes.size());
    Dim offset = Dim.ZERO;
    for (Dim size : sizes) {
      outputs.add(new TensorType(input.dtype(), input.shape().with(axis, size)));
      shifts.add(new AxisStep.Shifted(axis, 1, offset));
      offset = offset.plus(size);
    }
    List<AxisStep> steps = new ArrayList<>(AxisStep.pointwise(input.shape().rank()));
    steps.set(axis, new AxisStep.PerOutput(shifts));
    return new Facts(outputs, List.of(), Dim.ZERO, Dim.ZERO, List.of(steps), true);
  }

  static Facts facts(Slice slice, Operands in) {
    Shape shape = in.only().shape();
    List<AxisStep> steps = new ArrayList<>(AxisStep.pointwise(shape.rank()));
    List<Integer> axes = new ArrayList<>();
    for (int i = 0; i < slice.dims().size(); i++) {
      int axis = Axes.index(slice.dims().get(i), shape.rank(), "dim");
      if (axes.contains(axis)) {
        throw new Rejection("dim names the axis " + axis + " twice");
      }
      axes.add(axis);
      Dim extent = shape.dim(axis);
      int step = slice.steps().get(i);
      Dim start = start(slice.starts().get(i), extent, in);
      Dim end = end(slice.ends().get(i), extent, start, in);
      shape = shape.with(axis, end.minus(start).plus(step - 1L).floorDivide(step));
      steps.set(axis, new AxisStep.Shifted(axis, step, start));
    }
    return Facts.view(new TensorType(in.only().dtype(), shape), steps);
  }

  /** A range begins inside the axis; a negative number too large is its first element. */
  private static Dim start(@Nullable Size size, Dim extent, Operands in) {
    if (size == null) {
      return Dim.ZERO;
    }
    Dim start = Sizes.value(size, in);
    if (countsFromEnd(size)) {
      start = Dim.max(extent.plus(start), Dim.ZERO);
    } else {
      in.atLeast(start, Dim.ZERO, "a start that is computed must not be negative, got {left}");
    }
    in.atLeast(
        extent, start.plus(1), "nothing is left: the axis must have {right} elements, not {left}");
    return start;
  }

  /** A range ends behind its start; an end beyond the axis is the axis' end. */
  private static Dim end(@Nullable Size size, Dim extent, Dim start, Operands in) {
    if (size == null) {
      return extent;
    }
    boolean fromEnd = countsFromEnd(size);
    Dim end = fromEnd ? extent.plus(Sizes.value(size, in)) : Sizes.value(size, in);
    in.atLeast(end, start.plus(1), "nothing is left: the end must be at least {right}, not {left}");
    return fromEnd ? end : Dim.min(end, extent);
  }

  private static boolean countsFromEnd(Size size) {
    return size instanceof Size.Fixed(long value) && value < 0;
  }

  static Facts facts(Select select, Operands in) {
    Shape shape = in.only().shape();
    int axis = Axes.index(select.dim(), shape.rank(), "dim");
    long index = select.index();
    in.atLeast(
        shape.dim(axis),
        Dim.of(index < 0 ? -index : index + 1),
        "the index needs an axis of at least {right} elements, got {left}");
    List<Dim> dims = new ArrayList<>(shape.dims());
    dims.remove(axis);
    List<AxisStep> steps = new ArrayList<>();
    for (int each = 0; each < shape.rank(); each++) {
      steps.add(each == axis ? AxisStep.GONE : AxisStep.moved(each < axis ? each : each - 1));
    }
    return Facts.view(new TensorType(in.only().dtype(), Shape.of(dims)), steps);
  }

  static Facts facts(Narrow narrow, Operands in) {
    Shape shape = in.only().shape();
    int axis = Axes.index(narrow.dim(), shape.rank(), "dim");
    Dim extent = shape.dim(axis);
    Dim start = Sizes.value(narrow.start(), in);
    if (countsFromEnd(narrow.start())) {
      start = extent.plus(start);
    }
    in.atLeast(start, Dim.ZERO, "start lies before the axis: {left}");
    Dim length = Sizes.positive(narrow.length(), in);
    in.atLeast(
        extent,
        start.plus(length),
        "an axis of {left} elements, but start and length reach to {right}");
    List<AxisStep> steps = new ArrayList<>(AxisStep.pointwise(shape.rank()));
    steps.set(axis, new AxisStep.Shifted(axis, 1, start));
    return Facts.view(new TensorType(in.only().dtype(), shape.with(axis, length)), steps);
  }
}
