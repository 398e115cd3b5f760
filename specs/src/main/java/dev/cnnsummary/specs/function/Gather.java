package dev.cnnsummary.specs.function;

import java.util.Locale;

/**
 * Takes elements of its first operand where the second, integers, says; negative ones count from
 * the end.
 *
 * @param kind what an index stands for
 * @param dim the axis that indices are of; for {@link Kind#ND} the number of batch axes that both
 *     share
 */
public record Gather(Kind kind, int dim) implements TensorFunction {

  /** What an index stands for. */
  public enum Kind {
    /**
     * A whole slice of the axis: {@code [a, n, b]} and {@code [i]} make {@code [a, i, b]}, for
     * indices of any number of axes.
     */
    SLICES,
    /** One element, the indices having as many axes as the data: torch.gather. */
    ELEMENTS,
    /** The last axis of the indices is the place of an element or slice. */
    ND;

    /** As people write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
