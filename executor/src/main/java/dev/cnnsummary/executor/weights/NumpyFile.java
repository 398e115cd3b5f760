package dev.cnnsummary.executor.weights;

import dev.cnnsummary.executor.ExecutionException;
import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Reads an array that {@code numpy.save} wrote: {@code .npy}, versions 1 to 3, of floating-point
 * numbers of 16, 32 or 64 bits, integers or booleans, in row-major (C) or column-major (Fortran)
 * order and either byte order.
 */
public final class NumpyFile {
  private static final byte[] MAGIC = "\u0093NUMPY".getBytes(StandardCharsets.ISO_8859_1);
  private static final int LONGEST_HEADER = 1 << 16;
  private static final int SHORTEST_HEADER = 6;

  private NumpyFile() {}

  /**
   * Reads an array.
   *
   * @throws ExecutionException if the file cannot be read or is no such file
   */
  public static Tensor read(Path file) {
    if (Files.isDirectory(file)) {
      throw new ExecutionException(file + ": is a folder");
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return read(file, channel);
    } catch (IOException e) {
      throw FileFaults.unreadable(file, e);
    }
  }

  private static Tensor read(Path file, FileChannel channel) throws IOException {
    ByteBuffer start = ByteBuffer.allocate(LONGEST_HEADER).order(ByteOrder.LITTLE_ENDIAN);
    while (start.hasRemaining() && channel.read(start) >= 0) {}
    start.flip();
    NumpyHeader header = NumpyHeader.parse(file, headerText(file, start));
    Extent extent = header.extent();
    long needed = extent.numel() * extent.dtype().bytes();
    long given = channel.size() - start.position();
    if (needed != given) {
      throw new ExecutionException(
          file
              + ": needs "
              + needed
              + " bytes for "
              + extent.dtype().text()
              + extent.shape()
              + ", and has "
              + given);
    }
    int[] shape = extent.array();
    Extent stored =
        header.isFortran() ? new Extent(extent.dtype(), extent.shape().reversed()) : extent;
    Tensor tensor =
        Elements.read(file.toString(), channel, start.position(), header.order(), stored);
    return header.isFortran() ? rowMajor(tensor, shape) : tensor;
  }

  /** The header, a Python dictionary; leaves the buffer where the elements begin. */
  private static String headerText(Path file, ByteBuffer start) {
    byte[] magic = new byte[MAGIC.length];
    start.get(magic, 0, Math.min(magic.length, start.remaining()));
    if (!Arrays.equals(magic, MAGIC) || start.remaining() < SHORTEST_HEADER) {
      throw new ExecutionException(file + ": is no .npy file, which begins with \\x93NUMPY");
    }
    int version = Byte.toUnsignedInt(start.get());
    start.get();
    if (version < 1 || version > 3) {
      throw new ExecutionException(
          file + ": is a .npy file of version " + version + "; known are 1 to 3");
    }
    long length =
        version == 1
            ? Short.toUnsignedLong(start.getShort())
            : Integer.toUnsignedLong(start.getInt());
    if (length > start.remaining()) {
      throw new ExecutionException(
          file
              + ": its header should have "
              + length
              + " bytes, and "
              + start.remaining()
              + (start.limit() == LONGEST_HEADER ? " are read" : " follow"));
    }
    byte[] text = new byte[(int) length];
    start.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  /** Moves the elements of a tensor whose axes stand in reverse to where they belong. */
  private static Tensor rowMajor(Tensor reversed, int[] shape) {
    int[] strides = new int[shape.length];
    int stride = 1;
    for (int axis = 0; axis < shape.length; axis++) {
      strides[axis] = stride;
      stride *= shape[axis];
    }
    boolean floating = reversed.dtype().isFloating();
    float[] floats = new float[floating ? reversed.numel() : 0];
    long[] integers = new long[floating ? 0 : reversed.numel()];
    int[] index = new int[shape.length];
    int from = 0;
    for (int to = 0; to < reversed.numel(); to++) {
      if (floating) {
        floats[to] = reversed.floats()[from];
      } else {
        integers[to] = reversed.integers()[from];
      }
      for (int axis = shape.length - 1; axis >= 0; axis--) {
        from += strides[axis];
        if (++index[axis] < shape[axis]) {
          break;
        }
        from -= index[axis] * strides[axis];
        index[axis] = 0;
      }
    }
    return floating ? Tensor.of(shape, floats) : Tensor.of(reversed.dtype(), shape, integers);
  }
}
