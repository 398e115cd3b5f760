package dev.cnnsummary.specs.function;

/**
 * Quantizes to unsigned bytes by the range of the elements themselves. Outputs: the bytes, the
 * scale and the zero point.
 */
public record DynamicQuantize() implements TensorFunction {

  @Override
  public int outputs() {
    return 3;
  }
}
