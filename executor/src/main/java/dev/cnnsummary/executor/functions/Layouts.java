package dev.cnnsummary.executor.functions;

import dev.cnnsummary.executor.Draft;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.function.FlattenTo;
import dev.cnnsummary.specs.function.ReshapeTo;
import dev.cnnsummary.specs.function.SpaceDepth;
import dev.cnnsummary.specs.function.SqueezeAxes;
import dev.cnnsummary.specs.function.Triangle;
import dev.cnnsummary.specs.function.UnsqueezeAxes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What keeps its elements and counts them by other axes. */
final class Layouts {
  private Layouts() {}

  static Result of(ReshapeTo reshape, Tensor input, Tensor told) {
    int[] shape = Axes.integers(told);
    int open = -1;
    long product = 1;
    for (int axis = 0; axis < shape.length; axis++) {
      if (shape[axis] == 0 && !reshape.allowZero()) {
        Axes.require(
            axis < input.rank(), "0 keeps axis " + axis + ", and there are " + input.rank());
        shape[axis] = input.dim(axis);
      }
      if (shape[axis] == -1) {
        Axes.require(open == -1, "only one extent can be left open: " + Axes.text(shape));
        open = axis;
      } else {
        Axes.require(shape[axis] >= 0, "there is no shape " + Axes.text(shape));
        product = Math.multiplyExact(product, shape[axis]);
      }
    }
    if (open >= 0) {
      Axes.require(
          product > 0 && input.numel() % product == 0,
          input.numel() + " elements do not fill " + Axes.text(shape));
      shape[open] = (int) (input.numel() / product);
    }
    return reshaped(input, shape);
  }

  private static Result reshaped(Tensor input, int[] shape) {
    Axes.require(
        Tensor.numel(shape) == input.numel(),
        input.numel() + " elements do not fill " + Axes.text(shape));
    return Result.of(input.reshaped(shape));
  }

  static Result of(FlattenTo flatten, Tensor input) {
    int rank = input.rank();
    int axis = flatten.axis() == rank ? rank : Axes.axis(flatten.axis(), rank);
    int[] shape = input.shape();
    return reshaped(
        input, new int[] {Axes.product(shape, 0, axis), Axes.product(shape, axis, rank)});
  }

  private static List<Integer> dims(Tensor told) {
    return Arrays.stream(Axes.integers(told)).boxed().toList();
  }

  static Result of(SqueezeAxes squeeze, List<Tensor> operands) {
    Tensor input = operands.getFirst();
    List<Integer> dims = squeeze.dims();
    if (dims == null && operands.size() > 1) {
      dims = dims(operands.get(1));
    }
    boolean[] dropped = new boolean[input.rank()];
    if (dims == null) {
      for (int axis = 0; axis < dropped.length; axis++) {
        dropped[axis] = input.dim(axis) == 1;
      }
    } else {
      dropped = Axes.named(dims, input.rank());
    }
    List<Integer> shape = new ArrayList<>();
    for (int axis = 0; axis < dropped.length; axis++) {
      Axes.require(
          !dropped[axis] || input.dim(axis) == 1,
          "axis " + axis + " of " + input + " is not of a single element");
      if (!dropped[axis]) {
        shape.add(input.dim(axis));
      }
    }
    return reshaped(input, shape.stream().mapToInt(Integer::intValue).toArray());
  }

  static Result of(UnsqueezeAxes unsqueeze, List<Tensor> operands) {
    Tensor input = operands.getFirst();
    List<Integer> told = unsqueeze.dims();
    List<Integer> dims = told == null ? dims(operands.get(1)) : told;
    boolean[] added = Axes.named(dims, input.rank() + dims.size());
    int[] shape = new int[added.length];
    int next = 0;
    for (int axis = 0; axis < shape.length; axis++) {
      shape[axis] = added[axis] ? 1 : input.dim(next++);
    }
    return reshaped(input, shape);
  }

  /** Channels come as {@code [row, column, channel]} of a block. */
  static Result of(SpaceDepth shuffle, Tensor input) {
    Axes.require(input.rank() == 4, "[N, C, H, W] is needed, got " + input);
    int[] in = input.shape();
    int b = shuffle.block();
    int[] s = Axes.strides(in);
    if (shuffle.kind() == SpaceDepth.Kind.TO_SPACE) {
      int channels = in[1] / (b * b);
      Axes.require(in[1] % (b * b) == 0, in[1] + " channels are not in blocks of " + b);
      return Result.of(
          Picks.strided(
              input,
              new int[] {in[0], channels, in[2], b, in[3], b},
              new int[] {s[0], s[1], s[2], b * channels * s[1], s[3], channels * s[1]},
              new int[] {in[0], channels, in[2] * b, in[3] * b}));
    }
    Axes.require(
        in[2] % b == 0 && in[3] % b == 0, input + " cannot be divided into blocks of " + b);
    return Result.of(
        Picks.strided(
            input,
            new int[] {in[0], b, b, in[1], in[2] / b, in[3] / b},
            new int[] {s[0], s[2], s[3], s[1], b * s[2], b * s[3]},
            new int[] {in[0], in[1] * b * b, in[2] / b, in[3] / b}));
  }

  static Result of(Triangle triangle, List<Tensor> operands) {
    Tensor input = operands.getFirst();
    int rank = input.rank();
    Axes.require(rank >= 2, "matrices are needed, got " + input);
    long diagonal = operands.size() > 1 ? operands.get(1).integer(0) : 0;
    int columns = input.dim(rank - 1);
    int rows = input.dim(rank - 2);
    Draft output = new Draft(input.dtype(), input.shape());
    for (int i = 0; i < output.numel(); i++) {
      long right = i % columns - (long) i / columns % rows;
      boolean kept = triangle.upper() ? right >= diagonal : right <= diagonal;
      if (kept) {
        output.putOf(i, input, i);
      }
    }
    return Result.of(output);
  }
}
