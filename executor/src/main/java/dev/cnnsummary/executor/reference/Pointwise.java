package dev.cnnsummary.executor.reference;

import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.op.Elementwise;
import dev.cnnsummary.specs.op.Glu;
import dev.cnnsummary.specs.op.PRelu;
import dev.cnnsummary.specs.op.Reduce;
import dev.cnnsummary.specs.op.Softmax;
import java.util.Set;

/** What takes each element with its like, or with those along some axes. */
final class Pointwise {
  private static final int POSITIONS = 1;

  private Pointwise() {}

  static Definition of(PRelu prelu, Arguments arguments) {
    Tensor input = arguments.only();
    Tensor slopes = arguments.weight(0);
    Grid grid = arguments.grid(0);
    return (_, index) -> {
      int channel = slopes.numel() == 1 ? 0 : grid.place(index)[1];
      return Activations.leaky(input.get(index), slopes.get(channel));
    };
  }

  static Definition of(Glu glu, Arguments arguments) {
    Tensor input = arguments.only();
    Grid grid = arguments.grid(0);
    Grid output = arguments.output();
    int axis = arguments.extents().axis(glu.dim());
    return (_, index) -> {
      int[] place = output.place(index);
      double x = input.get(grid.index(place));
      place[axis] += output.extent(axis);
      return x * Activations.sigmoid(input.get(grid.index(place)));
    };
  }

  static Definition of(Elementwise elementwise, Arguments arguments) {
    Tensor left = arguments.only();
    Double number = elementwise.other();
    if (number != null) {
      return (_, index) -> join(elementwise.kind(), left.get(index), number);
    }
    Tensor right = arguments.operand(1);
    Grid output = arguments.output();
    Broadcast first = new Broadcast(arguments.grid(0), output.axes());
    Broadcast second = new Broadcast(arguments.grid(1), output.axes());
    return (_, index) -> {
      int[] place = output.place(index);
      return join(elementwise.kind(), left.get(first.index(place)), right.get(second.index(place)));
    };
  }

  private static double join(Elementwise.Kind kind, double left, double right) {
    return switch (kind) {
      case ADD -> left + right;
      case SUB -> left - right;
      case MUL -> left * right;
      case DIV -> left / right;
      case MAXIMUM -> Math.max(left, right);
      case MINIMUM -> Math.min(left, right);
    };
  }

  /** The greatest element of a row is taken from all, as a power of e can be too large. */
  static Definition of(Softmax softmax, Arguments arguments) {
    Tensor input = arguments.only();
    int axis = PointwiseShapes.softmaxAxis(softmax, input.rank());
    Slices slices = new Slices(input, Set.of(axis));
    double sign = softmax.kind() == Softmax.Kind.SOFTMIN ? -1 : 1;
    Rows rows =
        new Rows(
            slices.count(),
            slice -> {
              double most =
                  slices.fold(slice, Double.NEGATIVE_INFINITY, (max, x) -> Math.max(max, sign * x));
              double sum =
                  slices.fold(slice, 0, (partial, x) -> partial + Math.exp(sign * x - most));
              return new double[] {most, sum};
            });
    return Counted.summing(
        slices.length(),
        (_, index) -> {
          double[] known = rows.get(slices.sliceOf(index));
          double x = sign * input.get(index) - known[0];
          return softmax.kind() == Softmax.Kind.LOG_SOFTMAX
              ? x - Math.log(known[1])
              : Math.exp(x) / known[1];
        });
  }

  static Definition of(Reduce reduce, Arguments arguments) {
    Tensor input = arguments.only();
    Slices slices = new Slices(input, PointwiseShapes.reducedAxes(reduce, input.rank()));
    Definition element =
        switch (reduce.kind()) {
          case SUM -> (_, slice) -> slices.fold(slice, 0, Double::sum);
          case MEAN -> (_, slice) -> slices.mean(slice);
          case AMAX, MAX -> (output, slice) -> extreme(slices, slice, 1, output);
          case AMIN, MIN -> (output, slice) -> extreme(slices, slice, -1, output);
        };
    return Counted.summing(slices.length(), element);
  }

  /** The extreme of a slice or its first place; a NaN is beyond everything. */
  private static double extreme(Slices slices, int slice, int sign, int output) {
    int extreme = 0;
    for (int i = 1; i < slices.length(); i++) {
      double known = slices.get(slice, extreme);
      double x = slices.get(slice, i);
      if (!Double.isNaN(known) && (Double.isNaN(x) || sign * x > sign * known)) {
        extreme = i;
      }
    }
    return output == POSITIONS ? extreme : slices.get(slice, extreme);
  }
}
