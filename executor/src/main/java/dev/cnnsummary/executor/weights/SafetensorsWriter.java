package dev.cnnsummary.executor.weights;

import dev.cnnsummary.executor.Geometry;
import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.DType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Objects;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes tensors to a {@code .safetensors} file. Floating-point tensors are written as F32. A file
 * appears whole or not at all.
 */
public final class SafetensorsWriter {
  private static final int BUFFER = 1 << 20;
  private static final int ALIGNMENT = 8;

  private SafetensorsWriter() {}

  /**
   * Writes a file, or replaces it.
   *
   * @param extents the tensors' names, types and extents; wider types stand first in the file, so
   *     that every element is aligned, otherwise in this order
   * @param tensors hands out each tensor once, in the file's order, of the type and extents that
   *     were announced; none is kept
   * @throws dev.cnnsummary.executor.ExecutionException if the file cannot be written
   */
  public static void write(
      Path file, Map<String, Extent> extents, Function<String, Tensor> tensors) {
    WholeFile.write(file, place -> writeTo(place, extents, tensors));
  }

  /**
   * Writes all parameters and buffers of a network by their state_dict names.
   *
   * @throws dev.cnnsummary.executor.ExecutionException if the file cannot be written, or there are
   *     no numbers for a weight
   */
  public static void write(Path file, Graph graph, Geometry geometry, Weights weights) {
    Map<String, Value> values = new LinkedHashMap<>();
    Map<String, Extent> extents = new LinkedHashMap<>();
    for (Value weight : graph.weights()) {
      values.put(weight.name(), weight);
      extents.put(weight.name(), geometry.of(weight));
    }
    write(
        file,
        extents,
        name -> {
          Value weight = Objects.requireNonNull(values.get(name), name);
          return weights.get(weight, geometry.of(weight));
        });
  }

  private static void writeTo(
      Path place, Map<String, Extent> extents, Function<String, Tensor> tensors)
      throws IOException {
    List<Entry<String, Extent>> inOrder =
        extents.entrySet().stream()
            .sorted(Comparator.comparingInt(entry -> -stored(entry.getValue()).bytes()))
            .toList();
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
    try (FileChannel channel =
        FileChannel.open(
            place,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      byte[] header = header(inOrder);
      drain(channel, buffer.putLong(header.length));
      drain(channel, ByteBuffer.wrap(header).position(header.length));
      for (Entry<String, Extent> entry : inOrder) {
        DType stored = stored(entry.getValue());
        Tensor given = tensors.apply(entry.getKey());
        Tensor tensor = given.dtype().isFloating() ? given.as(stored) : given;
        if (tensor.dtype() != stored || !Arrays.equals(entry.getValue().array(), tensor.shape())) {
          throw new IllegalArgumentException(
              entry.getKey() + " was announced as " + entry.getValue() + " and is " + tensor);
        }
        switch (stored) {
          case F64 -> doubles(channel, buffer, tensor);
          case F32 -> floats(channel, buffer, tensor.floats());
          default -> integers(channel, buffer, tensor);
        }
      }
    }
  }

  /** Tensors hold floating-point numbers of up to 32 bits as 32-bit ones. */
  private static DType stored(Extent extent) {
    return switch (extent.dtype()) {
      case F32, F16, BF16 -> DType.F32;
      default -> extent.dtype(); // no tensor holds what is only stored
    };
  }

  private static byte[] header(List<Entry<String, Extent>> tensors) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json =
        new JsonFactory().createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      // Readers of PyTorch's world ask for it.
      json.writeObjectPropertyStart("__metadata__");
      json.writeStringProperty("format", "pt");
      json.writeEndObject();
      long begin = 0;
      for (Entry<String, Extent> tensor : tensors) {
        DType dtype = stored(tensor.getValue());
        long end = begin + Math.multiplyExact(tensor.getValue().numel(), dtype.bytes());
        json.writeObjectPropertyStart(tensor.getKey());
        json.writeStringProperty("dtype", dtype.name());
        json.writeName("shape");
        int[] shape = tensor.getValue().array();
        json.writeArray(shape, 0, shape.length);
        json.writeName("data_offsets");
        json.writeArray(new long[] {begin, end}, 0, 2);
        json.writeEndObject();
        begin = end;
      }
      json.writeEndObject();
    }
    while (bytes.size() % ALIGNMENT != 0) {
      bytes.write(' ');
    }
    return bytes.toByteArray();
  }

  private static void floats(FileChannel channel, ByteBuffer buffer, float[] elements)
      throws IOException {
    int most = BUFFER / Float.BYTES;
    for (int from = 0; from < elements.length; from += Math.min(most, elements.length - from)) {
      int length = Math.min(most, elements.length - from);
      buffer.asFloatBuffer().put(elements, from, length);
      drain(channel, buffer.position(length * Float.BYTES));
    }
  }

  private static void doubles(FileChannel channel, ByteBuffer buffer, Tensor tensor)
      throws IOException {
    for (int i = 0; i < tensor.numel(); i++) {
      buffer.putDouble(tensor.get(i));
      if (buffer.remaining() < Double.BYTES) {
        drain(channel, buffer);
      }
    }
    drain(channel, buffer);
  }

  private static void integers(FileChannel channel, ByteBuffer buffer, Tensor tensor)
      throws IOException {
    int width = tensor.dtype().bytes();
    for (long element : tensor.integers()) {
      for (int i = 0; i < width; i++) {
        buffer.put((byte) (element >> (Byte.SIZE * i)));
      }
      if (buffer.remaining() < Long.BYTES) {
        drain(channel, buffer);
      }
    }
    drain(channel, buffer);
  }

  private static void drain(FileChannel channel, ByteBuffer buffer) throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }
}
