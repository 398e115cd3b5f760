package dev.cnnsummary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.Analyzer;
import dev.cnnsummary.analyzer.ModelInputs;
import dev.cnnsummary.cli.render.Screen;
import dev.cnnsummary.cli.render.VerificationTable;
import dev.cnnsummary.executor.ExecutionException;
import dev.cnnsummary.executor.Program;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.executor.Verification;
import dev.cnnsummary.executor.weights.StoredWeights;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.onnx.OnnxFile;
import dev.cnnsummary.specs.onnx.TensorFile;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.TensorType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Verifies ONNX's tests of operators: types, shapes, parameters and multiply-accumulates of every
 * layer are as predicted, and kernels agree with definitions in every element.
 */
class OnnxNodeVerifyTest {
  private static final Path ARCHIVE =
      Path.of(System.getProperty("cnnsummary.onnx.nodes", "../../shared/onnx/node.tar.xz"));

  /** Small vectors and scalars may tell sizes; larger ones are data. */
  private static final int MOST_SIZES = 64;

  /** Dropout in training, which is refused. */
  private static final Set<String> EXCEPTIONS =
      Set.of(
          "test_training_dropout", "test_training_dropout_default", "test_training_dropout_mask");

  private static @Nullable Path unpacked;

  static List<String> cases() throws IOException {
    if (!Files.exists(ARCHIVE)) {
      return List.of();
    }
    Path folder = Files.createTempDirectory("onnx-nodes");
    unpacked = folder;
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
    try (Stream<Path> each = Files.list(folder)) {
      return each.map(Path::toString).sorted().toList();
    }
  }

  @AfterAll
  static void remove() throws IOException {
    if (unpacked != null) {
      try (Stream<Path> all = Files.walk(unpacked)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("cases")
  void everyLayerIsAsPredicted(String folder) {
    Path place = Path.of(folder);
    if (EXCEPTIONS.contains(place.getFileName().toString())) {
      assertThatThrownBy(() -> verified(place)).isInstanceOf(ExecutionException.class);
    } else {
      VerificationTable table = verified(place);
      assertThat(table.passed()).as(table.text(Screen.NONE)).isTrue();
    }
  }

  private static VerificationTable verified(Path folder) {
    Graph graph = OnnxFile.read(folder.resolve("model.onnx")).graph();
    List<TensorType> types = new ArrayList<>();
    Map<String, Literal> contents = new HashMap<>();
    List<Tensor> inputs = new ArrayList<>();
    for (int i = 0; i < graph.inputs().size(); i++) {
      Literal literal = TensorFile.read(folder.resolve("test_data_set_0/input_" + i + ".pb"));
      types.add(new TensorType(literal.dtype(), literal.extents()));
      inputs.add(StoredWeights.tensor(literal));
      if (literal.shape().size() < 2 && literal.numel() <= MOST_SIZES) {
        contents.put(graph.inputs().get(i).name(), literal);
      }
    }
    Analysis analysis = Analyzer.analyze(graph, new ModelInputs(types, Dim.ONE, contents));
    StoredWeights weights = new StoredWeights(graph);
    try (Program program =
        Program.prepare(
            graph, inputs.stream().map(Tensor::extent).toList(), Program.Mode.TRACE, 1)) {
      program.load(weights);
      program.run(inputs);
      Verification verification = new Verification(program, weights, Integer.MAX_VALUE, 0);
      VerificationTable table = new VerificationTable(graph.name(), 0);
      for (Node node : graph.nodes()) {
        table.add(analysis.layers().get(node.index()), verification.verify(node), null);
      }
      return table;
    }
  }
}
