package dev.cnnsummary.specs.function;

/**
 * The greatest or least elements along an axis, as many as its second operand says, and their
 * positions as 64-bit integers.
 *
 * @param dim the axis; negative counts from the end
 * @param largest whether it is the greatest
 * @param sorted whether they come in order
 */
public record TopK(int dim, boolean largest, boolean sorted) implements TensorFunction {

  @Override
  public int outputs() {
    return 2;
  }
}
