package dev.cnnsummary.specs.graph;

import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a weight or constant where the file of a model holds them, as little-endian
 * elements in row-major order. They stand where they were read, mapped into memory: nothing is
 * copied until someone takes them. Of texts there is only their number.
 */
public final class Literal {
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final DType dtype;
  private final List<Long> shape;
  private final MemorySegment elements;
  private final boolean uniform;
  private final boolean transposed;
  private final long numel;

  private Literal(
      DType dtype, List<Long> shape, MemorySegment elements, boolean uniform, boolean transposed) {
    this.dtype = dtype;
    this.shape = List.copyOf(shape);
    this.elements = elements.asReadOnly();
    this.uniform = uniform;
    this.transposed = transposed;
    long product = 1;
    for (long extent : shape) {
      product = Math.multiplyExact(product, extent);
    }
    this.numel = product;
    long bytes = dtype.bytes(uniform ? 1 : numel);
    if (elements.byteSize() != bytes) {
      throw new IllegalArgumentException(
          elements.byteSize() + " bytes for " + dtype.text() + shape + ", which has " + bytes);
    }
  }

  /**
   * So many elements, one after the other.
   *
   * @param elements as many bytes as the shape has
   * @throws IllegalArgumentException if it has other than that
   * @throws ArithmeticException if the shape has more elements than 64 bits count
   */
  public static Literal of(DType dtype, List<Long> shape, MemorySegment elements) {
    return new Literal(dtype, shape, elements, false, false);
  }

  /** The same element everywhere; only one is stored. */
  public static Literal filled(DType dtype, List<Long> shape, MemorySegment element) {
    return new Literal(dtype, shape, element, true, false);
  }

  /** Whole numbers: a vector of them, or a scalar. */
  public static Literal integers(List<Long> shape, long... numbers) {
    MemorySegment elements = MemorySegment.ofArray(new byte[numbers.length * Long.BYTES]);
    for (int i = 0; i < numbers.length; i++) {
      elements.set(LONG, (long) i * Long.BYTES, numbers[i]);
    }
    return of(DType.I64, shape, elements);
  }

  /**
   * Whole numbers of another type; null where that cannot be made of them here.
   *
   * @param numbers as many as the type has elements
   */
  public static @Nullable Literal whole(TensorType type, List<Long> numbers) {
    int bytes = type.dtype().bytes();
    MemorySegment elements = MemorySegment.ofArray(new byte[numbers.size() * bytes]);
    for (int i = 0; i < numbers.size(); i++) {
      long number = numbers.get(i);
      long place = (long) i * bytes;
      switch (type.dtype()) {
        case I64 -> elements.set(LONG, place, number);
        case I32 -> elements.set(INT, place, (int) number);
        case F32 -> elements.set(INT, place, Float.floatToRawIntBits((float) number));
        case BOOL -> elements.set(ValueLayout.JAVA_BYTE, place, (byte) number);
        default -> {
          return null;
        }
      }
    }
    List<Long> shape = type.shape().dims().stream().map(Dim::value).toList();
    return of(type.dtype(), shape, elements);
  }

  /** A matrix with rows for columns; the numbers stay where they are. */
  public Literal transpose() {
    if (shape.size() != 2) {
      throw new IllegalArgumentException("a matrix is transposed, got " + shape);
    }
    return new Literal(dtype, shape.reversed(), elements, uniform, !transposed);
  }

  /** The same elements counted by other axes. */
  public Literal reshape(List<Long> other) {
    if (transposed) {
      throw new IllegalStateException("the elements of a transposed matrix are not in order");
    }
    return new Literal(dtype, other, elements, uniform, false);
  }

  /** The type of the elements. */
  public DType dtype() {
    return dtype;
  }

  /** The extents. */
  public List<Long> shape() {
    return shape;
  }

  /** The extents as a shape. */
  public Shape extents() {
    return Shape.of(shape.stream().mapToLong(Long::longValue).toArray());
  }

  /** The number of elements. */
  public long numel() {
    return numel;
  }

  /** Whether all elements are the one that is stored. */
  public boolean isUniform() {
    return uniform;
  }

  /**
   * Whether the stored elements are those of the transposed matrix: element {@code [i, j]} is
   * number {@code j·rows + i}.
   */
  public boolean isTransposed() {
    return transposed;
  }

  /** The elements as stored, read-only: one if it {@link #isUniform}. */
  public MemorySegment elements() {
    return elements;
  }

  /**
   * An element as a whole number; floating-point ones are cut off.
   *
   * @param index its number in row-major order
   * @throws IllegalStateException if its {@linkplain DType#isComputed type} is not computed with
   */
  public long integer(long index) {
    long place = place(index);
    return switch (dtype) {
      case I64, U64 -> elements.get(LONG, place);
      case I32 -> elements.get(INT, place);
      case U32 -> Integer.toUnsignedLong(elements.get(INT, place));
      case I16 -> elements.get(SHORT, place);
      case U16 -> Short.toUnsignedLong(elements.get(SHORT, place));
      case I8 -> elements.get(ValueLayout.JAVA_BYTE, place);
      case U8, BOOL -> Byte.toUnsignedLong(elements.get(ValueLayout.JAVA_BYTE, place));
      case F32, F64, F16, BF16 -> (long) number(index);
      default -> throw notComputed();
    };
  }

  /**
   * An element as a number.
   *
   * @param index its number in row-major order
   * @throws IllegalStateException if its {@linkplain DType#isComputed type} is not computed with
   */
  public double number(long index) {
    long place = place(index);
    return switch (dtype) {
      case F32 -> Float.intBitsToFloat(elements.get(INT, place));
      case F64 -> Double.longBitsToDouble(elements.get(LONG, place));
      case F16 -> Float.float16ToFloat(elements.get(SHORT, place));
      case BF16 -> Float.intBitsToFloat(elements.get(SHORT, place) << 16);
      case I8, U8, I16, U16, I32, U32, I64, U64, BOOL -> integer(index);
      default -> throw notComputed();
    };
  }

  private IllegalStateException notComputed() {
    return new IllegalStateException("the elements of " + this + " are not computed with");
  }

  private long place(long index) {
    if (index < 0 || index >= numel) {
      throw new IndexOutOfBoundsException("there is no element " + index + " in " + shape);
    }
    if (uniform) {
      return 0;
    }
    long number = index;
    if (transposed) {
      long columns = shape.get(1);
      number = index % columns * shape.get(0) + index / columns;
    }
    return number * dtype.bytes();
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof Literal other
        && dtype == other.dtype
        && shape.equals(other.shape)
        && uniform == other.uniform
        && transposed == other.transposed
        && elements.mismatch(other.elements) == -1;
  }

  @Override
  public int hashCode() {
    return 31 * dtype.hashCode() + shape.hashCode();
  }

  /** As {@code f32[64, 3, 7, 7]}. */
  @Override
  public String toString() {
    return dtype.text() + shape;
  }
}
