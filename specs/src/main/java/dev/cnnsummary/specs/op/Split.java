package dev.cnnsummary.specs.op;

import java.util.List;

/**
 * Divides an axis into parts of given sizes, which add up to the whole.
 *
 * @param sizes one for each part
 * @param dim the axis; negative counts from the end
 */
public record Split(List<Size> sizes, int dim) implements Op {
  /** Copies the list. */
  public Split {
    sizes = List.copyOf(sizes);
  }

  @Override
  public int outputs() {
    return sizes.size();
  }
}
