package dev.cnnsummary.specs.shape;

/**
 * What is known of a tensor without its contents.
 *
 * @param dtype the type of its elements
 * @param shape its extents
 */
public record TensorType(DType dtype, Shape shape) {

  /** The exact size of its elements in memory, in bytes. */
  public Dim bytes() {
    return dtype.bytes(shape.numel());
  }

  /** As {@link Dim#bind}, for every extent. */
  public TensorType bind(Bindings bindings) {
    return new TensorType(dtype, shape.bind(bindings));
  }

  /** As {@code f32[N, 64, 224, 224]}. */
  @Override
  public String toString() {
    return dtype.text() + shape;
  }
}
