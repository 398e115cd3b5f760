package dev.cnnsummary.executor;

import dev.cnnsummary.specs.shape.DType;
import java.util.Arrays;

/**
 * Numbers with extents, in row-major order. Floating-point numbers of up to 32 bits are held and
 * computed in 32, those of 64 in 64, integers and booleans (0 or 1) in 64; {@link #dtype} says what
 * they stand for. The arrays are not copied: whoever shares a tensor must not change it.
 */
public final class Tensor {
  private static final float[] NO_FLOATS = {};
  private static final double[] NO_DOUBLES = {};
  private static final long[] NO_INTEGERS = {};

  private final DType dtype;
  private final int[] shape;
  private final float[] floats;
  private final double[] doubles;
  private final long[] integers;

  private Tensor(DType dtype, int[] shape, float[] floats, double[] doubles, long[] integers) {
    this.dtype = dtype;
    this.shape = shape.clone();
    this.floats = floats;
    this.doubles = doubles;
    this.integers = integers;
    if (numel(shape) != numel()) {
      throw new IllegalArgumentException(
          "the shape " + Arrays.toString(shape) + " does not have " + numel() + " elements");
    }
  }

  /**
   * A tensor of 32-bit floating-point numbers.
   *
   * @throws IllegalArgumentException if the extents do not multiply to the number of elements
   */
  public static Tensor of(int[] shape, float... elements) {
    return new Tensor(DType.F32, shape, elements, NO_DOUBLES, NO_INTEGERS);
  }

  /**
   * A tensor of integers.
   *
   * @param elements as the type has them; those of {@link DType#U64} as the bits of signed ones
   * @throws IllegalArgumentException if the extents do not multiply to the number of elements, or
   *     the type is a floating-point one
   */
  public static Tensor of(DType dtype, int[] shape, long... elements) {
    if (dtype.isFloating()) {
      throw new IllegalArgumentException(dtype.text() + " is not an integer type");
    }
    return new Tensor(dtype, shape, NO_FLOATS, NO_DOUBLES, elements);
  }

  /**
   * A tensor of floating-point numbers of up to 32 bits.
   *
   * @param elements numbers that the type has
   * @throws IllegalArgumentException if the extents do not multiply to the number of elements, or
   *     the type is another one
   */
  public static Tensor ofFloats(DType dtype, int[] shape, float[] elements) {
    if (!holdsFloats(dtype)) {
      throw new IllegalArgumentException(dtype.text() + " is not held in 32 bits");
    }
    return new Tensor(dtype, shape, elements, NO_DOUBLES, NO_INTEGERS);
  }

  /**
   * A tensor of 64-bit floating-point numbers.
   *
   * @throws IllegalArgumentException if the extents do not multiply to the number of elements
   */
  public static Tensor ofDoubles(int[] shape, double[] elements) {
    return new Tensor(DType.F64, shape, NO_FLOATS, elements, NO_INTEGERS);
  }

  /** Whether elements of a type are held as floats. */
  static boolean holdsFloats(DType dtype) {
    return dtype.isFloating() && dtype != DType.F64;
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

  /** Its type and extents. */
  public Geometry.Extent extent() {
    return new Geometry.Extent(dtype, Arrays.stream(shape).boxed().toList());
  }

  /** The number of elements. */
  public int numel() {
    return switch (dtype) {
      case F32, F16, BF16 -> floats.length;
      case F64 -> doubles.length;
      default -> integers.length;
    };
  }

  /** An element, whatever the type. */
  public double get(int index) {
    return switch (dtype) {
      case F32, F16, BF16 -> floats[index];
      case F64 -> doubles[index];
      case U64 -> Numbers.ofUnsigned(integers[index]);
      default -> integers[index];
    };
  }

  /** An element as an integer, exactly; floating-point ones are cut off. */
  public long integer(int index) {
    return dtype.isFloating() ? (long) get(index) : integers[index];
  }

  /**
   * The elements of a floating-point tensor of up to 32 bits; not a copy.
   *
   * @throws IllegalStateException if it holds others
   */
  public float[] floats() {
    if (!holdsFloats(dtype)) {
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
    return new Tensor(dtype, extents, floats, doubles, integers);
  }

  /**
   * The same elements in another type: floating-point numbers are rounded to it, cut off where it
   * is one of integers; integers keep their lowest bits. A tensor that has the type is handed back.
   */
  public Tensor as(DType other) {
    if (other == dtype) {
      return this;
    }
    Draft draft = new Draft(other, shape);
    for (int i = 0; i < numel(); i++) {
      draft.putOf(i, this, i);
    }
    return draft.tensor();
  }

  /** As {@code f32[1, 64, 7, 7]}. */
  @Override
  public String toString() {
    return dtype.text() + Arrays.toString(shape);
  }
}
