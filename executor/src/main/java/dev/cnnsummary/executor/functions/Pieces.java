package dev.cnnsummary.executor.functions;

import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.function.CropPad;
import dev.cnnsummary.specs.function.PadBy;
import dev.cnnsummary.specs.function.SliceBy;
import dev.cnnsummary.specs.function.SplitBy;
import dev.cnnsummary.specs.op.Pad;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What cuts axes, lengthens them or repeats what is along them. */
final class Pieces {
  private Pieces() {}

  /** Both the tensor and the shape that is told may have the one element of an axis. */
  static Result expanded(Tensor input, Tensor told) {
    int[] shape = Broadcast.joined(input.shape(), Axes.integers(told));
    int added = shape.length - input.rank();
    int[] own = new int[shape.length];
    Arrays.fill(own, 0, added, 1);
    System.arraycopy(input.shape(), 0, own, added, input.rank());
    int[][] places = new int[shape.length][];
    for (int axis = 0; axis < shape.length; axis++) {
      places[axis] = own[axis] == 1 ? new int[shape[axis]] : Picks.all(shape[axis]);
    }
    return Result.of(Picks.of(input.reshaped(own), places));
  }

  static Result repeated(Tensor input, Tensor repeats) {
    int[] counts = Axes.integers(repeats);
    Axes.require(
        counts.length == input.rank(),
        counts.length + " numbers of repeats for " + input.rank() + " axes");
    int[][] places = new int[counts.length][];
    for (int axis = 0; axis < counts.length; axis++) {
      int extent = input.dim(axis);
      Axes.require(counts[axis] >= 0, "an axis is repeated " + counts[axis] + " times");
      places[axis] = new int[Math.multiplyExact(extent, counts[axis])];
      Arrays.setAll(places[axis], i -> i % extent);
    }
    return Result.of(Picks.of(input, places));
  }

  static Result of(SplitBy split, List<Tensor> operands) {
    Tensor input = operands.getFirst();
    int axis = Axes.axis(split.dim(), input.rank());
    int extent = input.dim(axis);
    int[] sizes = new int[split.outputs()];
    if (split.sizes()) {
      sizes = Axes.integers(operands.get(1));
      Axes.require(
          sizes.length == split.outputs() && Arrays.stream(sizes).allMatch(size -> size >= 0),
          Axes.text(sizes) + " are no sizes of " + split.outputs() + " parts");
    } else {
      int most = Math.ceilDiv(extent, sizes.length);
      for (int i = 0; i < sizes.length; i++) {
        sizes[i] = Math.clamp((long) extent - (long) i * most, 0, most);
      }
    }
    Axes.require(
        Arrays.stream(sizes).asLongStream().sum() == extent,
        Axes.text(sizes) + " do not sum to " + extent);
    List<Tensor> parts = new ArrayList<>();
    int start = 0;
    for (int size : sizes) {
      int from = start;
      int[][] places = Picks.all(input.shape());
      places[axis] = new int[size];
      Arrays.setAll(places[axis], i -> from + i);
      parts.add(Picks.of(input, places));
      start += size;
    }
    return new Result(parts, 0);
  }

  static Result of(SliceBy slice, List<Tensor> operands) {
    Tensor input = operands.getFirst();
    Tensor starts = operands.get(1);
    Tensor ends = operands.get(2);
    int next = 3;
    int[] axes = slice.axes() ? Axes.integers(operands.get(next++)) : Picks.all(starts.numel());
    Tensor steps = slice.steps() ? operands.get(next) : null;
    Axes.require(
        starts.numel() == ends.numel()
            && starts.numel() == axes.length
            && (steps == null || steps.numel() == axes.length),
        "starts, ends, axes and steps are not equally many");
    Axes.named(Arrays.stream(axes).boxed().toList(), input.rank());
    int[][] places = Picks.all(input.shape());
    for (int i = 0; i < axes.length; i++) {
      int axis = Axes.axis(axes[i], input.rank());
      long step = steps == null ? 1 : steps.integer(i);
      places[axis] = range(starts.integer(i), ends.integer(i), step, input.dim(axis));
    }
    return Result.of(Picks.of(input, places));
  }

  /** As Python's slices: bounds beyond an end stand for it. */
  private static int[] range(long start, long end, long step, int extent) {
    Axes.require(step != 0, "a step is 0");
    int least = step > 0 ? 0 : -1;
    int most = step > 0 ? extent : extent - 1;
    int from = Math.clamp(start < 0 ? start + extent : start, least, most);
    int to = Math.clamp(end < 0 ? Math.max(end, -extent - 1L) + extent : end, least, most);
    int width = step > 0 ? to - from : from - to;
    long length = Math.absExact(step);
    int[] places = new int[width <= 0 ? 0 : (int) ((width + length - 1) / length)];
    for (int i = 0; i < places.length; i++) {
      places[i] = (int) (from + i * step);
    }
    return places;
  }

  static Result of(PadBy pad, List<Tensor> operands) {
    Tensor input = operands.getFirst();
    int[] amounts = Axes.integers(operands.get(1));
    int next = 2;
    Tensor filler = pad.value() ? operands.get(next++) : null;
    int[] axes = pad.axes() ? Axes.integers(operands.get(next)) : Picks.all(input.rank());
    Axes.require(
        amounts.length == 2 * axes.length,
        amounts.length + " amounts for " + axes.length + " axes, which have two ends each");
    Axes.require(filler == null || filler.numel() == 1, "a single number fills, got " + filler);
    int[][] places = Picks.all(input.shape());
    for (int i = 0; i < axes.length; i++) {
      int axis = Axes.axis(axes[i], input.rank());
      places[axis] = padded(pad.mode(), input.dim(axis), amounts[i], amounts[i + axes.length]);
    }
    return Result.of(Picks.of(input, places, filler));
  }

  private static int[] padded(Pad.Mode mode, int extent, int before, int after) {
    int length = Math.toIntExact((long) extent + before + after);
    Axes.require(length >= 0, "nothing is left of an axis of " + extent);
    Axes.require(
        extent > 0 || mode == Pad.Mode.CONSTANT || length == 0,
        "an axis without elements has none to repeat");
    int[] places = new int[length];
    Arrays.setAll(places, i -> source(mode, i - before, extent));
    return places;
  }

  private static int source(Pad.Mode mode, int place, int extent) {
    return switch (mode) {
      case CONSTANT -> place < 0 || place >= extent ? Picks.NOWHERE : place;
      case REPLICATE -> Math.clamp(place, 0, extent - 1);
      case CIRCULAR -> Math.floorMod(place, extent);
      case REFLECT -> {
        int there = Math.floorMod(place, Math.max(1, 2 * extent - 2));
        yield Math.min(there, 2 * extent - 2 - there);
      }
    };
  }

  static Result of(CropPad crop, Tensor input, Tensor told) {
    int[] wanted = Axes.integers(told);
    List<Integer> dims = crop.axes();
    int[] axes = dims == null ? Picks.all(input.rank()) : ints(dims);
    Axes.require(
        wanted.length == axes.length, wanted.length + " extents for " + axes.length + " axes");
    int[][] places = Picks.all(input.shape());
    for (int i = 0; i < axes.length; i++) {
      int axis = Axes.axis(axes[i], input.rank());
      int extent = input.dim(axis);
      Axes.require(wanted[i] >= 0, "there is no extent " + wanted[i]);
      int start = wanted[i] < extent ? (extent - wanted[i]) / 2 : -((wanted[i] - extent) / 2);
      places[axis] = new int[wanted[i]];
      Arrays.setAll(places[axis], k -> source(Pad.Mode.CONSTANT, start + k, extent));
    }
    return Result.of(Picks.of(input, places));
  }

  private static int[] ints(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }
}
