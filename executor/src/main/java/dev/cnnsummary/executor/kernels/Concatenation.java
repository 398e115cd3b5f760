package dev.cnnsummary.executor.kernels;

import java.util.ArrayList;
import java.util.List;

/** Puts operands one behind the other along an axis: in one layout, each sample a run. */
final class Concatenation implements Kernel {
  private final List<Storage> parts;
  private final Storage output;
  private final int outer;
  private final int[] lengths;

  private Concatenation(List<Storage> parts, Storage output, int outer) {
    this.parts = parts;
    this.output = output;
    this.outer = outer;
    this.lengths = parts.stream().mapToInt(part -> (int) (part.length() / outer)).toArray();
  }

  /** Along an axis of the operands, or along a new one. */
  static Kernel of(Site site, int axis) {
    List<Storage> parts = new ArrayList<>();
    boolean inBlocks = axis == 1 && wholeBlocks(site);
    for (int i = 0; i < site.operands(); i++) {
      parts.add(inBlocks ? site.blocked(i) : site.plain(i));
    }
    Storage output = inBlocks ? site.blockedOutput(0) : site.plainOutput(0);
    int outer = inBlocks ? output.batch() : Strides.product(output.shape(), 0, axis);
    return new Concatenation(parts, output, outer);
  }

  /** Whether the operands are in blocks of channels that need not be cut. */
  private static boolean wholeBlocks(Site site) {
    boolean some = false;
    for (int i = 0; i < site.operands(); i++) {
      List<Integer> shape = site.operand(i).shape();
      boolean last = i == site.operands() - 1;
      if (shape.size() < 3
          || !site.operand(i).dtype().isFloating()
          || (!last && shape.get(1) % site.loops().lanes() != 0)) {
        return false;
      }
      some |= site.isBlocked(i);
    }
    return some;
  }

  @Override
  public String algorithm() {
    return "copy";
  }

  @Override
  public void run(Workers workers) {
    workers.run(outer * parts.size(), task -> copy(task / parts.size(), task % parts.size()));
  }

  private void copy(int row, int part) {
    int start = 0;
    int total = 0;
    for (int i = 0; i < lengths.length; i++) {
      start += i < part ? lengths[i] : 0;
      total += lengths[i];
    }
    Storage from = parts.get(part);
    int n = lengths[part];
    int source = from.offset() + row * n;
    int target = output.offset() + row * total + start;
    if (output.isFloating() && !from.isFloating()) {
      for (int i = 0; i < n; i++) {
        output.floats()[target + i] = from.integers()[source + i];
      }
    } else if (output.isFloating()) {
      System.arraycopy(from.floats(), source, output.floats(), target, n);
    } else {
      System.arraycopy(from.integers(), source, output.integers(), target, n);
    }
  }
}
