package dev.cnnsummary.analyzer.field;

import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /**
   * The axis is cut, or lengthened at its ends, by amounts that may depend on symbols: output
   * {@code i} sees element {@code offset + stride·i}.
   *
   * @param outputAxis the output's axis that moves it
   */
  record Shifted(int outputAxis, long stride, Dim offset) implements AxisStep {}

  /**
   * The axis is sampled anew: output {@code i} sees {@code span} elements from {@code first +
   * (phase + i)·from/to} on.
   *
   * @param outputAxis the output's axis that moves it
   * @param from elements, or the gaps between them
   * @param to outputs, or the gaps between them
   * @param span the elements that an output is interpolated from
   */
  record Resampled(int outputAxis, Dim from, Dim to, long span, Fraction phase, Fraction first)
      implements AxisStep {
    @Nullable Along resolve() {
      Fraction stride = ratio(from, to);
      return stride == null
          ? null
          : new Along(outputAxis, span, stride, first.plus(stride.times(phase)));
    }

    private static @Nullable Fraction ratio(Dim from, Dim to) {
      if (from.isConstant() && to.isConstant()) {
        return to.value() == 0 ? Fraction.ZERO : new Fraction(from.value(), to.value());
      }
      // Symbols cancel where one is a whole multiple of the other.
      Fraction shrinking = wholeRatio(from, to);
      Fraction growing = shrinking == null ? wholeRatio(to, from) : null;
      return growing == null ? shrinking : growing.inverse();
    }

    private static @Nullable Fraction wholeRatio(Dim dividend, Dim divisor) {
      try {
        Dim quotient = dividend.divideExactly(divisor);
        return quotient.isConstant() && quotient.value() != 0
            ? Fraction.of(quotient.value())
            : null;
      } catch (ArithmeticException _) {
        return null; // it leaves a remainder, or the divisor is zero
      }
    }
  }

  /**
   * An output sees what one element saw. Which one that is moves with some axes of the output, in
   * no regular way: they are joined, divided or permuted.
   *
   * @param outputAxes the output's axes; none where all outputs see the same
   */
  record Scattered(List<Integer> outputAxes) implements AxisStep {
    /** Copies the list. */
    public Scattered {
      outputAxes = List.copyOf(outputAxes);
    }
  }

  /** The elements are kept in their order and counted by other axes. */
  record Reshaped(int axis, Shape from, Shape to) implements AxisStep {
    AxisStep resolve() {
      return Regrouping.of(from, to).step(axis);
    }
  }

  /** Each output of the operator sees the axis in its own way. */
  record PerOutput(List<AxisStep> steps) implements AxisStep {
    /** Copies the list. */
    public PerOutput {
      steps = List.copyOf(steps);
    }
  }

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

  /** The axis has gone: what is left of it is the same for every output. */
  AxisStep GONE = new Scattered(List.of());

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
