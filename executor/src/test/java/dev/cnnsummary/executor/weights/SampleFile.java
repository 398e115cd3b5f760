package dev.cnnsummary.executor.weights;

import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Tensor;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Files of tensors: those that PyTorch and NumPy wrote, and wrong ones. */
final class SampleFile {
  private SampleFile() {}

  static Path resource(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(SampleFile.class.getResource("/" + name), name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A tensor's type, extents and elements, to be compared. */
  static List<Object> content(Tensor tensor) {
    return List.of(
        tensor.toString(), IntStream.range(0, tensor.numel()).mapToObj(tensor::get).toList());
  }

  /** Writes tensors to a safetensors file. */
  static void write(Path file, Map<String, Tensor> tensors) {
    Map<String, Extent> extents = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> extents.put(name, extent(tensor)));
    SafetensorsWriter.write(file, extents, name -> Objects.requireNonNull(tensors.get(name), name));
  }

  private static Extent extent(Tensor tensor) {
    return new Extent(tensor.dtype(), Arrays.stream(tensor.shape()).boxed().toList());
  }

  /** A safetensors file of a header and bytes of data, all 0. */
  static Path safetensors(Path folder, String header, int data) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(Long.BYTES + text.length + data).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(text.length).put(text);
    return Files.write(folder.resolve("w.safetensors"), bytes.array());
  }
}
