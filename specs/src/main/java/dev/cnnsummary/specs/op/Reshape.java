package dev.cnnsummary.specs.op;

import java.util.List;

/**
 * Counts the same elements by other axes: PyTorch's {@code reshape} and {@code view}.
 *
 * @param shape the new extents; one may be -1, which takes what is left
 */
public record Reshape(List<Size> shape) implements Op {
  /** Copies the list. */
  public Reshape {
    shape = List.copyOf(shape);
  }
}
