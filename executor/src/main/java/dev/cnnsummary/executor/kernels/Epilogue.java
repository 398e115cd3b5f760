package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.specs.op.Activation;
import dev.cnnsummary.specs.op.Elementwise;
import org.jspecify.annotations.Nullable;

/**
 * What is done to a kernel's sums before they are its output: another tensor of the same layout is
 * added, then an activation taken.
 *
 * @param addend null for none
 * @param activation null for none
 */
record Epilogue(@Nullable Storage addend, @Nullable Activation activation) {
  static final Epilogue NONE = new Epilogue(null, null);

  /** What kernels that can clamp from below are to clamp to, instead of a pass of its own. */
  float floor() {
    return isFloor() ? 0 : Float.NEGATIVE_INFINITY;
  }

  private boolean isFloor() {
    return addend == null && activation != null && activation.kind() == Activation.Kind.RELU;
  }

  /**
   * Finishes a run of elements that a kernel has clamped to {@link #floor} already.
   *
   * @param from where they start in the output's array
   */
  void finish(Loops loops, Storage output, int from, int n) {
    float[] y = output.floats();
    if (addend != null) {
      int other = addend.offset() + from - output.offset();
      loops.combine(Elementwise.Kind.ADD, y, from, addend.floats(), other, y, from, n);
    }
    if (activation != null && !isFloor()) {
      loops.activate(activation, y, from, y, from, n);
    }
  }
}
