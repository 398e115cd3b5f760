package dev.cnnsummary.executor;

import dev.cnnsummary.specs.shape.DType;
import java.util.Arrays;

/**
 * Numbers with extents, in row-major order. Floating-point tensors are computed in 32 bits,
 * integers and booleans (0 or 1) held in 64; {@link #dtype} says what they stand for. The arrays
 * are not copied: whoever shares a tensor must not change it.
 */
public final class Tensor {
  private final DType dtype;
  private final int[] shape;
  private final float[] floats;
  private final long[] integers;

  private Tensor(DType dtype, int[] shape, float[] floats, long[] integers) {
    int length = dtype.isFloating() ? floats.length : integers.length;
    if (numel(shape) != length) {
      throw new IllegalArgumentException(
          "the shape " + Arrays.toString(shape) + " does not have " + length + " elements");
    }
    this.dtype = dtype;
    this.shape = shape.clone();
    this.floats = floats;
    this.integers = integers;
  }

  /**
   * A tensor of 32-bit floating-point numbers.
   *
   * @throws IllegalArgumentException if the extents do not multiply to the number of elements
   */
  public static Tensor of(int[] shape, float... elements) {
    return new Tensor(DType.F32, shape, elements, new long[0]);
  }

  /**
   * A tensor of integers.
   *
   * @throws IllegalArgumentException if the extents do not multiply to the number of elements, or
   *     the type is a floating-point one
   */
  public static Tensor of(DType dtype, int[] shape, long... elements) {
    if (dtype.isFloating()) {
      throw new IllegalArgumentException(dtype.text() + " is not an integer type");
    }
    return new Tensor(dtype, shape, new float[0], elements);
  }

  /** The product of extents: 1 for a scalar. */
  public static int numel(int... shape) {
    int product = 1;
    for (int extent : shape) {
      product = Math.multiplyExact(product, extent);
    }
    return product;
  }

  /** What its elements stand for. */
  public DType dtype() {
    return dtype;
  }

  /** Its extents, outermost first; a copy. */
  public int[] shape() {
    return shape.clone();
  }

  /** The number of axes. */
  public int rank() {
    return shape.length;
  }

  /** The extent along an axis, from 0. */
  public int dim(int axis) {
    return shape[axis];
  }

  /** The number of elements. */
  public int numel() {
    return dtype.isFloating() ? floats.length : integers.length;
  }

  /** An element, whatever the type. */
  public double get(int index) {
    return dtype.isFloating() ? floats[index] : integers[index];
  }

  /**
   * The elements of a floating-point tensor; not a copy.
   *
   * @throws IllegalStateException if it holds integers
   */
  public float[] floats() {
    if (!dtype.isFloating()) {
      throw new IllegalStateException("a tensor of " + dtype.text() + " has no floats");
    }
    return floats;
  }

  /**
   * The elements of a tensor of integers or booleans; not a copy.
   *
   * @throws IllegalStateException if it holds floating-point numbers
   */
  public long[] integers() {
    if (dtype.isFloating()) {
      throw new IllegalStateException("a tensor of " + dtype.text() + " has no integers");
    }
    return integers;
  }

  /** The same elements by other extents. */
  public Tensor reshaped(int... extents) {
    return new Tensor(dtype, extents, floats, integers);
  }

  /** As {@code f32[1, 64, 7, 7]}. */
  @Override
  public String toString() {
    return dtype.text() + Arrays.toString(shape);
  }
}
