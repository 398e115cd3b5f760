package dev.cnnsummary.analyzer.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.Analyzer;
import dev.cnnsummary.analyzer.LayerReport;
import dev.cnnsummary.analyzer.ModelInputs;
import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.Models;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.op.Convolution;
import dev.cnnsummary.specs.op.Pool;
import dev.cnnsummary.specs.op.Window;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import dev.cnnsummary.specs.spec.Source;
import dev.cnnsummary.specs.spec.SpecFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sizes that a model takes, held against the analysis of every size from 1 to 300. */
class ConstraintsTest {
  private static final int MOST = 300;
  private static final int HEIGHT = 2;

  /** Halves its input four times, and joins what it doubles again with what was halved. */
  private static final String SKIPS =
      """
      name: skips
      input: 3x64x64
      layers:
        - d0: {type: Conv2d, out_channels: 8, kernel_size: 3, padding: 1}
        - d1: {type: MaxPool2d, kernel_size: 2}
        - d2: {type: MaxPool2d, kernel_size: 2}
        - d3: {type: MaxPool2d, kernel_size: 2}
        - d4: {type: Conv2d, out_channels: 8, kernel_size: 3, stride: 2, padding: 1}
        - u3: {type: Upsample, scale_factor: 2}
        - c3: {type: cat, dim: 1, from: [u3, d3]}
        - u2: {type: ConvTranspose2d, out_channels: 8, kernel_size: 2, stride: 2}
        - c2: {type: add, from: [u2, d2]}
        - u1: {type: Upsample, scale_factor: 2}
        - c1: {type: cat, dim: 1, from: [u1, d1]}
        - u0: {type: Upsample, scale_factor: 2}
        - c0: {type: cat, dim: 1, from: [u0, d0]}
      """;

  private static Graph graph(String model) {
    return model.equals("skips")
        ? SpecFile.read(new Source("skips.yaml", SKIPS)).expand(null, Map.of())
        : Models.load(model);
  }

  private static Constraints.AxisSizes height(String model) {
    Graph graph = graph(model);
    return Constraints.of(graph, ModelInputs.declared(graph)).axes().getFirst();
  }

  private static @Nullable Analysis analysis(Graph graph, int height) {
    ModelInputs declared = ModelInputs.declared(graph);
    TensorType type = declared.types().getFirst();
    Shape shape = type.shape().with(HEIGHT, Dim.of(height));
    try {
      return Analyzer.analyze(
          graph, new ModelInputs(List.of(new TensorType(type.dtype(), shape)), declared.batch()));
    } catch (InvalidSpecException _) {
      return null;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "skips",
        "unet",
        "lenet",
        "lenet5",
        "alexnet-96",
        "alexnet-d2l",
        "vgg16",
        "resnet18",
        "squeezenet1_1",
        "googlenet",
        "inception_v3",
        "densenet121",
        "convnext_tiny"
      })
  void validSizesAreThoseThatTheAnalysisTakes(String model) {
    Graph graph = graph(model);
    SizeSet valid = height(model).valid();
    assertThat(IntStream.rangeClosed(1, MOST).filter(valid::contains).boxed())
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, MOST)
                .filter(size -> analysis(graph, size) != null)
                .boxed()
                .toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "skips",
        "unet",
        "lenet",
        "alexnet-96",
        "vgg16",
        "resnet18",
        "squeezenet1_1",
        "inception_v3",
        "densenet121",
        "convnext_tiny"
      })
  void nothingIsCutOffWhereEveryWindowEndsAtTheEdge(String model) {
    Graph graph = graph(model);
    SizeSet uncut = height(model).uncut();
    List<Integer> exact = new ArrayList<>();
    for (int size = 1; size <= MOST; size++) {
      Analysis analysis = analysis(graph, size);
      if (analysis != null && analysis.layers().stream().allMatch(ConstraintsTest::isExact)) {
        exact.add(size);
      }
    }
    assertThat(IntStream.rangeClosed(1, MOST).filter(uncut::contains).boxed())
        .containsExactlyElementsOf(exact);
  }

  /** Counts a window's steps one by one. */
  private static boolean isExact(LayerReport layer) {
    Window window =
        layer.node().op() instanceof Convolution convolution
            ? convolution.window()
            : layer.node().op() instanceof Pool pool && !pool.ceilMode() ? pool.window() : null;
    if (window == null) {
      return true;
    }
    long end =
        layer.inputs().getFirst().shape().dim(HEIGHT).value()
            + window.padding().before().getFirst()
            + window.padding().after().getFirst();
    long reached = window.span(0);
    while (reached < end) {
      reached += window.stride().getFirst();
    }
    return reached == end;
  }

  @ParameterizedTest
  @CsvSource({
    "skips, 16, 0",
    "vgg16, 32, 0",
    "resnet18, 32, 1",
    "inception_v3, 32, 11",
    "unet, 16, 12"
  })
  void sizesWithoutRemainderRepeatThemselves(String model, int period, int residue) {
    SizeSet uncut = height(model).uncut();
    assertThat(model.equals("skips") ? height(model).valid().period() : uncut.period())
        .isEqualTo(period);
    if (!model.equals("skips")) {
      assertThat(uncut.residues()).containsExactly(residue);
    }
  }

  @Test
  void skipConnectionsFitAtMultiplesOf16() {
    Constraints.AxisSizes height = height("skips");
    assertThat(height.joined().period()).isEqualTo(16);
    assertThat(height.joined().residues()).containsExactly(0);
    assertThat(height.joined().least()).hasValue(16);
    assertThat(IntStream.rangeClosed(1, MOST).filter(height.joined()::contains))
        .allMatch(size -> analysis(graph("skips"), size) != null);
  }

  @ParameterizedTest
  @CsvSource({
    "unet, 1x188x188",
    "lenet, 1x28x28",
    "alexnet-96, 3x63x63",
    "vgg16, 3x32x32",
    "resnet18, 3x1x1",
    "inception_v3, 3x75x75",
    "skips, 3x16x16"
  })
  void theSmallestInputIsTheLeastSizeOfEachAxis(String model, String shape) {
    Graph graph = graph(model);
    Constraints constraints = Constraints.of(graph, ModelInputs.declared(graph));
    assertThat(constraints.smallest())
        .extracting(each -> String.join("x", each.dims().stream().map(Dim::toString).toList()))
        .containsExactly(shape);
  }

  @Test
  void whatIsCutOffHereIsNamed() {
    assertThat(height("alexnet-d2l").cuts())
        .extracting(cut -> cut.layer() + " " + cut.extent() + " " + cut.rest() + " " + cut.unused())
        .containsExactly("net.0 224 3 2", "net.2 54 1 1", "net.5 26 1 1", "net.12 12 1 1");
  }

  @Test
  void aPatternHoldsForEverySizeFromItsStartOn() {
    SizeSet sizes = SizeSet.where(size -> size == 5 || (size > 20 && size % 12 == 7));
    assertThat(sizes.period()).isEqualTo(12);
    assertThat(sizes.residues()).containsExactly(7);
    assertThat(sizes.runsBelow(sizes.start())).containsExactly(new int[] {5, 5});
  }

  @Test
  void finiteSetsHaveNoRemainders() {
    SizeSet sizes = SizeSet.where(size -> size >= 28 && size < 32);
    assertThat(sizes.least()).hasValue(28);
    assertThat(sizes.runsBelow(SizeSet.LIMIT)).containsExactly(new int[] {28, 31});
    assertThat(sizes.residues()).isEmpty();
  }
}
