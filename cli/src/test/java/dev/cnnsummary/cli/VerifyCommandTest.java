package dev.cnnsummary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.Analyzer;
import dev.cnnsummary.analyzer.LayerReport;
import dev.cnnsummary.analyzer.field.ReceptiveField;
import dev.cnnsummary.executor.Program;
import dev.cnnsummary.specs.Models;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** That verify passes what is right, and catches each kind of fault at the layer that has it. */
class VerifyCommandTest {
  private static final String SPEC =
      """
      name: small
      input: 3x12x12
      layers:
        - conv1: {type: Conv2d, out_channels: 4, kernel_size: 3, padding: 1}
        - relu1: ReLU
        - pool: {type: MaxPool2d, kernel_size: 2}
        - conv2: {type: Conv2d, out_channels: 8, kernel_size: 3, bias: false}
        - relu2: ReLU
        - {type: flatten, start_dim: 1}
        - fc: {type: Linear, out_features: 5}
      """;

  @TempDir private Path folder;

  /** A verification in which something may have been broken. */
  private Run verify(VerifyCommand command, String... options) {
    String[] arguments = new String[options.length + 1];
    arguments[0] = SmallModels.file(folder, SPEC);
    System.arraycopy(options, 0, arguments, 1, options.length);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = new CommandLine(command.spec());
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return new Run(line.execute(arguments), out.toString(), err.toString());
  }

  private static JsonNode json(Run run) {
    return new JsonMapper().readTree(run.out());
  }

  private static List<String> wrongLayers(Run run) {
    return json(run)
        .get("layers")
        .valueStream()
        .filter(layer -> !layer.get("ok").asBoolean())
        .map(layer -> layer.get("path").asString())
        .toList();
  }

  /** A prediction in which one layer's report is another. */
  private static VerifyCommand predicting(String path, UnaryOperator<LayerReport> fault) {
    return predicting(analysis ->
        new Predicted(analysis) {
          @Override
          public LayerReport layer(Node node) {
            LayerReport report = super.layer(node);
            return node.path().text().equals(path) ? fault.apply(report) : report;
          }
        });
  }

  private static VerifyCommand predicting(Function<Analysis, Prediction> prediction) {
    return new VerifyCommand(prediction, Program::prepare);
  }

  private static class Predicted implements Prediction {
    private final Prediction right;

    Predicted(Analysis analysis) {
      right = Prediction.of(analysis);
    }

    @Override
    public LayerReport layer(Node node) {
      return right.layer(node);
    }

    @Override
    public ReceptiveField field(Value value) {
      return right.field(value);
    }
  }

  private static LayerReport with(LayerReport report, Shape shape, Dim params, Dim macs) {
    return new LayerReport(
        report.node(),
        report.inputs(),
        List.of(new TensorType(report.outputs().getFirst().dtype(), shape)),
        params,
        report.trainableParams(),
        report.buffers(),
        macs,
        report.flops(),
        report.outputBytes(),
        report.view(),
        report.assumptions(),
        report.unknown());
  }

  private static Shape shape(LayerReport report) {
    return report.outputs().getFirst().shape();
  }

  /** Runs a network in which some text of the spec was another, as a kernel with a fault would. */
  private VerifyCommand running(Program.Mode broken, String right, String wrong) {
    return new VerifyCommand(
        Prediction::of,
        (graph, inputs, mode, threads) ->
            Program.prepare(mode == broken ? other(right, wrong) : graph, inputs, mode, threads));
  }

  private Graph other(String right, String wrong) {
    assertThat(SPEC).contains(right);
    Path aside = folder.resolve("other");
    assertThat(aside.toFile().mkdirs() || aside.toFile().isDirectory()).isTrue();
    return Models.load(SmallModels.file(aside, SPEC.replace(right, wrong)), null, Map.of());
  }

  @Test
  void whatIsRightPasses() {
    Run run = verify(new VerifyCommand(), "--format", "json", "--probe-field");
    assertThat(run.code()).as(run.out()).isZero();
    assertThat(json(run).get("status").asString()).isEqualTo("ok");
    assertThat(wrongLayers(run)).isEmpty();
  }

  @Test
  void aWrongRuleOfShapesIsCaught() {
    VerifyCommand command =
        predicting(
            "conv2", r -> with(r, shape(r).with(3, shape(r).dim(3).plus(1)), r.params(), r.macs()));
    Run run = verify(command, "--format", "json");
    assertThat(run.code()).isEqualTo(1);
    assertThat(wrongLayers(run)).containsExactly("conv2");
    JsonNode layer = json(run).get("layers").get(3);
    assertThat(layer.get("expected_shape").toString()).isEqualTo("[1,8,4,5]");
    assertThat(layer.get("actual_shape").toString()).isEqualTo("[1,8,4,4]");
  }

  @Test
  void aWrongNumberOfParametersIsCaught() {
    VerifyCommand command =
        predicting("conv2", r -> with(r, shape(r), r.params().plus(8), r.macs()));
    Run run = verify(command, "--format", "json");
    assertThat(run.code()).isEqualTo(1);
    assertThat(wrongLayers(run)).containsExactly("conv2");
    JsonNode layer = json(run).get("layers").get(3);
    assertThat(layer.get("expected_params").asInt()).isEqualTo(4 * 8 * 9 + 8);
    assertThat(layer.get("actual_params").asInt()).isEqualTo(4 * 8 * 9);
  }

  @Test
  void aWrongNumberOfMultiplicationsIsCaught() {
    VerifyCommand command = predicting("fc", r -> with(r, shape(r), r.params(), r.macs().plus(5)));
    Run run = verify(command, "--format", "json");
    assertThat(run.code()).isEqualTo(1);
    assertThat(wrongLayers(run)).containsExactly("fc");
    JsonNode layer = json(run).get("layers").get(6);
    assertThat(layer.get("expected_macs").asInt()).isEqualTo(128 * 5 + 5);
    assertThat(layer.get("actual_macs").asInt()).isEqualTo(128 * 5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          conv1; kernel_size: 3, padding: 1; kernel_size: 3, padding: 1, padding_mode: reflect
          relu1; relu1: ReLU; relu1: {type: LeakyReLU, negative_slope: 0.1}
          pool; type: MaxPool2d; type: AvgPool2d
          conv2; kernel_size: 3, bias: false; kernel_size: 3, dilation: 2, padding: 1, bias: false
          relu2; relu2: ReLU; relu2: GELU
          """)
  void aKernelThatComputesSomethingElseIsCaught(String layer, String right, String wrong) {
    Run run = verify(running(Program.Mode.TRACE, right, wrong), "--format", "json");
    assertThat(run.code()).isEqualTo(1);
    assertThat(wrongLayers(run)).containsExactly(layer);
    JsonNode fused = json(run).get("fused");
    assertThat(fused.get("ok").asBoolean()).isFalse();
  }

  @Test
  void aFusionThatComputesSomethingElseIsCaught() {
    Run run = verify(running(Program.Mode.FAST, "relu2: ReLU", "relu2: SiLU"), "--format", "json");
    assertThat(run.code()).isEqualTo(1);
    assertThat(wrongLayers(run)).isEmpty();
    assertThat(json(run).get("status").asString()).isEqualTo("failed");
    assertThat(json(run).get("fused").get("ok").asBoolean()).isFalse();
  }

  @Test
  void theTextNamesTheLayerAndWhatDiffers() {
    VerifyCommand command =
        predicting("conv2", r -> with(r, shape(r), r.params().plus(8), r.macs()));
    Run run = verify(command);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains("conv2: predicted 296 parameters, counted 288\n")
        .endsWith("1 of 7 layers of small are not as predicted.\n");
    assertThat(run.out().lines().filter(line -> line.startsWith("conv2 ")))
        .singleElement()
        .asString()
        .contains("296 != 288")
        .endsWith("DIFFERS");
  }

  /** A field of a kernel of 1 is too small, of 5 too large. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          kernel_size: 1; reaches
          kernel_size: 5, padding: 1; does not reach
          """)
  void aWrongFieldIsCaught(String window, String message) {
    Analysis other = Analyzer.analyze(other("kernel_size: 3, bias", window + ", bias"));
    VerifyCommand command =
        predicting(analysis ->
            new Predicted(analysis) {
              @Override
              public ReceptiveField field(Value value) {
                return value.name().equals("conv2") ? other.field(value) : super.field(value);
              }
            });
    Run run = verify(command, "--format", "json", "--probe-field");
    assertThat(run.code()).isEqualTo(1);
    assertThat(wrongLayers(run)).containsExactly("conv2");
    assertThat(json(run).get("layers").get(3).get("field").get("fault").asString())
        .contains(message);
  }

  @Test
  void aNetworkThatSeesMoreThanIsSaidIsCaughtByItsField() {
    String right = "kernel_size: 3, bias: false";
    String wrong = "kernel_size: 5, padding: 1, bias: false";
    Run run =
        verify(running(Program.Mode.DIRECT, right, wrong), "--format", "json", "--probe-field");
    assertThat(run.code()).isEqualTo(1);
    assertThat(wrongLayers(run)).contains("conv2").doesNotContain("conv1", "pool");
  }

  @ParameterizedTest
  @EnumSource(TableFormat.class)
  void aFileGetsWhatTheScreenWouldHave(TableFormat format) {
    String spec = SmallModels.file(folder, SPEC);
    String name = format.toString().toLowerCase(java.util.Locale.ROOT);
    Path file = folder.resolve("out");
    Run shown = Run.fine("verify", spec, "--format", name);
    Run written = Run.fine("verify", spec, "--format", name, "--output", file.toString());
    assertThat(written.out()).isEmpty();
    assertThat(file).hasContent(shown.out());
  }

  @Test
  void atLeastAHundredElementsOfALayerAreComputedAgain() {
    JsonNode layers = Run.json("verify", SmallModels.file(folder, SPEC)).get("layers");
    assertThat(layers.valueStream().map(layer -> layer.get("checked").asInt()))
        .containsExactly(128, 128, 128, 128, 128, 128, 5);
  }

  @Test
  void allAreWhenAskedFor() {
    JsonNode layers = Run.json("verify", SmallModels.file(folder, SPEC), "--full").get("layers");
    assertThat(layers.valueStream().map(layer -> layer.get("checked").asInt()))
        .containsExactly(576, 576, 144, 128, 128, 128, 5);
  }

  /** Among modules, whose weights no spec declares the shapes of; one function takes such. */
  @Test
  void functionsThatTakeWeightsAreVerified() {
    String functional =
        """
        name: functional
        input: 16x12x12
        layers:
          - stem: {type: Conv2d, out_channels: 16, kernel_size: 3, padding: 1}
          - kernel: {type: Parameter, shape: [32, 16, 3, 3]}
          - side: {type: Parameter, shape: [5, 12]}
          - running_mean: {type: Buffer, shape: [32]}
          - running_var: {type: Buffer, shape: [32]}
          - conv: {type: conv2d, from: [stem, kernel], padding: 1}
          - {type: batch_norm, from: [conv, running_mean, running_var]}
          - tied: {type: Conv2d, out_channels: 16, kernel_size: 2, stride: 2}
          - up: {type: conv_transpose2d, from: [tied, tied.weight], stride: 2}
          - {type: linear, from: [up, side]}
        """;
    JsonNode json =
        Run.json("verify", SmallModels.file(folder, functional), "--full", "--probe-field");
    assertThat(json.get("status").asString()).isEqualTo("ok");
    assertThat(json.get("layers").valueStream().map(layer -> layer.get("actual_macs").asLong()))
        .containsExactly(331_776L, 663_552L, 0L, 73_728L, 73_728L, 23_040L);
  }

  @Test
  void aModelOfSeveralInputsOfAnySizeIsVerified() {
    String two =
        """
        name: two
        inputs:
          left: 2x8x8
          right: 2x4x4
        layers:
          - a: {type: Conv2d, from: left, out_channels: 3, kernel_size: 2, stride: 2}
          - b: {type: Conv2d, from: right, out_channels: 3, kernel_size: 1}
          - {type: add, from: [a, b]}
        """;
    JsonNode json =
        Run.json(
            "verify",
            SmallModels.file(folder, two),
            "--input",
            "left=2x12x10",
            "--input",
            "right=2x6x5",
            "--batch",
            "2",
            "--probe-field");
    assertThat(json.get("layers").get(2).get("actual_shape").toString()).isEqualTo("[2,3,6,5]");
    assertThat(json.get("layers").get(0).get("field").get("pixels").asInt()).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          --input; 3xHxW; a run needs numbers
          --threads; 0; --threads: expected a number from 1 to 1024
          --gain; -1; --gain: expected a number of at least 0
          """)
  void badUsageIsSaid(String option, String value, String message) {
    Run run = Run.of("verify", "resnet18", option, value);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("cnnsummary: ").contains(message);
  }
}
