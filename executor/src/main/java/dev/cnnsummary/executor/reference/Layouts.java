package dev.cnnsummary.executor.reference;

import static dev.cnnsummary.executor.reference.Operands.require;

import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.op.ChannelShuffle;
import dev.cnnsummary.specs.op.Concat;
import dev.cnnsummary.specs.op.IndexSelect;
import dev.cnnsummary.specs.op.PixelShuffle;
import dev.cnnsummary.specs.op.Stack;
import java.util.Arrays;
import java.util.List;

/** What hands elements on, each to another place. */
final class Layouts {
  private Layouts() {}

  /** Every element where it was, whatever the axes. */
  static Definition kept(Arguments arguments) {
    Tensor input = arguments.only();
    return (_, index) -> input.get(index);
  }

  /** The elements that are selected for each output. */
  static Definition selected(List<Selection> outputs, double filler, Arguments arguments) {
    Tensor input = arguments.only();
    return (output, index) -> {
      int source = outputs.get(output).source(index);
      return source == Selection.NOWHERE ? filler : input.get(source);
    };
  }

  /**
   * Axes in another order.
   *
   * @param order the input's axes in the output's order
   */
  static Definition permuted(List<Integer> order, Arguments arguments) {
    Tensor input = arguments.only();
    Grid grid = arguments.grid(0);
    Grid output = arguments.output();
    return (_, index) -> {
      int[] place = output.place(index);
      int[] source = new int[place.length];
      for (int axis = 0; axis < place.length; axis++) {
        source[order.get(axis)] = place[axis];
      }
      return input.get(grid.index(source));
    };
  }

  static Definition of(Concat concat, Arguments arguments) {
    int axis = arguments.extents().axis(concat.dim());
    Grid output = arguments.output();
    return (_, index) -> {
      int[] place = output.place(index);
      int operand = 0;
      while (place[axis] >= arguments.operand(operand).dim(axis)) {
        place[axis] -= arguments.operand(operand).dim(axis);
        operand++;
      }
      return arguments.operand(operand).get(arguments.grid(operand).index(place));
    };
  }

  static Definition of(Stack stack, Arguments arguments) {
    Grid output = arguments.output();
    int axis = Operands.axis(stack.dim(), output.axes());
    Grid grid = arguments.grid(0);
    return (_, index) -> {
      int[] place = output.place(index);
      int[] own = new int[place.length - 1];
      System.arraycopy(place, 0, own, 0, axis);
      System.arraycopy(place, axis + 1, own, axis, own.length - axis);
      return arguments.operand(place[axis]).get(grid.index(own));
    };
  }

  static Definition of(IndexSelect select, Arguments arguments) {
    Tensor index = arguments.operand(1);
    int axis = arguments.extents().axis(select.dim());
    int extent = arguments.only().dim(axis);
    int[] places = new int[index.numel()];
    for (int i = 0; i < places.length; i++) {
      places[i] = (int) index.get(i);
      require(
          0 <= places[i] && places[i] < extent,
          "there is no element " + places[i] + " among " + extent);
    }
    Selection selection = Selection.all(arguments.extents().only()).with(axis, places);
    return selected(List.of(selection), 0, arguments);
  }

  /** The channel's pixel {@code (i, j)} of each block is channel {@code c·f² + i·f + j}. */
  static Definition of(PixelShuffle shuffle, Arguments arguments) {
    boolean grows = shuffle.kind() == PixelShuffle.Kind.SHUFFLE;
    Tensor input = arguments.only();
    Grid grid = arguments.grid(0);
    Grid output = arguments.output();
    int channel = grid.axes() - 3;
    int f = shuffle.factor();
    return (_, index) -> {
      int[] place = output.place(index);
      int[] source = Arrays.copyOf(place, place.length);
      if (grows) {
        source[channel] =
            place[channel] * f * f + place[channel + 1] % f * f + place[channel + 2] % f;
        source[channel + 1] = place[channel + 1] / f;
        source[channel + 2] = place[channel + 2] / f;
      } else {
        source[channel] = place[channel] / (f * f);
        source[channel + 1] = place[channel + 1] * f + place[channel] / f % f;
        source[channel + 2] = place[channel + 2] * f + place[channel] % f;
      }
      return input.get(grid.index(source));
    };
  }

  /** The channel {@code k} of group {@code g} becomes number {@code k·groups + g}. */
  static Definition of(ChannelShuffle shuffle, Arguments arguments) {
    Tensor input = arguments.only();
    Grid grid = arguments.grid(0);
    int ofGroup = grid.extent(1) / shuffle.groups();
    return (_, index) -> {
      int[] place = grid.place(index);
      place[1] = place[1] % shuffle.groups() * ofGroup + place[1] / shuffle.groups();
      return input.get(grid.index(place));
    };
  }
}
