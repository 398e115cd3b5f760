package dev.cnnsummary.specs.function;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Makes one element of all along some axes, of the type that they have.
 *
 * @param kind what it is of them
 * @param dims the axes, negative ones counted from the end; null where the second operand tells, or
 *     for all where there is none
 * @param keepdim whether the axes stay, with one element each
 * @param emptyIsNone whether an empty list of axes means none; otherwise all
 */
public record Reduction(
    Kind kind, @Nullable List<Integer> dims, boolean keepdim, boolean emptyIsNone)
    implements TensorFunction {
  /** Copies the list. */
  public Reduction {
    dims = dims == null ? null : List.copyOf(dims);
  }

  /** What is made of the elements. */
  public enum Kind {
    /** Their mean. */
    MEAN,
    /** Their sum. */
    SUM,
    /** The greatest. */
    MAX,
    /** The least. */
    MIN,
    /** Their product. */
    PROD,
    /** The sum of their absolute values. */
    L1,
    /** The square root of the sum of their squares. */
    L2,
    /** The sum of their squares. */
    SUM_SQUARE,
    /** The logarithm of their sum. */
    LOG_SUM,
    /** The logarithm of the sum of their exponentials. */
    LOG_SUM_EXP;

    /** As people write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
