package dev.cnnsummary.specs.op;

import java.util.List;

/**
 * Divides one axis into several.
 *
 * @param dim the axis; negative counts from the end
 * @param sizes what it is divided into; one may be -1, which takes what is left
 */
public record Unflatten(int dim, List<Size> sizes) implements Op {
  /** Copies the list. */
  public Unflatten {
    sizes = List.copyOf(sizes);
  }
}
