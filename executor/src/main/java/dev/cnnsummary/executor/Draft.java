package dev.cnnsummary.executor;

import dev.cnnsummary.specs.shape.DType;
import java.util.Arrays;

/** A tensor of any type while its elements are being computed; all are zero at first. */
public final class Draft {
  private static final float[] NO_FLOATS = {};
  private static final double[] NO_DOUBLES = {};
  private static final long[] NO_INTEGERS = {};

  private final DType dtype;
  private final int[] shape;
  private final int numel;
  private float[] floats = NO_FLOATS;
  private double[] doubles = NO_DOUBLES;
  private long[] integers = NO_INTEGERS;

  /**
   * Room for a tensor.
   *
   * @throws ArithmeticException if it has more elements than an array can have
   * @throws IllegalArgumentException if an extent is negative
   */
  public Draft(DType dtype, int... shape) {
    if (!dtype.isComputed()) {
      throw new ExecutionException(
          "elements of the type " + dtype.text() + " are not computed with");
    }
    this.dtype = dtype;
    this.shape = shape.clone();
    for (int extent : shape) {
      if (extent < 0) {
        throw new IllegalArgumentException("there is no extent " + extent);
      }
    }
    this.numel = Tensor.numel(shape);
    switch (dtype) {
      case F32, F16, BF16 -> floats = new float[numel];
      case F64 -> doubles = new double[numel];
      default -> integers = new long[numel];
    }
  }

  /** The number of elements. */
  public int numel() {
    return numel;
  }

  /** Sets an element to the nearest number that the type has; integers are cut off. */
  public void put(int index, double number) {
    switch (dtype) {
      case F32 -> floats[index] = (float) number;
      case F16, BF16 -> floats[index] = Numbers.rounded(dtype, number);
      case F64 -> doubles[index] = number;
      default -> integers[index] = Numbers.cut(dtype, number);
    }
  }

  /** Sets an element to an integer; one that is too large keeps its lowest bits. */
  public void putInteger(int index, long number) {
    if (dtype.isFloating()) {
      put(index, (double) number);
    } else {
      integers[index] = Numbers.wrapped(dtype, number);
    }
  }

  /** Sets an element to one of a tensor, exactly where the type has it. */
  public void putOf(int index, Tensor from, int source) {
    if (!dtype.isFloating() && !from.dtype().isFloating()) {
      integers[index] = Numbers.wrapped(dtype, from.integers()[source]);
    } else {
      put(index, from.get(source));
    }
  }

  /** Copies elements that follow one another from a tensor of the same type. */
  public void copy(int index, Tensor from, int source, int count) {
    if (from.dtype() != dtype || dtype == DType.F64) {
      for (int i = 0; i < count; i++) {
        putOf(index + i, from, source + i);
      }
    } else if (dtype.isFloating()) {
      System.arraycopy(from.floats(), source, floats, index, count);
    } else {
      System.arraycopy(from.integers(), source, integers, index, count);
    }
  }

  /** Sets all elements to a number. */
  public Draft filled(double number) {
    if (dtype.isFloating()) {
      Arrays.fill(floats, Numbers.rounded(dtype, number));
      Arrays.fill(doubles, number);
    } else {
      Arrays.fill(integers, Numbers.cut(dtype, number));
    }
    return this;
  }

  /** What an element is now. */
  public double get(int index) {
    return switch (dtype) {
      case F32, F16, BF16 -> floats[index];
      case F64 -> doubles[index];
      case U64 -> Numbers.ofUnsigned(integers[index]);
      default -> integers[index];
    };
  }

  /** The tensor, which has the same elements from now on. */
  public Tensor tensor() {
    return switch (dtype) {
      case F32, F16, BF16 -> Tensor.ofFloats(dtype, shape, floats);
      case F64 -> Tensor.ofDoubles(shape, doubles);
      default -> Tensor.of(dtype, shape, integers);
    };
  }
}
