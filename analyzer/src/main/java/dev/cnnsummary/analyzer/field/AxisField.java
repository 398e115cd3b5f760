package dev.cnnsummary.analyzer.field;

import dev.cnnsummary.specs.shape.Dim;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an element of a value can depend on along one spatial axis of a model's input.
 *
 * @param size the extent; null for the whole axis
 * @param stride how far it moves from one element to the next; null where elements are in no
 *     regular place, or where branches disagree
 * @param offset the first input element that element 0 sees, before clipping to the input; null
 *     where {@code stride} is, and where it depends on symbols
 * @param axes the axes of the value that it moves along, in ascending order; one where there is a
 *     stride
 */
public record AxisField(
    @Nullable Fraction size,
    @Nullable Fraction stride,
    @Nullable Fraction offset,
    List<Integer> axes) {
  /** The whole axis. */
  public static final AxisField WHOLE = new AxisField(null, null, null, List.of());

  /** Copies the list. */
  public AxisField {
    axes = List.copyOf(axes);
  }

  /** A single element in its own place: an input seen by itself. */
  static AxisField own(int axis) {
    return new AxisField(Fraction.ONE, Fraction.ONE, Fraction.ZERO, List.of(axis));
  }

  /** Whether it is the whole axis. */
  public boolean isWhole() {
    return size == null;
  }

  /**
   * What one of an operator's outputs sees that takes the value in such a way. What moves along no
   * axis is there in each element, so any operator keeps it.
   *
   * @param steps one for each axis of the value
   */
  AxisField through(List<AxisStep> steps, int output) {
    if (axes.size() == 1) {
      return through(steps.get(axes.getFirst()), output);
    }
    AxisField joined = this;
    SortedSet<Integer> moved = new TreeSet<>();
    for (int axis : axes) {
      joined = new AxisField(size, null, null, List.of(axis)).through(steps.get(axis), output);
      if (joined.isWhole()) {
        return WHOLE;
      }
      moved.addAll(joined.axes);
    }
    return new AxisField(joined.size, null, null, List.copyOf(moved));
  }

  private AxisField through(AxisStep step, int output) {
    return switch (step) {
      case AxisStep.Mixed _ -> WHOLE;
      case AxisStep.Along along -> window(along, along.offset());
      case AxisStep.Regions regions -> through(regions.resolve(), output);
      case AxisStep.Reshaped reshaped -> through(reshaped.resolve(), output);
      case AxisStep.PerOutput(List<AxisStep> each) -> through(each.get(output), output);
      case AxisStep.Scattered(List<Integer> outputAxes) -> scattered(size, outputAxes);
      case AxisStep.Shifted(int axis, long every, Dim first) ->
          window(
              new AxisStep.Along(axis, 1, Fraction.of(every), Fraction.ZERO),
              first.isConstant() ? Fraction.of(first.value()) : null);
      case AxisStep.Resampled resampled -> {
        AxisStep.Along along = resampled.resolve();
        yield along == null ? irregular(resampled) : window(along, along.offset());
      }
    };
  }

  private static AxisField scattered(@Nullable Fraction size, List<Integer> axes) {
    return size == null ? WHOLE : new AxisField(size, null, null, axes);
  }

  private AxisField window(AxisStep.Along step, @Nullable Fraction first) {
    if (size == null) {
      return WHOLE;
    }
    if (stride == null) {
      // A window over elements in no regular place may see any of them.
      return step.span() == 1 ? scattered(size, List.of(step.outputAxis())) : WHOLE;
    }
    return new AxisField(
        size.plus(stride.times(step.span() - 1)),
        stride.times(step.stride()),
        offset == null || first == null ? null : offset.plus(stride.times(first)),
        List.of(step.outputAxis()));
  }

  /** What is sampled at distances that depend on symbols. */
  private AxisField irregular(AxisStep.Resampled step) {
    AxisField window =
        window(
            new AxisStep.Along(step.outputAxis(), step.span(), Fraction.ONE, Fraction.ZERO), null);
    return scattered(window.size, window.axes);
  }

  /** What sees both: the union, or at least its extent where they move differently. */
  AxisField union(AxisField other) {
    if (equals(other)) {
      return this;
    }
    if (size == null || other.size == null) {
      return WHOLE;
    }
    if (axes.equals(other.axes)
        && offset != null
        && other.offset != null
        && stride != null
        && stride.equals(other.stride)) {
      Fraction start = min(offset, other.offset);
      Fraction end = max(offset.plus(size), other.offset.plus(other.size));
      return new AxisField(end.minus(start), stride, start, axes);
    }
    SortedSet<Integer> both = new TreeSet<>(axes);
    both.addAll(other.axes);
    return new AxisField(max(size, other.size), null, null, List.copyOf(both));
  }

  private static Fraction min(Fraction a, Fraction b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  private static Fraction max(Fraction a, Fraction b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
