package dev.cnnsummary.executor.weights;

import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.shape.DType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.IntStream;

/** Tensors as files of models hold them. */
public final class Literals {
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private Literals() {}

  /** A tensor's elements in its own type, floating-point ones in 32 bits. */
  public static Literal of(Tensor tensor) {
    List<Long> shape = IntStream.of(tensor.shape()).mapToObj(extent -> (long) extent).toList();
    return tensor.dtype().isFloating()
        ? Literal.of(DType.F32, shape, littleEndian(tensor.as(DType.F32).floats()))
        : Literal.of(tensor.dtype(), shape, narrowed(tensor));
  }

  /** Where machines store numbers so, the array itself. */
  private static MemorySegment littleEndian(float[] elements) {
    MemorySegment array = MemorySegment.ofArray(elements);
    if (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN) {
      return array;
    }
    float[] turned = new float[elements.length];
    MemorySegment.copy(
        array, ValueLayout.JAVA_FLOAT, 0, MemorySegment.ofArray(turned), FLOAT, 0, elements.length);
    return MemorySegment.ofArray(turned);
  }

  private static MemorySegment narrowed(Tensor tensor) {
    int width = tensor.dtype().bytes();
    byte[] bytes = new byte[Math.multiplyExact(tensor.numel(), width)];
    long[] elements = tensor.integers();
    for (int i = 0; i < elements.length; i++) {
      for (int part = 0; part < width; part++) {
        bytes[i * width + part] = (byte) (elements[i] >> (Byte.SIZE * part));
      }
    }
    return MemorySegment.ofArray(bytes);
  }
}
