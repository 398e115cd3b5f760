package dev.cnnsummary.analyzer.explain;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/**
 * Which of the sizes from 1 to {@link #LIMIT} have a property, and the pattern in them: from some
 * size on they repeat themselves, as what windows and floors ask of a size does.
 */
public final class SizeSet {
  /** The largest size that is tried. */
  public static final int LIMIT = 2048;

  private static final int LONGEST_PERIOD = 256;

  private final BitSet sizes;
  private final int period;
  private final int start;

  private SizeSet(BitSet sizes) {
    this.sizes = sizes;
    int found = 0;
    int from = LIMIT + 1;
    for (int each = 1; each <= LONGEST_PERIOD && found == 0; each++) {
      int first = firstRepeating(each);
      if (first <= LIMIT / 2) {
        found = each;
        from = first;
      }
    }
    this.period = found;
    this.start = from;
  }

  /** The sizes for which something holds. */
  static SizeSet where(IntPredicate property) {
    BitSet sizes = new BitSet(LIMIT + 1);
    for (int size = 1; size <= LIMIT; size++) {
      sizes.set(size, property.test(size));
    }
    return new SizeSet(sizes);
  }

  private int firstRepeating(int distance) {
    int size = LIMIT - distance;
    while (size >= 1 && sizes.get(size) == sizes.get(size + distance)) {
      size--;
    }
    return size + 1;
  }

  /** Whether a size up to the limit is one of them. */
  public boolean contains(int size) {
    return sizes.get(size);
  }

  /** The least of them; empty where there is none up to the limit. */
  public OptionalInt least() {
    int first = sizes.nextSetBit(1);
    return first < 0 ? OptionalInt.empty() : OptionalInt.of(first);
  }

  /** After how much they repeat themselves; 0 where no pattern was found. */
  public int period() {
    return period;
  }

  /** The size from which on they follow the pattern. */
  public int start() {
    return start;
  }

  /** The remainders, divided by the period, of those that follow the pattern; ascending. */
  public List<Integer> residues() {
    List<Integer> residues = new ArrayList<>();
    for (int size = start; period > 0 && size < start + period; size++) {
      if (sizes.get(size)) {
        residues.add(size % period);
      }
    }
    residues.sort(null);
    return residues;
  }

  /** Runs of neighbouring sizes below a bound, each its first and last. */
  public List<int[]> runsBelow(int bound) {
    List<int[]> runs = new ArrayList<>();
    int first = sizes.nextSetBit(1);
    while (first >= 0 && first < bound) {
      int last = Math.min(sizes.nextClearBit(first), bound) - 1;
      runs.add(new int[] {first, last});
      first = sizes.nextSetBit(last + 1);
    }
    return runs;
  }
}
