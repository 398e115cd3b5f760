package dev.cnnsummary.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Program.Mode;
import dev.cnnsummary.executor.weights.StoredWeights;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.onnx.OnnxFile;
import dev.cnnsummary.specs.onnx.TensorFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs ONNX's own tests of its operators: inputs that they have must become their outputs. */
class OnnxNodeRunTest {
  private static final Path ARCHIVE =
      Path.of(System.getProperty("cnnsummary.onnx.nodes", "../../shared/onnx/node.tar.xz"));

  /** ONNX's own tolerance, relative and absolute, for all cases. */
  private static final double RELATIVE = 1e-3;

  private static final double ABSOLUTE = 1e-7;

  /** Cases that do not run, or give other numbers, with the reasons in docs/onnx.md. */
  private static final Set<String> EXCEPTIONS =
      Set.of(
          "test_training_dropout", "test_training_dropout_default", "test_training_dropout_mask");

  private static final Set<Path> FOLDERS = new TreeSet<>();

  static List<String> cases() throws IOException {
    if (!Files.exists(ARCHIVE)) {
      return List.of();
    }
    try (Stream<Path> each = Files.list(unpacked())) {
      return each.map(Path::toString).sorted().toList();
    }
  }

  private static Path unpacked() throws IOException {
    if (!FOLDERS.isEmpty()) {
      return FOLDERS.iterator().next();
    }
    Path folder = Files.createTempDirectory("onnx-nodes");
    FOLDERS.add(folder);
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZCompressorInputStream(Files.newInputStream(ARCHIVE)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = folder.resolve(entry.getName()).normalize();
        if (entry.isFile() && path.startsWith(folder)) {
          Files.createDirectories(path.getParent());
          Files.copy(tar, path);
        }
      }
    }
    return folder;
  }

  @AfterAll
  static void remove() throws IOException {
    for (Path folder : FOLDERS) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  @Test
  void fewCasesAreExceptions() throws IOException {
    assumeTrue(
        Files.exists(ARCHIVE),
        "ONNX's tests of operators are not there: " + ARCHIVE + " (cnnsummary.onnx.nodes)");
    assertThat(EXCEPTIONS).hasSizeLessThanOrEqualTo(cases().size() / 50);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("cases")
  void outputsAreThoseOfOnnx(String folder) {
    Path place = Path.of(folder);
    if (EXCEPTIONS.contains(name(place))) {
      assertThatThrownBy(() -> check(place)).isNotNull();
    } else {
      check(place);
    }
  }

  private static String name(Path folder) {
    return folder.getFileName().toString();
  }

  private static void check(Path folder) {
    Graph graph = OnnxFile.read(folder.resolve("model.onnx")).graph();
    List<Tensor> inputs = tensors(folder, "input_", graph.inputs().size());
    List<Extent> extents = inputs.stream().map(Tensor::extent).toList();
    List<Tensor> wanted = tensors(folder, "output_", graph.outputs().size());
    try (Program program = Program.prepare(graph, extents, Mode.FAST, 1)) {
      program.load(new StoredWeights(graph));
      List<Tensor> outputs = program.run(inputs);
      for (int i = 0; i < outputs.size(); i++) {
        assertThat(outputs.get(i).extent()).as("output " + i).isEqualTo(wanted.get(i).extent());
        check(outputs.get(i), wanted.get(i));
      }
    }
  }

  private static List<Tensor> tensors(Path folder, String kind, int count) {
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Path file = folder.resolve("test_data_set_0/" + kind + i + ".pb");
      tensors.add(StoredWeights.tensor(TensorFile.read(file)));
    }
    return tensors;
  }

  /** Integers must be the same. */
  private static void check(Tensor actual, Tensor wanted) {
    if (!wanted.dtype().isFloating()) {
      assertThat(actual.integers()).isEqualTo(wanted.integers());
      return;
    }
    for (int i = 0; i < wanted.numel(); i++) {
      double a = actual.get(i);
      double b = wanted.get(i);
      double allowed = ABSOLUTE + RELATIVE * Math.abs(b);
      boolean close = a == b || Math.abs(a - b) <= allowed || (Double.isNaN(a) && Double.isNaN(b));
      assertThat(close).as("element %s: %s for %s", i, a, b).isTrue();
    }
  }
}
