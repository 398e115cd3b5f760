package dev.cnnsummary.executor.kernels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Puts elements elsewhere: the output's element {@code (i₀, i₁, …)} is the input's at {@code base +
 * t₀[i₀] + t₁[i₁] + …}, where each axis has a table, or a fixed number where a table says -1. What
 * lies side by side on both sides is copied in runs.
 */
final class Rearrangement implements Kernel {
  private static final int INNER = 4096;

  private final Storage from;
  private final Storage to;
  private final int base;
  private final float fill;
  private final int[] outer;
  private final int[] inner;
  private final int[] runs;

  /**
   * Plans a copy.
   *
   * @param tables one for each axis of the output, in any split of its axes whose product is the
   *     same
   */
  Rearrangement(Storage from, Storage to, int base, List<int[]> tables, float fill) {
    this.from = from;
    this.to = to;
    this.base = base;
    this.fill = fill;
    int split = tables.size();
    int size = 1;
    while (split > 0 && (size == 1 || size * tables.get(split - 1).length <= INNER)) {
      split--;
      size *= tables.get(split).length;
    }
    outer = Strides.offsets(tables.subList(0, split));
    inner = Strides.offsets(tables.subList(split, tables.size()));
    runs = runs();
  }

  /** Triples of place, length and whether it is to be filled. */
  private int[] runs() {
    List<Integer> found = new ArrayList<>();
    int i = 0;
    while (i < inner.length) {
      int length = 1;
      boolean hole = inner[i] < 0;
      while (i + length < inner.length
          && (hole ? inner[i + length] < 0 : inner[i + length] == inner[i] + length)) {
        length++;
      }
      found.addAll(List.of(i, length));
      i += length;
    }
    return found.stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public String algorithm() {
    return "copy";
  }

  @Override
  public void run(Workers workers) {
    int rows = outer.length;
    Ranges.run(
        workers,
        rows,
        1,
        (first, last) -> {
          for (int row = first; row < last; row++) {
            copyRow(row);
          }
        });
  }

  private void copyRow(int row) {
    int target = to.offset() + row * inner.length;
    int source = from.offset() + base + outer[row];
    for (int r = 0; r < runs.length; r += 2) {
      int place = runs[r];
      int length = runs[r + 1];
      boolean hole = outer[row] < 0 || inner[place] < 0;
      if (!from.isFloating()) {
        copyIntegers(target + place, source + inner[place], length, hole);
      } else if (hole) {
        Arrays.fill(to.floats(), target + place, target + place + length, fill);
      } else if (length == 1) {
        to.floats()[target + place] = from.floats()[source + inner[place]];
      } else {
        System.arraycopy(from.floats(), source + inner[place], to.floats(), target + place, length);
      }
    }
  }

  private void copyIntegers(int target, int source, int length, boolean hole) {
    if (hole) {
      Arrays.fill(to.integers(), target, target + length, (long) fill);
    } else {
      System.arraycopy(from.integers(), source, to.integers(), target, length);
    }
  }
}
