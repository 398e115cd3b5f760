package dev.cnnsummary.specs.op;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts maxima back where a pooling found them, among zeros. Operands: the maxima, and their
 * positions as that pooling returns them.
 *
 * @param window how the pooling's kernel slid; it decides the output's size only
 * @param outputSize the output's extent per axis, less than a stride from what the window makes of
 *     it; null for that
 */
public record MaxUnpool(Window window, @Nullable List<Integer> outputSize) implements Op {
  /** Copies the list. */
  public MaxUnpool {
    outputSize = outputSize == null ? null : List.copyOf(outputSize);
  }
}
