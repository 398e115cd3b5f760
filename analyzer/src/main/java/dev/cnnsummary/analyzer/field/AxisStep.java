package dev.cnnsummary.analyzer.field;

import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an operator's output depends on one axis of an operand. */
public sealed interface AxisStep {
  /**
   * A window moves along the axis: output {@code i} sees the elements whose numbers are from {@code
   * offset + stride·i} to {@code offset + stride·i + span − 1}. Where the output is finer than the
   * operand these are fractions, and windows hold different numbers of elements.
   *
   * @param outputAxis the output's axis that moves it
   * @param span the elements it covers, gaps of a dilation included
   * @param stride the elements it moves by
   * @param offset the first element that output 0 sees, before clipping
   */
  record Along(int outputAxis, Fraction span, Fraction stride, Fraction offset)
      implements AxisStep {
    /** A window of so many whole elements. */
    public Along(int outputAxis, long span, Fraction stride, Fraction offset) {
      this(outputAxis, Fraction.of(span), stride, offset);
    }

    /**
     * Output {@code i} is placed at {@code position + stride·i} and sees {@code taps} elements from
     * the one at or before its place on. Of several it does not see the last one where it is placed
     * just at an element: in interpolation the weight is zero then.
     */
    public static Along sampled(int outputAxis, long taps, Fraction stride, Fraction position) {
      long grid = Fraction.leastCommonMultiple(stride.denominator(), position.denominator());
      // Places are whole multiples of 1/grid, so ⌊x⌋ is the whole number from x − 1 + 1/grid to x.
      Fraction finest = new Fraction(1, grid);
      Fraction span = Fraction.of(taps + 1).minus(taps == 1 ? finest : finest.times(2));
      return new Along(outputAxis, span, stride, position.minus(Fraction.ONE).plus(finest));
    }

    boolean inPlace() {
      return span.equals(Fraction.ONE)
          && stride.equals(Fraction.ONE)
          && offset.equals(Fraction.ZERO);
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
   * The axis is {@linkplain Along#sampled sampled} anew, output {@code i} at {@code first + (phase
   * + i)·from/to}.
   *
   * @param outputAxis the output's axis that moves it
   * @param from elements, or the gaps between them
   * @param to outputs, or the gaps between them
   * @param taps the elements that an output is interpolated from
   */
  record Resampled(int outputAxis, Dim from, Dim to, long taps, Fraction phase, Fraction first)
      implements AxisStep {
    @Nullable Along resolve() {
      Fraction stride = ratio(from, to);
      return stride == null
          ? null
          : Along.sampled(outputAxis, taps, stride, first.plus(stride.times(phase)));
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

  /**
   * The axis is as long as the output's, or it has one element that all outputs see.
   *
   * @param outputAxis the output's axis that moves it
   * @param from elements of the axis
   * @param to elements of the output's
   */
  record Repeated(int outputAxis, Dim from, Dim to) implements AxisStep {
    AxisStep resolve() {
      return from.equals(Dim.ONE) && !to.equals(Dim.ONE) ? GONE : moved(outputAxis);
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

  /**
   * What a step comes to for one of an operator's outputs: {@link Along} a window, {@link Tiled},
   * {@link Mixed} or {@link Scattered}; itself where symbols leave it open, {@link Shifted} or
   * {@link Resampled}.
   */
  static AxisStep settled(AxisStep step, int output) {
    return switch (step) {
      case Along _, Mixed _, Scattered _, Tiled _ -> step;
      case Regions regions -> regions.resolve();
      case Repeated repeated -> repeated.resolve();
      case Reshaped reshaped -> reshaped.resolve();
      case PerOutput(List<AxisStep> each) -> settled(each.get(output), output);
      case Shifted(int axis, long every, Dim first) ->
          first.isConstant()
              ? new Along(axis, 1, Fraction.of(every), Fraction.of(first.value()))
              : step;
      case Resampled sampled -> {
        Along along = sampled.resolve();
        yield along == null ? sampled : along;
      }
    };
  }

  /**
   * The axis is divided into windows that stand side by side, the first that is whole at {@code
   * shift}: output {@code i} sees the window that element {@code i} stands in. A single window does
   * not move, and is the whole axis.
   *
   * @param outputAxis the output's axis that moves it
   * @param extent elements of the axis
   * @param size elements of a window
   */
  record Tiled(int outputAxis, Dim extent, long size, long shift) implements AxisStep {
    boolean isOneWindow() {
      return extent.isConstant() && extent.value() <= size;
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
