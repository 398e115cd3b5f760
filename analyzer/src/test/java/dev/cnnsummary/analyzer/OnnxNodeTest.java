package dev.cnnsummary.analyzer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.onnx.OnnxFile;
import dev.cnnsummary.specs.onnx.TensorFile;
import dev.cnnsummary.specs.shape.Bindings;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
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
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds shapes and types to what ONNX's own tests of its operators say, with the sizes of the
 * inputs as numbers and as symbols that are bound afterwards.
 */
class OnnxNodeTest {
  private static final Path ARCHIVE =
      Path.of(System.getProperty("cnnsummary.onnx.nodes", "../../shared/onnx/node.tar.xz"));

  /** Small vectors and scalars may tell sizes; larger ones are data. */
  private static final int MOST_SIZES = 64;

  /** Cases that cannot be right, with the reasons in docs/onnx.md. */
  private static final Set<String> EXCEPTIONS = Set.of();

  /** The same with symbols: here the number of axes, or of outputs, depends on a size. */
  private static final Set<String> SYMBOLIC_EXCEPTIONS =
      Set.of(
          "test_gathernd_example_float32",
          "test_gathernd_example_int32",
          "test_gathernd_example_int32_batch_dim1");

  private static final Set<Path> FOLDERS = new TreeSet<>();

  static List<String> cases() throws IOException {
    if (!Files.exists(ARCHIVE)) {
      return List.of();
    }
    Path folder = unpacked();
    try (Stream<Path> each = Files.list(folder)) {
      return each.map(path -> path.toString()).sorted().toList();
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
  void archiveIsThere() throws IOException {
    assumeTrue(
        Files.exists(ARCHIVE),
        "ONNX's tests of operators are not there: " + ARCHIVE + " (cnnsummary.onnx.nodes)");
    int most = cases().size() / 50;
    assertThat(EXCEPTIONS).hasSizeLessThanOrEqualTo(most);
    assertThat(SYMBOLIC_EXCEPTIONS).hasSizeLessThanOrEqualTo(most);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("cases")
  void shapesAndTypesAreThoseOfOnnx(String folder) {
    Case node = new Case(Path.of(folder));
    if (EXCEPTIONS.contains(node.name())) {
      assertThatThrownBy(() -> node.check(node.analysis())).isNotNull();
    } else {
      node.check(node.analysis());
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("cases")
  void symbolsThatAreBoundGiveTheSame(String folder) {
    Case node = new Case(Path.of(folder));
    if (EXCEPTIONS.contains(node.name()) || SYMBOLIC_EXCEPTIONS.contains(node.name())) {
      assertThatThrownBy(() -> node.check(node.bound())).isNotNull();
    } else {
      node.check(node.bound());
    }
  }

  /** One of ONNX's tests. */
  private static final class Case {
    private final Path folder;
    private final Graph graph;
    private final List<TensorType> types = new ArrayList<>();
    private final Map<String, Literal> contents = new HashMap<>();

    Case(Path folder) {
      this.folder = folder;
      this.graph = OnnxFile.read(folder.resolve("model.onnx")).graph();
      for (int i = 0; i < graph.inputs().size(); i++) {
        Path file = folder.resolve("test_data_set_0/input_" + i + ".pb");
        Literal literal = TensorFile.read(file);
        Value input = graph.inputs().get(i);
        types.add(new TensorType(literal.dtype(), literal.extents()));
        if (literal.shape().size() < 2 && literal.numel() <= MOST_SIZES) {
          contents.put(input.name(), literal);
        }
      }
    }

    String name() {
      return folder.getFileName().toString();
    }

    Analysis analysis() {
      return Analyzer.analyze(graph, new ModelInputs(types, Dim.ONE, contents));
    }

    /** Every size of at least 1 is a symbol of its own, then bound. */
    Analysis bound() {
      List<TensorType> symbolic = new ArrayList<>();
      Bindings bindings = Bindings.none();
      for (int i = 0; i < types.size(); i++) {
        List<Dim> dims = new ArrayList<>();
        for (Dim dim : types.get(i).shape().dims()) {
          String symbol = "s" + i + "_" + dims.size();
          dims.add(dim.value() == 0 ? dim : Dim.symbol(symbol));
          bindings = dim.value() == 0 ? bindings : bindings.and(symbol, dim.value());
        }
        symbolic.add(new TensorType(types.get(i).dtype(), Shape.of(dims)));
      }
      return Analyzer.analyze(graph, new ModelInputs(symbolic, Dim.ONE, contents)).bind(bindings);
    }

    /** A size that depends on data is a symbol. */
    void check(Analysis analysis) throws InvalidSpecException {
      List<TensorType> outputs = analysis.outputs();
      for (int i = 0; i < outputs.size(); i++) {
        Literal wanted = TensorFile.read(folder.resolve("test_data_set_0/output_" + i + ".pb"));
        DType dtype = outputs.get(i).dtype();
        Shape shape = outputs.get(i).shape();
        assertThat(dtype).as("type of output " + i).isEqualTo(wanted.dtype());
        assertThat(shape.rank()).as("axes of output " + i).isEqualTo(wanted.shape().size());
        for (int axis = 0; axis < shape.rank(); axis++) {
          boolean depends = shape.dim(axis).symbols().stream().anyMatch(s -> s.endsWith("_count"));
          assertThat(depends ? Dim.of(wanted.shape().get(axis)) : shape.dim(axis))
              .as("axis " + axis + " of output " + i)
              .isEqualTo(Dim.of(wanted.shape().get(axis)));
        }
      }
    }
  }
}
