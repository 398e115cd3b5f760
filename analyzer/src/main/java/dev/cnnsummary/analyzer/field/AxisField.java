package dev.cnnsummary.analyzer.field;

import org.jspecify.annotations.Nullable;

/**
 * What an element of a value can depend on along one spatial axis of a model's input.
 *
 * @param size the extent; null for the whole axis
 * @param stride how far it moves from one element to the next; null where elements are in no
 *     regular place, or where branches disagree
 * @param offset the first input element that element 0 sees, before clipping to the input; null
 *     where {@code stride} is
 * @param axis the axis of the value that it moves along; -1 for none
 */
public record AxisField(
    @Nullable Fraction size, @Nullable Fraction stride, @Nullable Fraction offset, int axis) {
  /** The whole axis. */
  public static final AxisField WHOLE = new AxisField(null, null, null, -1);

  /** A single element in its own place: an input seen by itself. */
  static AxisField own(int axis) {
    return new AxisField(Fraction.ONE, Fraction.ONE, Fraction.ZERO, axis);
  }

  /** Whether it is the whole axis. */
  public boolean isWhole() {
    return size == null;
  }

  /** What an operator's output sees that takes this in such a way. */
  AxisField through(AxisStep step) {
    if (size == null) {
      return WHOLE;
    }
    return switch (step) {
      case AxisStep.Mixed _ -> WHOLE;
      case AxisStep.Regions regions -> through(regions.resolve());
      case AxisStep.Joined(int output) -> new AxisField(size, null, null, output);
      case AxisStep.Along along -> along(along);
    };
  }

  private AxisField along(AxisStep.Along step) {
    if (step.inPlace()) {
      return new AxisField(size, stride, offset, step.outputAxis());
    }
    if (size == null || stride == null || offset == null) {
      return WHOLE; // a window over elements in no regular place
    }
    return new AxisField(
        size.plus(stride.times(step.span() - 1)),
        stride.times(step.stride()),
        offset.plus(stride.times(step.offset())),
        step.outputAxis());
  }

  /** What sees both: the union, or at least its extent where they move differently. */
  AxisField union(AxisField other) {
    if (equals(other)) {
      return this;
    }
    if (size == null || other.size == null) {
      return WHOLE;
    }
    if (axis == other.axis
        && offset != null
        && other.offset != null
        && stride != null
        && stride.equals(other.stride)) {
      Fraction start = min(offset, other.offset);
      Fraction end = max(offset.plus(size), other.offset.plus(other.size));
      return new AxisField(end.minus(start), stride, start, axis);
    }
    return new AxisField(max(size, other.size), null, null, axis == other.axis ? axis : -1);
  }

  private static Fraction min(Fraction a, Fraction b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  private static Fraction max(Fraction a, Fraction b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
