package dev.cnnsummary.executor.weights;

import dev.cnnsummary.executor.ExecutionException;
import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

/**
 * An open {@code .safetensors} file: 8 bytes with the length of a JSON header, the header, which
 * gives each tensor's name, type, shape and place, and the tensors' bytes. The header is checked as
 * a whole when the file is opened; a tensor is read, by mapping pieces of the file into memory,
 * when it is asked for.
 *
 * <p>Every fault of a file ends in an {@link ExecutionException} that names the file and, where it
 * is one tensor's, the tensor.
 */
public final class Safetensors implements AutoCloseable {
  private static final int LENGTH_BYTES = 8;

  /** As much as the format's reference implementation reads. */
  private static final long LONGEST_HEADER = 100_000_000;

  private final Path file;
  private final FileChannel channel;
  private final long dataStart;
  private final Map<String, StoredTensor> tensors;

  private Safetensors(
      Path file, FileChannel channel, long dataStart, Map<String, StoredTensor> tensors) {
    this.file = file;
    this.channel = channel;
    this.dataStart = dataStart;
    this.tensors = tensors;
  }

  /**
   * Opens a file.
   *
   * @throws ExecutionException if it cannot be read or is not a whole and consistent file of
   *     tensors
   */
  public static Safetensors open(Path file) {
    if (Files.isDirectory(file)) {
      throw new ExecutionException(file + ": is a folder");
    }
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      try {
        return read(file, channel);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw FileFaults.unreadable(file, e);
    }
  }

  private static Safetensors read(Path file, FileChannel channel) throws IOException {
    long size = channel.size();
    ByteBuffer start = bytes(channel, 0, (int) Math.min(size, LENGTH_BYTES));
    if (start.remaining() < LENGTH_BYTES) {
      throw new ExecutionException(
          file
              + ": is no safetensors file, which begins with its header's length in 8 bytes: it has "
              + start.remaining());
    }
    long length = start.order(ByteOrder.LITTLE_ENDIAN).getLong();
    long rest = size - LENGTH_BYTES;
    if (Long.compareUnsigned(length, rest) > 0) {
      throw new ExecutionException(
          file
              + ": is no safetensors file, or is cut short: its header should have "
              + Long.toUnsignedString(length)
              + " bytes, and "
              + rest
              + " follow");
    }
    if (length > LONGEST_HEADER) {
      throw new ExecutionException(
          file + ": its header has " + length + " bytes; at most " + LONGEST_HEADER + " are read");
    }
    ByteBuffer header = bytes(channel, LENGTH_BYTES, (int) length);
    Map<String, StoredTensor> tensors = new SafetensorsHeader(file).read(header);
    StoredTensor.checkPlaces(file, tensors.values(), rest - length);
    return new Safetensors(file, channel, LENGTH_BYTES + length, tensors);
  }

  private static ByteBuffer bytes(FileChannel channel, long position, int length)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining() && channel.read(bytes, position + bytes.position()) >= 0) {}
    return bytes.flip();
  }

  /** The file. */
  public Path file() {
    return file;
  }

  /** The tensors' names, in the order of the header. */
  public Set<String> names() {
    return Collections.unmodifiableSet(tensors.keySet());
  }

  /**
   * A tensor's type in the file and its extents.
   *
   * @throws ExecutionException if the file has no tensor of that name
   */
  public Extent extent(String name) {
    return stored(name).extent();
  }

  /**
   * Reads a tensor. Floating-point numbers of any width become 32-bit ones.
   *
   * @throws ExecutionException if the file has no tensor of that name or it cannot be read
   */
  public Tensor read(String name) {
    StoredTensor stored = stored(name);
    try {
      return Elements.read(
          stored.subject(file),
          channel,
          dataStart + stored.begin(),
          ByteOrder.LITTLE_ENDIAN,
          stored.extent());
    } catch (IOException e) {
      throw FileFaults.unreadable(file, e);
    }
  }

  /** As {@link #read(String)} of a floating-point tensor, into the beginning of an array. */
  void read(String name, float[] target) {
    StoredTensor stored = stored(name);
    try {
      Elements.read(
          stored.subject(file),
          channel,
          dataStart + stored.begin(),
          ByteOrder.LITTLE_ENDIAN,
          stored.extent(),
          target);
    } catch (IOException e) {
      throw FileFaults.unreadable(file, e);
    }
  }

  private StoredTensor stored(String name) {
    StoredTensor stored = tensors.get(name);
    if (stored == null) {
      throw new ExecutionException(file + ": has no tensor " + Excerpt.of(name));
    }
    return stored;
  }

  /** Closes the file; tensors that were read stay. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw FileFaults.unreadable(file, e);
    }
  }
}
