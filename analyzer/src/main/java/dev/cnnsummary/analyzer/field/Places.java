package dev.cnnsummary.analyzer.field;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where each element of a value sees an axis of an input, before clipping to it: the stretches of
 * the first elements, after which they repeat themselves some way further on. One stretch is enough
 * until a value is finer than the input; then neighbours see the same, or take turns in seeing more
 * and less.
 *
 * @param stretches those of elements 0, 1, …, at least one; neither end ever moves backwards
 * @param step how far on they repeat themselves
 * @param placed whether it is known where element 0 is; otherwise there is one stretch, and just
 *     its length counts
 */
public record Places(List<Stretch> stretches, long step, boolean placed) {
  private static final int MOST_STRETCHES = 4096;

  /** An input seen by itself. */
  static final Places OWN = new Places(List.of(new Stretch(0, 0)), 1, true);

  /**
   * A run of elements of an input.
   *
   * @param first the first one
   * @param last the last one
   */
  public record Stretch(long first, long last) {
    private Stretch union(Stretch other) {
      return new Stretch(Math.min(first, other.first), Math.max(last, other.last));
    }
  }

  /** Copies the list. */
  public Places {
    stretches = List.copyOf(stretches);
  }

  /** The most elements that one sees. */
  long size() {
    long size = 0;
    for (Stretch stretch : stretches) {
      size = Math.max(size, Math.addExact(Math.subtractExact(stretch.last, stretch.first), 1L));
    }
    return size;
  }

  /** How far it is from one element to the next, on the average. */
  Fraction stride() {
    return new Fraction(step, stretches.size());
  }

  /** The first element that element 0 sees; null where that is not known. */
  @Nullable Long offset() {
    return placed ? (Long) stretches.getFirst().first : null;
  }

  /** What an element sees. */
  public Stretch at(long element) {
    Stretch stretch = stretches.get(Math.floorMod(element, stretches.size()));
    long shift = Math.multiplyExact(Math.floorDiv(element, (long) stretches.size()), step);
    return new Stretch(Math.addExact(stretch.first, shift), Math.addExact(stretch.last, shift));
  }

  /** The same where element 0 is anywhere; null where neighbours take turns. */
  @Nullable Places anywhere() {
    return stretches.size() == 1
        ? new Places(List.of(new Stretch(0, size() - 1)), step, false)
        : null;
  }

  /** What sees this through a window; null where that repeats itself too late, or not regularly. */
  @Nullable Places through(AxisStep.Along window) {
    if (window.inPlace()) {
      return this;
    }
    long numerator = window.stride().numerator();
    long period = Math.multiplyExact(window.stride().denominator(), (long) stretches.size());
    long count = period / Fraction.greatestCommonDivisor(numerator, period);
    if (count > MOST_STRETCHES) {
      return null;
    }
    List<Stretch> seen = new ArrayList<>((int) count);
    Fraction start = window.offset();
    for (int i = 0; i < count; i++) {
      long first = start.ceiling();
      // A window between two elements is taken to see the next one.
      long last = Math.max(first, start.plus(window.span()).minus(Fraction.ONE).floor());
      seen.add(new Stretch(at(first).first, at(last).last));
      start = start.plus(window.stride());
    }
    long steps = Math.multiplyExact(numerator, count) / period;
    Places places = new Places(seen, Math.multiplyExact(step, steps), true);
    return placed ? places : places.anywhere();
  }

  /** What sees this through windows side by side; null as in {@link #through(AxisStep.Along)}. */
  @Nullable Places through(AxisStep.Tiled tiles) {
    long count = Fraction.leastCommonMultiple(tiles.size(), stretches.size());
    if (count > MOST_STRETCHES) {
      return null;
    }
    List<Stretch> seen = new ArrayList<>((int) count);
    for (int i = 0; i < count; i++) {
      long first = tiles.shift() + Math.floorDiv(i - tiles.shift(), tiles.size()) * tiles.size();
      seen.add(at(first).union(at(first + tiles.size() - 1)));
    }
    Places places = new Places(seen, Math.multiplyExact(step, count / stretches.size()), true);
    return placed ? places : places.anywhere();
  }

  /** What sees both, element by element; the strides are the same. Null as in {@link #through}. */
  @Nullable Places union(Places other) {
    long count = Fraction.leastCommonMultiple(stretches.size(), other.stretches.size());
    if (count > MOST_STRETCHES || !placed || !other.placed) {
      return null;
    }
    List<Stretch> joined = new ArrayList<>((int) count);
    for (int i = 0; i < count; i++) {
      joined.add(at(i).union(other.at(i)));
    }
    return new Places(joined, Math.multiplyExact(step, count / stretches.size()), true);
  }
}
