package dev.cnnsummary.analyzer.field;

import dev.cnnsummary.specs.shape.Dim;
import java.util.ArrayList;
import java.util.List;

/** How an operator's output depends on one axis of an operand. */
public sealed interface AxisStep {
  /**
   * A window moves along the axis: output {@code i} sees {@code span} elements from {@code offset +
   * stride·i} on.
   *
   * @param outputAxis the output's axis that moves it
   * @param span the elements it covers, gaps of a dilation included
   * @param stride the elements it moves by; a fraction where the output is finer
   * @param offset the first element that output 0 sees, before clipping
   */
  record Along(int outputAxis, long span, Fraction stride, Fraction offset) implements AxisStep {
    boolean inPlace() {
      return span == 1 && stride.equals(Fraction.ONE) && offset.equals(Fraction.ZERO);
    }
  }

  /** The axis is joined with others: an output sees what one element saw, in no regular place. */
  record Joined(int outputAxis) implements AxisStep {}

  /** Every output sees the whole axis. */
  record Mixed() implements AxisStep {}

  /**
   * The axis is divided into regions, one for each output, as adaptive pooling does. Regions that
   * are all alike are a window; a single one, and those that are not alike or depend on symbols,
   * are taken for the whole axis.
   *
   * @param from elements of the axis
   * @param to the number of regions
   */
  record Regions(int outputAxis, Dim from, Dim to) implements AxisStep {
    AxisStep resolve() {
      if (from.equals(to)) {
        return moved(outputAxis);
      }
      if (from.isConstant()
          && to.isConstant()
          && to.value() > 1
          && from.value() % to.value() == 0) {
        long width = from.value() / to.value();
        return new Along(outputAxis, width, Fraction.of(width), Fraction.ZERO);
      }
      return MIXED;
    }
  }

  /** Every output sees the whole axis. */
  AxisStep MIXED = new Mixed();

  /** Each output element sees the one in its place, along every axis. */
  static List<AxisStep> pointwise(int rank) {
    return Pointwise.of(rank);
  }

  /** One element in its place on an axis that may have another number in the output. */
  static AxisStep moved(int outputAxis) {
    return new Along(outputAxis, 1, Fraction.ONE, Fraction.ZERO);
  }

  /** The lists for small ranks, made once. */
  final class Pointwise {
    private static final List<List<AxisStep>> MADE = make(8);

    private Pointwise() {}

    private static List<List<AxisStep>> make(int ranks) {
      List<List<AxisStep>> lists = new ArrayList<>();
      for (int rank = 0; rank < ranks; rank++) {
        lists.add(steps(rank));
      }
      return lists;
    }

    private static List<AxisStep> steps(int rank) {
      List<AxisStep> steps = new ArrayList<>();
      for (int axis = 0; axis < rank; axis++) {
        steps.add(moved(axis));
      }
      return List.copyOf(steps);
    }

    private static List<AxisStep> of(int rank) {
      return rank < MADE.size() ? MADE.get(rank) : steps(rank);
    }
  }
}
