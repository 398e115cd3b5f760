package dev.cnnsummary.specs.op;

/**
 * Divides an axis into so many parts of {@code ⌈n/chunks⌉} elements, the last one shorter.
 *
 * @param chunks the number of parts
 * @param dim the axis; negative counts from the end
 */
public record Chunk(int chunks, int dim) implements Op {
  @Override
  public int outputs() {
    return chunks;
  }
}
