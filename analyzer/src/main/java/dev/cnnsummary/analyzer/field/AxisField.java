package dev.cnnsummary.analyzer.field;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an element of a value can depend on along one spatial axis of a model's input.
 *
 * @param size the most elements that one depends on, gaps of a dilation included; null for the
 *     whole axis
 * @param places where they are; null where elements are in no regular place, or where branches
 *     disagree
 * @param axes the axes of the value that it moves along, in ascending order; one where there are
 *     places
 */
public record AxisField(@Nullable Long size, @Nullable Places places, List<Integer> axes) {
  /** The whole axis. */
  public static final AxisField WHOLE = new AxisField(null, null, List.of());

  /** Copies the list. */
  public AxisField {
    axes = List.copyOf(axes);
  }

  /** A single element in its own place: an input seen by itself. */
  static AxisField own(int axis) {
    return new AxisField(1L, Places.OWN, List.of(axis));
  }

  /** Whether it is the whole axis. */
  public boolean isWhole() {
    return size == null;
  }

  /**
   * How far it moves from one element to the next, on the average: less than one where elements are
   * finer than the input. Null where they are in no regular place.
   */
  public @Nullable Fraction stride() {
    return places == null ? null : places.stride();
  }

  /**
   * The first input element that element 0 sees, before clipping to the input; null where {@link
   * #stride} is, and where it depends on symbols.
   */
  public @Nullable Long offset() {
    return places == null ? null : places.offset();
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
      joined = new AxisField(size, null, List.of(axis)).through(steps.get(axis), output);
      if (joined.isWhole()) {
        return WHOLE;
      }
      moved.addAll(joined.axes);
    }
    return new AxisField(joined.size, null, List.copyOf(moved));
  }

  private AxisField through(AxisStep step, int output) {
    return switch (AxisStep.settled(step, output)) {
      case AxisStep.Mixed _ -> WHOLE;
      case AxisStep.Along along -> window(along, true);
      case AxisStep.Scattered(List<Integer> outputAxes) -> scattered(size, outputAxes);
      case AxisStep.Shifted(int axis, long every, _) ->
          window(new AxisStep.Along(axis, 1, Fraction.of(every), Fraction.ZERO), false);
      case AxisStep.Tiled tiled -> {
        Places seen = places == null || tiled.isOneWindow() ? null : places.through(tiled);
        yield seen == null ? WHOLE : new AxisField(seen.size(), seen, List.of(tiled.outputAxis()));
      }
      case AxisStep.Resampled sampled -> irregular(sampled.outputAxis(), sampled.taps());
      case AxisStep.PerOutput _, AxisStep.Regions _, AxisStep.Repeated _, AxisStep.Reshaped _ ->
          throw new IllegalStateException(step + " is not settled");
    };
  }

  private static AxisField scattered(@Nullable Long size, List<Integer> axes) {
    return size == null ? WHOLE : new AxisField(size, null, axes);
  }

  private AxisField window(AxisStep.Along step, boolean placed) {
    Places moved = places == null ? null : places.through(step);
    if (moved != null && !placed) {
      moved = moved.anywhere();
    }
    return moved == null
        ? irregular(step.outputAxis(), step.span().floor())
        : new AxisField(moved.size(), moved, List.of(step.outputAxis()));
  }

  /** What sees so many elements side by side, at distances that are not known or not regular. */
  private AxisField irregular(int outputAxis, long taps) {
    if (taps == 1) {
      return scattered(size, List.of(outputAxis));
    }
    Places joined =
        places == null
            ? null
            : places.through(new AxisStep.Along(outputAxis, taps, Fraction.ONE, Fraction.ZERO));
    // A window over elements in no regular place may see any of them.
    return joined == null ? WHOLE : new AxisField(joined.size(), null, List.of(outputAxis));
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
        && places != null
        && other.places != null
        && places.stride().equals(other.places.stride())) {
      Places both = places.union(other.places);
      if (both != null) {
        return new AxisField(both.size(), both, axes);
      }
    }
    SortedSet<Integer> both = new TreeSet<>(axes);
    both.addAll(other.axes);
    return new AxisField(Math.max(size, other.size), null, List.copyOf(both));
  }
}
