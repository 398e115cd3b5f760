package dev.cnnsummary.executor.kernels;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;

/**
 * Where values stand in one array: those that are needed at one time stand side by side, others
 * take turns. The largest are placed first, each in the lowest gap that it fits into.
 */
final class Arena {
  /** Places are multiples of this, in floats: a cache line. */
  private static final int ALIGNMENT = 16;

  private final IdentityHashMap<Storage, Long> places = new IdentityHashMap<>();
  private final long length;

  /**
   * How long a value is needed.
   *
   * @param first the step that makes it
   * @param last the step that reads it last
   */
  record Stay(Storage storage, int first, int last) {
    boolean meets(Stay other) {
      return first <= other.last && other.first <= last;
    }
  }

  /** Places values. */
  Arena(List<Stay> stays) {
    List<Stay> placed = new ArrayList<>();
    long end = 0;
    List<Stay> largestFirst =
        stays.stream()
            .sorted(Comparator.comparingLong((Stay stay) -> stay.storage.length()).reversed())
            .toList();
    for (Stay stay : largestFirst) {
      long place = lowestGap(stay, placed);
      places.put(stay.storage, place);
      placed.add(stay);
      end = Math.max(end, place + stay.storage.length());
    }
    length = end;
  }

  private long lowestGap(Stay stay, List<Stay> placed) {
    List<Stay> beside =
        placed.stream()
            .filter(stay::meets)
            .sorted(Comparator.comparingLong(other -> place(other.storage)))
            .toList();
    long place = 0;
    for (Stay other : beside) {
      long start = place(other.storage);
      if (start - place >= stay.storage.length()) {
        break;
      }
      long end = start + other.storage.length();
      place = Math.max(place, Math.ceilDiv(end, (long) ALIGNMENT) * ALIGNMENT);
    }
    return place;
  }

  /** Where a value starts. */
  long place(Storage storage) {
    return Objects.requireNonNull(places.get(storage));
  }

  /** The length of the array. */
  long length() {
    return length;
  }
}
