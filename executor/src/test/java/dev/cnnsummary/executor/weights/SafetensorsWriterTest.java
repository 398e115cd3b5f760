package dev.cnnsummary.executor.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cnnsummary.executor.ExecutionException;
import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.shape.DType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsWriterTest {
  @TempDir Path folder;

  @Test
  void whatIsWrittenIsReadAgain() {
    int many = (1 << 20) + 3;
    float[] large = new float[many];
    large[0] = 0.1f;
    large[many - 1] = Float.NaN;
    long[] manyBytes = new long[many];
    manyBytes[many - 1] = -7;
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("bool", Tensor.of(DType.BOOL, new int[] {3}, 1, 0, 1));
    tensors.put("layer.weight \"é\"", Tensor.of(new int[] {1, many}, large));
    tensors.put("scalar", Tensor.of(DType.I64, new int[0], Long.MIN_VALUE));
    tensors.put("empty", Tensor.of(new int[] {0, 4}));
    tensors.put("bytes", Tensor.of(DType.I8, new int[] {many}, manyBytes));
    tensors.put("u16", Tensor.of(DType.U16, new int[] {1}, 65535));
    Path path = folder.resolve("out.safetensors");
    SampleFile.write(path, tensors);
    try (Safetensors file = Safetensors.open(path)) {
      assertThat(file.names())
          .containsExactly("scalar", "layer.weight \"é\"", "empty", "u16", "bool", "bytes");
      tensors.forEach((name, tensor) ->
          assertThat(SampleFile.content(file.read(name))).isEqualTo(SampleFile.content(tensor)));
    }
  }

  @Test
  void elementsAreAligned() throws IOException {
    Path path = folder.resolve("out.safetensors");
    SampleFile.write(path, Map.of("a", Tensor.of(DType.BOOL, new int[] {1}, 1)));
    byte[] bytes = Files.readAllBytes(path);
    assertThat(bytes.length % 8).isOne();
    assertThat(new String(bytes, 8, bytes.length - 9, StandardCharsets.UTF_8))
        .isEqualToIgnoringWhitespace(
            """
            {"__metadata__":{"format":"pt"},"a":{"dtype":"BOOL","shape":[1],"data_offsets":[0,1]}}\
            """);
  }

  @Test
  void narrowFloatsAreWrittenAsTheyAreHeld() {
    Path path = folder.resolve("out.safetensors");
    SafetensorsWriter.write(
        path,
        Map.of("half", new Extent(DType.F16, List.of(2))),
        _ -> Tensor.of(new int[] {2}, 1, 2));
    try (Safetensors file = Safetensors.open(path)) {
      assertThat(file.extent("half").dtype()).isEqualTo(DType.F32);
    }
  }

  @Test
  void aFailureLeavesWhatWasThere() throws IOException {
    Path path = Files.writeString(folder.resolve("out.safetensors"), "before");
    Map<String, Extent> extents = Map.of("a", new Extent(DType.F32, List.of(2)));
    assertThatThrownBy(() ->
            SafetensorsWriter.write(
                path,
                extents,
                name -> {
                  throw new ExecutionException(name + " fails");
                }))
        .hasMessage("a fails");
    assertThat(path).hasContent("before");
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void aTensorOtherThanAnnouncedIsRefused() {
    Path path = folder.resolve("out.safetensors");
    Map<String, Extent> extents = Map.of("a", new Extent(DType.F32, List.of(2)));
    assertThatThrownBy(
            () -> SafetensorsWriter.write(path, extents, _ -> Tensor.of(new int[] {1}, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a was announced");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aLinkKeepsPointingToTheFile() throws IOException {
    Path target = Files.writeString(folder.resolve("target"), "before");
    Path link = Files.createSymbolicLink(folder.resolve("link"), target);
    SampleFile.write(link, Map.of("a", Tensor.of(new int[] {1}, 3)));
    assertThat(link).isSymbolicLink();
    try (Safetensors file = Safetensors.open(target)) {
      assertThat(file.read("a").floats()).containsExactly(3);
    }
  }

  @Test
  void aMissingFolderIsSaid() {
    Path path = folder.resolve("no/out.safetensors");
    assertThatThrownBy(() -> SampleFile.write(path, Map.of()))
        .isInstanceOf(ExecutionException.class)
        .hasMessage(path + ": there is no such folder");
  }
}
