package dev.cnnsummary.specs.onnx;

import com.google.protobuf.ByteString;
import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.onnx.proto.TensorProto;
import dev.cnnsummary.specs.shape.DType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads tensors of a file; their elements stay where they are mapped. */
final class Tensors {
  private final ExternalData external;
  private final IdentityHashMap<TensorProto, MemorySegment> views;

  /**
   * Reads those of one file.
   *
   * @param folder where it stands, and what it refers to
   * @param views the elements of tensors that hold none themselves, by identity
   */
  Tensors(String file, @Nullable Path folder, IdentityHashMap<TensorProto, MemorySegment> views) {
    this.views = views;
    this.external = new ExternalData(file, folder);
  }

  /**
   * A tensor.
   *
   * @throws Fault if it does not hold together, or is of an unknown type
   */
  Literal read(TensorProto tensor) {
    DType dtype = ElementTypes.of(tensor.getDataType());
    if (dtype == null) {
      throw ElementTypes.unknown(tensor.getDataType());
    }
    List<Long> shape = shape(tensor);
    try {
      return Literal.of(dtype, shape, elements(tensor, dtype, bytes(dtype, shape)));
    } catch (ArithmeticException | IllegalArgumentException e) {
      throw new Fault(Texts.plain(e.getMessage()));
    }
  }

  private static List<Long> shape(TensorProto tensor) {
    List<Long> shape = List.copyOf(tensor.getDimsList());
    for (long extent : shape) {
      if (extent < 0) {
        throw new Fault("its shape has a negative extent: " + shape);
      }
    }
    return shape;
  }

  private static long bytes(DType dtype, List<Long> shape) {
    long product = 1;
    try {
      for (long extent : shape) {
        product = Math.multiplyExact(product, extent);
      }
      return dtype.bytes(product);
    } catch (ArithmeticException _) {
      throw new Fault("its shape " + shape + " has more elements than can be counted");
    }
  }

  private MemorySegment elements(TensorProto tensor, DType dtype, long bytes) {
    if (tensor.getDataLocation() == 1) {
      return external.elements(tensor, bytes);
    }
    MemorySegment view = views.get(tensor);
    if (view != null) {
      return view;
    }
    if (tensor.hasRawData()) {
      return MemorySegment.ofBuffer(tensor.getRawData().asReadOnlyByteBuffer());
    }
    return switch (dtype) {
      case F32, C64 -> packed(tensor.getFloatDataList());
      case F64, C128 -> packed(tensor.getDoubleDataList());
      case I64 -> longs(tensor.getInt64DataList(), dtype);
      case U32, U64 -> longs(tensor.getUint64DataList(), dtype);
      case STRING -> texts(tensor);
      case F16,
          BF16,
          I8,
          U8,
          I16,
          U16,
          I32,
          BOOL,
          F8E4M3FN,
          F8E4M3FNUZ,
          F8E5M2,
          F8E5M2FNUZ,
          F8E8M0,
          F4E2M1,
          I4,
          U4,
          I2,
          U2 ->
          integers(tensor.getInt32DataList(), dtype); // one for each byte of packed ones
    };
  }

  /** Nothing is kept of texts but that there are as many as the shape says. */
  private static MemorySegment texts(TensorProto tensor) {
    BigInteger elements =
        tensor.getDimsList().stream()
            .map(BigInteger::valueOf)
            .reduce(BigInteger.ONE, BigInteger::multiply);
    if (!elements.equals(BigInteger.valueOf(tensor.getStringDataCount()))) {
      throw new Fault(
          "its shape has "
              + elements
              + " texts, but "
              + tensor.getStringDataCount()
              + " are stored");
    }
    return MemorySegment.ofArray(new byte[0]);
  }

  private static MemorySegment packed(List<ByteString> runs) {
    ByteString all = ByteString.copyFrom(runs);
    return MemorySegment.ofBuffer(all.asReadOnlyByteBuffer());
  }

  private static MemorySegment longs(List<Long> numbers, DType dtype) {
    MemorySegment elements = room(numbers.size(), dtype);
    for (int i = 0; i < numbers.size(); i++) {
      put(elements, dtype, i, numbers.get(i));
    }
    return elements;
  }

  private static MemorySegment integers(List<Integer> numbers, DType dtype) {
    MemorySegment elements = room(numbers.size(), dtype);
    for (int i = 0; i < numbers.size(); i++) {
      put(elements, dtype, i, numbers.get(i));
    }
    return elements;
  }

  private static MemorySegment room(int count, DType dtype) {
    return MemorySegment.ofArray(new byte[Math.multiplyExact(count, dtype.bytes())]);
  }

  private static void put(MemorySegment elements, DType dtype, int index, long number) {
    long place = (long) index * dtype.bytes();
    ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    switch (dtype.bytes()) {
      case 1 -> elements.set(ValueLayout.JAVA_BYTE, place, (byte) number);
      case 2 ->
          elements.set(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(order), place, (short) number);
      case 4 -> elements.set(ValueLayout.JAVA_INT_UNALIGNED.withOrder(order), place, (int) number);
      default -> elements.set(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(order), place, number);
    }
  }
}
