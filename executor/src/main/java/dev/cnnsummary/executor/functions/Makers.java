package dev.cnnsummary.executor.functions;

import dev.cnnsummary.executor.Draft;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.function.DropoutMask;
import dev.cnnsummary.specs.function.Full;
import dev.cnnsummary.specs.function.ShapeOf;
import dev.cnnsummary.specs.shape.DType;
import java.util.List;

/** What is made of numbers that tell sizes, or tells them. */
final class Makers {
  private Makers() {}

  static Result of(ShapeOf shapeOf, Tensor input) {
    int rank = input.rank();
    Integer told = shapeOf.end();
    int start = bound(shapeOf.start(), rank);
    int end = told == null ? rank : bound(told, rank);
    Draft extents = new Draft(DType.I64, Math.max(0, end - start));
    for (int i = 0; i < extents.numel(); i++) {
      extents.putInteger(i, input.dim(start + i));
    }
    return Result.of(extents);
  }

  private static int bound(int axis, int rank) {
    return Math.clamp(axis < 0 ? axis + rank : axis, 0, rank);
  }

  static Result numel(Tensor input) {
    return Result.of(Tensor.of(DType.I64, new int[0], input.numel()));
  }

  static Result of(Full full, Tensor told) {
    return Result.of(new Draft(full.dtype(), Axes.integers(told)).filled(full.value()));
  }

  static Result range(Tensor start, Tensor end, Tensor step) {
    Axes.require(
        Axes.scalar(step) != 0 && start.numel() == 1 && end.numel() == 1,
        "a range needs a first number, an end and a step that is not 0");
    if (start.dtype().isFloating()) {
      double count = Math.ceil((end.get(0) - start.get(0)) / step.get(0));
      Axes.require(count < Integer.MAX_VALUE, "a range has " + count + " numbers");
      Draft numbers = new Draft(start.dtype(), Math.max(0, (int) count));
      for (int i = 0; i < numbers.numel(); i++) {
        numbers.put(i, start.get(0) + i * step.get(0));
      }
      return Result.of(numbers);
    }
    long width = Math.subtractExact(end.integer(0), start.integer(0));
    long count = Math.max(0, Math.ceilDiv(width, step.integer(0)));
    Draft numbers = new Draft(start.dtype(), Axes.small(count));
    for (int i = 0; i < numbers.numel(); i++) {
      numbers.putInteger(i, start.integer(0) + i * step.integer(0));
    }
    return Result.of(numbers);
  }

  /** In evaluation everything is kept; which numbers training drops is chance. */
  static Result of(DropoutMask dropout, List<Tensor> operands) {
    Tensor input = operands.getFirst();
    boolean trains = false;
    double ratio = 0.5;
    for (Tensor told : operands.subList(1, operands.size())) {
      if (told.dtype() == DType.BOOL) {
        trains = told.integer(0) != 0;
      } else {
        ratio = Axes.scalar(told);
      }
    }
    Axes.require(
        !trains || ratio == 0, "a dropout in training drops elements at random: it is not run");
    Tensor kept = new Draft(DType.BOOL, input.shape()).filled(1).tensor();
    return new Result(dropout.outputs() == 1 ? List.of(input) : List.of(input, kept), 0);
  }
}
