package dev.cnnsummary.specs.function;

import java.util.Locale;

/**
 * Normalises with scale, shift and perhaps statistics that are operands. Operands: input {@code [N,
 * C, …]}, scale, shift, and for {@link Kind#BATCH} mean and variance.
 *
 * @param kind over what
 * @param groups the number of groups of channels, for {@link Kind#GROUP}
 * @param eps added to the variance
 * @param momentum the weight of the old statistics, in training
 * @param outputs 3 in training: the new mean and variance are put out as well
 * @param perGroup whether scale and shift have one element for each group rather than channel
 */
public record ChannelNorm(
    Kind kind, int groups, double eps, double momentum, int outputs, boolean perGroup)
    implements TensorFunction {

  /** Over what. */
  public enum Kind {
    /** All samples, by statistics that are given, or in training by their own. */
    BATCH,
    /** Each channel of each sample. */
    INSTANCE,
    /** Each group of channels of each sample. */
    GROUP;

    /** As people write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
