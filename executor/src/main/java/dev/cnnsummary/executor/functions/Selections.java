package dev.cnnsummary.executor.functions;

import dev.cnnsummary.executor.Draft;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.function.ArgReduce;
import dev.cnnsummary.specs.function.CumSum;
import dev.cnnsummary.specs.function.TopK;
import dev.cnnsummary.specs.shape.DType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What goes along an axis: the greatest elements, their places, and running sums. */
final class Selections {
  private Selections() {}

  static Result of(ArgReduce reduce, Tensor input) {
    int axis = Axes.axis(reduce.dim(), input.rank());
    Lines lines = Lines.along(input.shape(), axis);
    Axes.require(lines.length() > 0, "the axis " + axis + " has no elements");
    int[] shape = input.shape();
    if (reduce.keepdim()) {
      shape[axis] = 1;
    } else {
      shape =
          IntStream.range(0, shape.length).filter(i -> i != axis).map(i -> input.dim(i)).toArray();
    }
    Draft places = new Draft(DType.I64, shape);
    lines.each((first, line) -> {
      int best = 0;
      for (int i = 1; i < lines.length(); i++) {
        int order = compare(input, first + i * lines.inners(), first + best * lines.inners());
        boolean better = reduce.greatest() ? order > 0 : order < 0;
        best = better || (reduce.last() && order == 0) ? i : best;
      }
      places.putInteger(line, best);
    });
    return Result.of(places);
  }

  private static int compare(Tensor tensor, int one, int other) {
    if (tensor.dtype().isFloating()) {
      double a = tensor.get(one);
      double b = tensor.get(other);
      return a == b ? 0 : Double.compare(a, b);
    }
    return Binaries.order(tensor.dtype() == DType.U64, tensor.integer(one), tensor.integer(other));
  }

  static Result of(TopK topK, Tensor input, Tensor count) {
    int axis = Axes.axis(topK.dim(), input.rank());
    Lines lines = Lines.along(input.shape(), axis);
    Axes.require(count.numel() == 1, "one number says how many elements are taken, got " + count);
    int k = Axes.small(count.integer(0));
    Axes.require(0 <= k && k <= lines.length(), k + " elements are taken of " + lines.length());
    int[] shape = input.shape();
    shape[axis] = k;
    Draft values = new Draft(input.dtype(), shape);
    Draft places = new Draft(DType.I64, shape);
    int inners = lines.inners();
    lines.each((first, line) -> {
      Comparator<Integer> ascending =
          (a, b) -> compare(input, first + a * inners, first + b * inners);
      Integer[] order = new Integer[lines.length()];
      Arrays.setAll(order, i -> i);
      Arrays.sort(order, topK.largest() ? ascending.reversed() : ascending);
      int to = line / inners * k * inners + line % inners;
      for (int i = 0; i < k; i++) {
        values.putOf(to + i * inners, input, first + order[i] * inners);
        places.putInteger(to + i * inners, order[i]);
      }
    });
    return new Result(List.of(values.tensor(), places.tensor()), 0);
  }

  static Result of(CumSum sum, Tensor input, Tensor dim) {
    Axes.require(dim.numel() == 1, "one number tells the axis, got " + dim);
    Lines lines = Lines.along(input.shape(), Axes.axis(dim.integer(0), input.rank()));
    Draft sums = new Draft(input.dtype(), input.shape());
    boolean floating = input.dtype().isFloating();
    lines.each((first, _) -> {
      double number = 0;
      long integer = 0;
      for (int i = 0; i < lines.length(); i++) {
        int at = first + (sum.reverse() ? lines.length() - 1 - i : i) * lines.inners();
        double before = number;
        long wholeBefore = integer;
        number += input.get(at);
        integer += floating ? 0 : input.integer(at);
        if (floating) {
          sums.put(at, sum.exclusive() ? before : number);
        } else {
          sums.putInteger(at, sum.exclusive() ? wholeBefore : integer);
        }
      }
    });
    return Result.of(sums);
  }
}
