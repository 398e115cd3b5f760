package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.analyzer.field.AxisStep;
import dev.cnnsummary.specs.function.CropPad;
import dev.cnnsummary.specs.function.PadBy;
import dev.cnnsummary.specs.function.SliceBy;
import dev.cnnsummary.specs.function.SplitBy;
import dev.cnnsummary.specs.op.Pad;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** What cuts or lengthens axes as operands tell. It costs no FLOPs. */
final class DynamicSlices {
  private static final long FAR = 1L << 40;

  private DynamicSlices() {}

  static Facts facts(SliceBy slice, Operands in) {
    Shape shape = in.shape(0);
    List<Dim> starts = in.sizes(1, "starts");
    List<Dim> ends = in.sizes(2, "ends");
    List<Long> axes =
        slice.axes()
            ? in.numbers(3, "the axes")
            : LongStream.range(0, starts.size()).boxed().toList();
    List<Long> steps =
        slice.steps()
            ? in.numbers(slice.axes() ? 4 : 3, "the steps")
            : LongStream.range(0, starts.size()).mapToObj(_ -> 1L).toList();
    if (ends.size() != starts.size()
        || axes.size() != starts.size()
        || steps.size() != starts.size()) {
      throw new Rejection("starts, ends, axes and steps are not equally many");
    }
    List<AxisStep> field = new ArrayList<>(AxisStep.pointwise(shape.rank()));
    Shape output = shape;
    for (int i = 0; i < starts.size(); i++) {
      int axis = Axes.index(Math.toIntExact(axes.get(i)), shape.rank(), "axes");
      long step = steps.get(i);
      if (step == 0) {
        throw new Rejection("a step is 0");
      }
      output = output.with(axis, length(shape.dim(axis), starts.get(i), ends.get(i), step));
      field.set(axis, new AxisStep.Scattered(List.of(axis)));
    }
    return Facts.of(new TensorType(in.get(0).dtype(), output), Dim.ZERO, field);
  }

  /** The number of elements from a start, kept inside the axis, to before an end. */
  private static Dim length(Dim extent, Dim start, Dim end, long step) {
    boolean forward = step > 0;
    Dim least = forward ? Dim.ZERO : Dim.of(-1);
    Dim most = forward ? extent : extent.minus(1);
    Dim from = kept(start, extent, Dim.ZERO, most);
    Dim to = kept(end, extent, least, most);
    Dim distance = forward ? to.minus(from) : from.minus(to);
    long by = Math.abs(Math.clamp(step, -FAR, FAR));
    return Dim.max(distance.plus(by - 1).floorDivide(by), Dim.ZERO);
  }

  /** A place that may count from the end, or lie outside. A symbol is taken to count from 0. */
  private static Dim kept(Dim place, Dim extent, Dim least, Dim most) {
    if (place.isConstant() && Math.abs((double) place.value()) > FAR) {
      return place.value() > 0 ? most : least;
    }
    boolean fromEnd = place.isConstant() && place.value() < 0;
    Dim counted = fromEnd ? extent.plus(place) : place;
    return Dim.max(Dim.min(counted, most), least);
  }

  static Facts facts(SplitBy split, Operands in) {
    TensorType input = in.get(0);
    int axis = Axes.index(split.dim(), input.shape().rank(), "dim");
    Dim extent = input.shape().dim(axis);
    List<Dim> sizes = split.sizes() ? in.sizes(1, "sizes") : equal(split, extent, in);
    if (sizes.size() != split.outputs()) {
      throw new Rejection("there are " + sizes.size() + " sizes for " + split.outputs() + " parts");
    }
    List<TensorType> outputs = new ArrayList<>();
    List<AxisStep> shifts = new ArrayList<>();
    Dim offset = Dim.ZERO;
    for (Dim size : sizes) {
      in.atLeast(size, Dim.ZERO, "a part would have {left} elements");
      outputs.add(new TensorType(input.dtype(), input.shape().with(axis, size)));
      shifts.add(new AxisStep.Shifted(axis, 1, offset));
      offset = offset.plus(size);
    }
    in.equal(extent, offset, "an axis of {left} elements, but parts of {right}");
    List<AxisStep> steps = new ArrayList<>(AxisStep.pointwise(input.shape().rank()));
    steps.set(axis, new AxisStep.PerOutput(shifts));
    return new Facts(outputs, List.of(), Dim.ZERO, Dim.ZERO, List.of(steps), true);
  }

  private static List<Dim> equal(SplitBy split, Dim extent, Operands in) {
    int parts = split.outputs();
    Dim size = extent.plus(parts - 1L).floorDivide(parts);
    List<Dim> sizes = new ArrayList<>();
    for (int i = 0; i < parts - 1; i++) {
      sizes.add(size);
    }
    sizes.add(extent.minus(size.times(parts - 1L)));
    in.atLeast(sizes.getLast(), Dim.ZERO, "the last part would have {left} elements");
    return sizes;
  }

  static Facts facts(PadBy pad, Operands in) {
    Shape shape = in.shape(0);
    List<Dim> amounts = in.sizes(1, "pads");
    int last = in.count() - 1;
    List<Long> axes =
        pad.axes()
            ? in.numbers(last, "the axes")
            : LongStream.range(0, shape.rank()).boxed().toList();
    if (amounts.size() != 2 * axes.size()) {
      throw new Rejection("there are " + amounts.size() + " pads for " + axes.size() + " axes");
    }
    Shape output = shape;
    List<AxisStep> steps = new ArrayList<>(AxisStep.pointwise(shape.rank()));
    for (int i = 0; i < axes.size(); i++) {
      int axis = Axes.index(Math.toIntExact(axes.get(i)), shape.rank(), "axes");
      Dim before = amounts.get(i);
      Dim extent = output.dim(axis).plus(before).plus(amounts.get(i + axes.size()));
      in.atLeast(extent, Dim.ZERO, "an axis would have {left} elements");
      output = output.with(axis, extent);
      boolean constant = pad.mode() == Pad.Mode.CONSTANT;
      steps.set(axis, constant ? new AxisStep.Shifted(axis, 1, before.times(-1)) : AxisStep.MIXED);
    }
    return Facts.of(new TensorType(in.get(0).dtype(), output), Dim.ZERO, steps);
  }

  static Facts facts(CropPad crop, Operands in) {
    Shape shape = in.shape(0);
    List<Dim> sizes = in.sizes(1, "extents");
    List<Integer> axes = crop.axes();
    int count = axes == null ? shape.rank() : axes.size();
    if (sizes.size() != count) {
      throw new Rejection("there are " + sizes.size() + " extents for " + count + " axes");
    }
    Shape output = shape;
    List<AxisStep> steps = new ArrayList<>(AxisStep.pointwise(shape.rank()));
    for (int i = 0; i < count; i++) {
      int axis = axes == null ? i : Axes.index(axes.get(i), shape.rank(), "axes");
      in.atLeast(sizes.get(i), Dim.ZERO, "an axis would have {left} elements");
      output = output.with(axis, sizes.get(i));
      steps.set(axis, new AxisStep.Scattered(List.of(axis)));
    }
    return Facts.of(new TensorType(in.get(0).dtype(), output), Dim.ZERO, steps);
  }
}
