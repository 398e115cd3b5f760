package dev.cnnsummary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.Analyzer;
import dev.cnnsummary.analyzer.LayerReport;
import dev.cnnsummary.analyzer.ModelInputs;
import dev.cnnsummary.analyzer.explain.Explainer;
import dev.cnnsummary.analyzer.field.AxisField;
import dev.cnnsummary.cli.render.ExplanationText;
import dev.cnnsummary.cli.render.Screen;
import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.Models;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every formula that is printed, computed from its text: all its steps come to what the analysis
 * says.
 */
class ExplanationsTest {
  static Stream<String> zoo() {
    return Models.zoo().stream();
  }

  @ParameterizedTest
  @MethodSource("zoo")
  void everyLayerOfTheZooExplainsItself(String model) {
    Analysis analysis = Analyzer.analyze(Models.load(model));
    check(analysis, analysis, Map.of("N", 3L), false);
  }

  @ParameterizedTest
  @MethodSource("zoo")
  void everyLayerOfTheZooExplainsItselfInAscii(String model) {
    Analysis analysis = Analyzer.analyze(Models.load(model));
    check(analysis, analysis, Map.of("N", 3L), true);
  }

  /** What is explained in letters is, with numbers for them, what numbers are analysed as. */
  @ParameterizedTest
  @MethodSource("zoo")
  void everyLayerOfTheZooExplainsItselfInLetters(String model) {
    Graph graph = Models.load(model);
    ModelInputs declared = ModelInputs.declared(graph);
    Map<String, Long> letters = new HashMap<>(Map.of("N", 3L));
    List<TensorType> open = new ArrayList<>();
    for (TensorType type : declared.types()) {
      open.add(new TensorType(type.dtype(), opened(type.shape(), letters)));
    }
    Analysis symbolic = Analyzer.analyze(graph, new ModelInputs(open, declared.batch()));
    check(symbolic, Analyzer.analyze(graph), letters, false);
  }

  private static Shape opened(Shape shape, Map<String, Long> letters) {
    Shape open = shape;
    for (int axis = 2; axis < shape.rank(); axis++) {
      String letter = "DHW".substring(axis - 2 + (5 - shape.rank()), axis - 1 + (5 - shape.rank()));
      letters.put(letter, shape.dim(axis).value());
      open = open.with(axis, Dim.symbol(letter));
    }
    return open;
  }

  static Stream<LayerCase> operators() {
    return LayerCase.all().filter(each -> analysis(each.graph(), each.inputs()) != null);
  }

  @ParameterizedTest
  @MethodSource("operators")
  void everyOperatorExplainsItself(LayerCase network) {
    Analysis analysis = Analyzer.analyze(network.graph(), network.inputs());
    check(analysis, analysis, Map.of(), false);
  }

  @ParameterizedTest
  @MethodSource("operators")
  void everyOperatorExplainsItselfInLetters(LayerCase network) {
    Map<String, Long> letters = new HashMap<>();
    List<TensorType> open = new ArrayList<>();
    for (TensorType type : network.inputs().types()) {
      Shape shape = type.shape();
      for (int axis = 0; axis < shape.rank(); axis++) {
        if (!shape.dim(axis).equals(Dim.ONE)) {
          String letter = "s" + open.size() + "_" + axis;
          letters.put(letter, shape.dim(axis).value());
          shape = shape.with(axis, Dim.symbol(letter));
        }
      }
      open.add(new TensorType(type.dtype(), shape));
    }
    Graph graph = network.graph();
    Analysis symbolic = analysis(graph, new ModelInputs(open, Dim.ONE));
    if (symbolic != null) { // some shapes tell how a layer is to be taken
      check(symbolic, Analyzer.analyze(graph, network.inputs()), letters, false);
    }
  }

  private static @Nullable Analysis analysis(Graph graph, ModelInputs inputs) {
    try {
      return Analyzer.analyze(graph, inputs);
    } catch (InvalidSpecException _) {
      return null;
    }
  }

  private static void check(
      Analysis explained, Analysis numbers, Map<String, Long> letters, boolean ascii) {
    String text =
        ExplanationText.write(
            explained,
            new Explainer(explained).explainAll(explained.graph().root()),
            Screen.NONE,
            ascii);
    if (ascii) {
      assertThat(text).matches("\\A[\\x00-\\x7f]*\\z");
    }
    Map<String, PrintedExplanation> printed = new HashMap<>();
    PrintedExplanation.read(text).forEach(each -> printed.put(each.name(), each));
    for (LayerReport report : numbers.layers()) {
      Node node = report.node();
      String name = node.path().text() + (node.call() > 1 ? ":" + node.call() : "");
      PrintedExplanation layer =
          Objects.requireNonNull(printed.get(name), name + " is not explained");
      assertThat(values(layer, letters)).as(name).containsAllEntriesOf(expected(report, letters));
      checkOutputs(layer, report, letters);
      checkFields(layer, numbers, explained, node, letters);
    }
    PrintedExplanation root = Objects.requireNonNull(printed.get(numbers.graph().name()));
    Map<String, BigInteger> sums = new HashMap<>(values(root, letters));
    assertThat(sums)
        .containsEntry("Parameters", number(numbers.totals().params(), letters))
        .containsEntry("MACs", number(numbers.totals().macs(), letters))
        .containsEntry("FLOPs", number(numbers.totals().flops(), letters))
        .containsEntry("weight bytes", number(numbers.totals().weightBytes(), letters))
        .containsEntry("output bytes", number(numbers.totals().outputBytes(), letters));
    if (!explained.peakLayers().isEmpty()) {
      assertThat(sums)
          .containsEntry("peak bytes", number(numbers.totals().peakActivationBytes(), letters));
    }
  }

  private static Map<String, BigInteger> expected(LayerReport report, Map<String, Long> letters) {
    Map<String, BigInteger> expected = new HashMap<>();
    expected.put("FLOPs", number(report.flops(), letters));
    expected.put("output bytes", number(report.outputBytes(), letters));
    if (!report.macs().equals(Dim.ZERO)) {
      expected.put("MACs", number(report.macs(), letters));
    }
    if (!report.params().equals(Dim.ZERO)) {
      expected.put("Parameters", number(report.params(), letters));
    }
    if (!report.buffers().equals(Dim.ZERO)) {
      expected.put("Buffers", number(report.buffers(), letters));
    }
    return expected;
  }

  private static Map<String, BigInteger> values(
      PrintedExplanation printed, Map<String, Long> letters) {
    Map<String, BigInteger> values = new HashMap<>();
    printed
        .lines()
        .forEach((title, lines) ->
            lines.forEach(line ->
                values.put(line.label().isEmpty() ? title : line.label(), line.value(letters))));
    return values;
  }

  private static void checkOutputs(
      PrintedExplanation printed, LayerReport report, Map<String, Long> letters) {
    List<BigInteger> extents = new ArrayList<>();
    for (TensorType output : report.outputs()) {
      output.shape().dims().forEach(dim -> extents.add(number(dim, letters)));
    }
    List<PrintedExplanation.Line> lines = printed.section("Output");
    if (lines.isEmpty()) {
      assertThat(report.outputs().getFirst().shape().dims())
          .as(printed.name())
          .isIn(report.inputs().getFirst().shape().dims(), List.of());
    } else {
      assertThat(lines.stream().map(line -> line.value(letters)))
          .as(printed.name())
          .containsExactlyElementsOf(extents);
    }
  }

  /** The sizes that have formulas, of models with one input. */
  private static void checkFields(
      PrintedExplanation printed,
      Analysis numbers,
      Analysis explained,
      Node node,
      Map<String, Long> letters) {
    if (numbers.inputs().types().size() != 1) {
      return;
    }
    List<AxisField> fields = explained.field(node.outputs().getFirst()).inputs().getFirst();
    for (PrintedExplanation.Line line : printed.section("Receptive field")) {
      String[] label = line.label().split(" ", -1);
      int axis = fields.size() == 1 ? 0 : "DHW".indexOf(label[0]) - 3 + fields.size();
      AxisField field = fields.get(axis);
      String expected =
          switch (label[1]) {
            case "size" -> String.valueOf(field.size());
            case "stride" -> String.valueOf(field.stride());
            default -> String.valueOf(field.offset());
          };
      assertThat(line.value(letters).toString()).as(printed.name()).isEqualTo(expected);
    }
  }

  private static BigInteger number(Dim dim, Map<String, Long> letters) {
    return dim.isConstant()
        ? BigInteger.valueOf(dim.value())
        : FormulaReader.value(dim.toString(), letters);
  }
}
