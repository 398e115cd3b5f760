package dev.cnnsummary.specs.op;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Zeros (or whatever the operator pads with) around each spatial axis.
 *
 * @param mode how the amounts were asked for
 * @param before elements before the first one, per axis
 * @param after elements after the last one, per axis
 */
public record Padding(Mode mode, List<Integer> before, List<Integer> after) {
  /** How the amounts were asked for; they are resolved in every mode. */
  public enum Mode {
    /** As numbers. */
    EXPLICIT,
    /** So that a stride of one keeps the size: PyTorch's {@code 'same'}. */
    SAME,
    /** None: PyTorch's {@code 'valid'}. */
    VALID
  }

  /** Copies the lists. */
  public Padding {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /** PyTorch's {@code 'valid'}. */
  public static Padding none(int axes) {
    List<Integer> none = Collections.nCopies(axes, 0);
    return new Padding(Mode.VALID, none, none);
  }

  /**
   * PyTorch's {@code 'same'} for a stride of one: {@code dilation·(kernel − 1)} elements along each
   * axis, of an odd number one more after the last.
   *
   * @throws ArithmeticException if there are too many
   */
  public static Padding same(List<Integer> kernel, List<Integer> dilation) {
    List<Integer> before = new ArrayList<>();
    List<Integer> after = new ArrayList<>();
    for (int axis = 0; axis < kernel.size(); axis++) {
      int total = Math.multiplyExact(dilation.get(axis), kernel.get(axis) - 1);
      before.add(total / 2);
      after.add(total - total / 2);
    }
    return new Padding(Mode.SAME, before, after);
  }

  /** What is before comes after. */
  public Padding reversed() {
    return new Padding(mode, after, before);
  }

  /** The same amount on both sides of each axis. */
  public static Padding symmetric(List<Integer> amounts) {
    return new Padding(Mode.EXPLICIT, amounts, amounts);
  }
}
