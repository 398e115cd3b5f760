package dev.cnnsummary.specs.op;

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

  /** The same amount on both sides of each axis. */
  public static Padding symmetric(List<Integer> amounts) {
    return new Padding(Mode.EXPLICIT, amounts, amounts);
  }
}
