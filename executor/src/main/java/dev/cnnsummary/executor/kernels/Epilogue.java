package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.specs.op.Activation;
import org.jspecify.annotations.Nullable;

/**
 * What is done to a kernel's sums before they are its output: another tensor of the same layout is
 * added, then an activation taken.
 */
final class Epilogue {
  private final @Nullable Storage addend;
  private final @Nullable Activation activation;
  private final Clamp last;

  /**
   * Prepares.
   *
   * @param addend null for none
   * @param activation null for none
   */
  Epilogue(@Nullable Storage addend, @Nullable Activation activation) {
    this.addend = addend;
    last = Clamp.of(activation);
    this.activation = last.equals(Clamp.NONE) ? activation : null;
  }

  boolean isEmpty() {
    return addend == null && activation == null && last.equals(Clamp.NONE);
  }

  /** What kernels that can clamp are to clamp to, instead of a pass of its own. */
  Clamp clamp() {
    return addend == null ? last : Clamp.NONE;
  }

  /**
   * Finishes a run of elements that a kernel has kept within {@link #clamp} already.
   *
   * @param from where they start in the output's array
   */
  void finish(Loops loops, Storage output, int from, int n) {
    float[] y = output.floats();
    if (addend != null) {
      int other = addend.offset() + from - output.offset();
      loops.add(y, from, addend.floats(), other, last, y, from, n);
    }
    if (activation != null) {
      loops.activate(activation, y, from, y, from, n);
    }
  }

  /** The same for elements that nobody has clamped. */
  void finishUnclamped(Loops loops, Storage output, int from, int n) {
    if (!clamp().equals(Clamp.NONE)) {
      loops.clamp(output.floats(), from, clamp(), output.floats(), from, n);
    }
    finish(loops, output, from, n);
  }
}
