package dev.cnnsummary.executor.weights;

import dev.cnnsummary.executor.ExecutionException;
import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.shape.DType;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;

/** Reads a file's elements into tensors. */
final class Elements {
  /** The most that Java's arrays hold. */
  static final long MOST = Integer.MAX_VALUE - 8;

  /** As many as PyTorch and NumPy allow. */
  static final int MOST_AXES = 64;

  /**
   * Elements that are mapped into memory at a time. A whole file would count as the process's own
   * memory, beside the arrays that it is copied to.
   */
  private static final int PIECE = 1 << 22;

  private Elements() {}

  /**
   * Reads a tensor. Floating-point numbers become 32-bit ones.
   *
   * @param subject the file and what is read of it, for messages
   * @param offset where the elements begin in the file
   * @param extent their type in the file and the extents; not more than {@link #MOST}
   */
  static Tensor read(
      String subject, FileChannel channel, long offset, ByteOrder order, Extent extent)
      throws IOException {
    int count = Math.toIntExact(extent.numel());
    if (extent.dtype().isFloating()) {
      float[] floats = new float[count];
      read(subject, channel, offset, order, extent, floats);
      return Tensor.of(extent.array(), floats);
    }
    long[] integers = new long[count];
    inPieces(
        subject,
        channel,
        offset,
        extent,
        (piece, from, length) ->
            decode(piece.order(order), extent.dtype(), integers, from, length));
    return Tensor.of(extent.dtype(), extent.array(), integers);
  }

  /** As above, of a floating-point tensor, into the beginning of an array. */
  static void read(
      String subject,
      FileChannel channel,
      long offset,
      ByteOrder order,
      Extent extent,
      float[] target)
      throws IOException {
    inPieces(
        subject,
        channel,
        offset,
        extent,
        (piece, from, length) -> decode(piece.order(order), extent.dtype(), target, from, length));
  }

  /** Decodes the elements from one on. */
  private interface Decoder {
    void decode(ByteBuffer piece, int from, int length);
  }

  private static void inPieces(
      String subject, FileChannel channel, long offset, Extent extent, Decoder decoder)
      throws IOException {
    DType dtype = extent.dtype();
    int count = Math.toIntExact(extent.numel());
    if (offset + (long) count * dtype.bytes() > channel.size()) {
      throw new ExecutionException(subject + ": the file has become shorter since it was opened");
    }
    for (int from = 0; from < count; from += Math.min(PIECE, count - from)) {
      long position = offset + (long) from * dtype.bytes();
      int length = Math.min(PIECE, count - from);
      try (Arena arena = Arena.ofConfined()) {
        ByteBuffer piece =
            channel
                .map(MapMode.READ_ONLY, position, (long) length * dtype.bytes(), arena)
                .asByteBuffer();
        decoder.decode(piece, from, length);
      } catch (ArithmeticException e) {
        throw new ExecutionException(subject + ": " + e.getMessage(), e);
      }
    }
  }

  private static void decode(ByteBuffer piece, DType dtype, float[] target, int from, int length) {
    switch (dtype) {
      case F32 -> piece.asFloatBuffer().get(target, from, length);
      case F64 -> {
        for (int i = 0; i < length; i++) {
          target[from + i] = (float) piece.getDouble(i * Double.BYTES);
        }
      }
      case F16 -> {
        ShortBuffer halves = piece.asShortBuffer();
        for (int i = 0; i < length; i++) {
          target[from + i] = Float.float16ToFloat(halves.get(i));
        }
      }
      case BF16 -> {
        ShortBuffer upperHalves = piece.asShortBuffer();
        for (int i = 0; i < length; i++) {
          target[from + i] = Float.intBitsToFloat(upperHalves.get(i) << 16);
        }
      }
      default -> throw new IllegalArgumentException(dtype.text());
    }
  }

  private static void decode(ByteBuffer piece, DType dtype, long[] target, int from, int length) {
    if (dtype == DType.I64) {
      piece.asLongBuffer().get(target, from, length);
      return;
    }
    for (int i = 0; i < length; i++) {
      target[from + i] = integer(piece, dtype, i);
    }
  }

  private static long integer(ByteBuffer piece, DType dtype, int index) {
    return switch (dtype) {
      case BOOL -> piece.get(index) == 0 ? 0 : 1;
      case I8 -> piece.get(index);
      case U8 -> Byte.toUnsignedLong(piece.get(index));
      case I16 -> piece.getShort(index * Short.BYTES);
      case U16 -> Short.toUnsignedLong(piece.getShort(index * Short.BYTES));
      case I32 -> piece.getInt(index * Integer.BYTES);
      case U32 -> Integer.toUnsignedLong(piece.getInt(index * Integer.BYTES));
      case I64 -> piece.getLong(index * Long.BYTES);
      case U64 -> signed(piece.getLong(index * Long.BYTES));
      default -> throw new IllegalArgumentException(dtype.text());
    };
  }

  private static long signed(long unsigned) {
    if (unsigned < 0) {
      throw new ArithmeticException(
          Long.toUnsignedString(unsigned) + " is too large: at most 2^63 − 1 can be held");
    }
    return unsigned;
  }
}
