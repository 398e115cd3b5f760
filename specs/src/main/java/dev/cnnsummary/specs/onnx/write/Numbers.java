package dev.cnnsummary.specs.onnx.write;

import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.shape.DType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.List;

/** Makes literals of a few numbers. */
final class Numbers {
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private Numbers() {}

  static Literal integers(List<Long> numbers) {
    return Literal.integers(
        List.of((long) numbers.size()), numbers.stream().mapToLong(Long::longValue).toArray());
  }

  /** Floating-point numbers of 32 bits. */
  static Literal floats(List<Long> shape, float... numbers) {
    MemorySegment elements = MemorySegment.ofArray(new byte[numbers.length * Float.BYTES]);
    for (int i = 0; i < numbers.length; i++) {
      elements.set(FLOAT, (long) i * Float.BYTES, numbers[i]);
    }
    return Literal.of(DType.F32, shape, elements);
  }

  /** The same number in every element of a shape. */
  static Literal filled(List<Long> shape, float number) {
    return Literal.filled(DType.F32, shape, floats(List.of(), number).elements());
  }

  /** As many as there are of something, each the same. */
  static List<Long> copies(int count, long number) {
    return Collections.nCopies(count, number);
  }

  /**
   * One number of a type.
   *
   * @throws NoForm if it is no number of that type
   */
  static Literal scalar(DType dtype, double number) {
    MemorySegment element = MemorySegment.ofArray(new byte[dtype.bytes()]);
    boolean whole = number == Math.rint(number) && Math.abs(number) < 0x1p53;
    if (!dtype.isFloating() && !whole) {
      throw new NoForm(number + " is no " + dtype.text());
    }
    switch (dtype) {
      case F32 -> element.set(FLOAT, 0, (float) number);
      case I64, U64 -> element.set(LONG, 0, (long) number);
      case I32, U32 -> element.set(INT, 0, (int) (long) number);
      case I8, U8, BOOL -> element.set(ValueLayout.JAVA_BYTE, 0, (byte) (long) number);
      default -> throw new NoForm("a number of the type " + dtype.text() + " is not written");
    }
    return Literal.of(dtype, List.of(), element);
  }
}
