package dev.cnnsummary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What {@code docs/json.md} promises. */
class JsonFormatTest {
  private static final List<String> COSTS = List.of("macs", "flops", "output_bytes");

  @Test
  void theWholeHasItsFieldsInTheirOrder() {
    JsonNode json = Run.json("lenet5");
    assertThat(json.propertyNames())
        .containsExactly(
            "schema_version",
            "model",
            "inputs",
            "layers",
            "containers",
            "weights",
            "totals",
            "assumptions");
    assertThat(json.get("schema_version").asInt()).isEqualTo(1);
    assertThat(json.get("model").asString()).isEqualTo("lenet5");
    assertThat(json.get("inputs").toString())
        .isEqualTo(
            """
            [{"name":"input","dtype":"f32","shape":["N",1,32,32]}]\
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          layers      | path type kind call input_shapes output_shapes params trainable_params buffers macs flops output_bytes receptive_field
          containers  | path type call input_shapes output_shapes own_params
          weights     | name dtype shape kind trainable used
          assumptions | path call condition
          """)
  void entriesHaveTheirFields(String list, String fields) {
    JsonNode entries = Run.json("alexnet", "--input", "CxHxW").get(list);
    assertThat(entries.valueStream()).isNotEmpty();
    assertThat(entries.valueStream().map(entry -> String.join(" ", entry.propertyNames())))
        .containsOnly(fields);
  }

  @Test
  void totalsHaveTheirFields() {
    assertThat(Run.json("lenet5").get("totals").toString())
        .isEqualTo(
            """
            {"params":61706,"trainable_params":61706,"frozen_params":0,"buffers":0,"macs":416520,\
            "flops":850794,"weight_bytes":246824,"output_bytes":60008,\
            "peak_activation_bytes":37632,"peak_layer":{"path":"relu","call":1},"weighted_depth":5}\
            """);
  }

  @Test
  void whatHasSymbolsIsAString() {
    JsonNode json = Run.json("resnet18", "--input", "3xHxW");
    JsonNode last = layer(json, "layer4.1.relu", 2);
    assertThat(last.get("output_shapes").toString())
        .isEqualTo(
            """
            [["N",512,"⌊(H+31)/32⌋","⌊(W+31)/32⌋"]]\
            """);
    JsonNode first = layer(json, "conv1", 1);
    assertThat(first.get("macs").asString()).isEqualTo("9408·⌊(H+1)/2⌋·⌊(W+1)/2⌋");
    assertThat(first.get("params").isIntegralNumber()).isTrue();
    assertThat(json.get("totals").get("macs").isString()).isTrue();
    assertThat(json.get("totals").get("peak_activation_bytes").asString()).startsWith("max(");
    assertThat(json.get("totals").get("peak_layer").isNull()).isTrue();
  }

  @Test
  void conditionsNameTheLayerThatDemandsThem() {
    assertThat(Run.json("lenet5", "--input", "CxHx32").get("assumptions").valueStream())
        .map(JsonNode::toString)
        .contains(
            """
            {"path":"conv1","call":1,"condition":"C = 1"}\
            """,
            """
            {"path":"conv1","call":1,"condition":"H >= 5"}\
            """);
  }

  @Test
  void aBatchIsANumberAndCountsAsAWhole() {
    JsonNode one = Run.json("lenet5");
    JsonNode four = Run.json("lenet5", "--batch", "4");
    assertThat(four.get("inputs").get(0).get("shape").toString()).isEqualTo("[4,1,32,32]");
    assertThat(four.get("layers").get(0).get("output_shapes").toString())
        .isEqualTo("[[4,6,28,28]]");
    assertThat(four.get("totals").get("macs").asLong())
        .isEqualTo(4 * one.get("totals").get("macs").asLong());
    assertThat(four.get("totals").get("peak_activation_bytes").asLong())
        .isEqualTo(4 * one.get("totals").get("peak_activation_bytes").asLong());
    assertThat(four.get("weights")).isEqualTo(one.get("weights"));
  }

  @Test
  void anotherTypeOfElementsIsSaidAndCountsBytes() {
    JsonNode json = Run.json("vgg16", "--dtype", "f16");
    assertThat(json.get("stored_as").asString()).isEqualTo("f16");
    assertThat(json.get("totals").get("weight_bytes").asLong()).isEqualTo(2L * 138_357_544);
    assertThat(json.get("totals").get("peak_activation_bytes").asLong()).isEqualTo(12_845_056);
  }

  @Test
  void trainingHasATermForEachThatSumToItsTotal() {
    JsonNode training =
        Run.json("alexnet", "--input", "2x3x224x224", "--training", "--optimizer", "momentum")
            .get("training");
    long parameters = 4 * 61_100_840L;
    assertThat(training.toString())
        .isEqualTo(
            """
            {"optimizer":"momentum","weight_bytes":%d,"gradient_bytes":%d,"optimizer_bytes":%d,\
            "activation_bytes":%d,"total_bytes":%d}\
            """
                .formatted(
                    parameters, parameters, parameters, 7_402_496, 3 * parameters + 7_402_496));
  }

  @Test
  void theBatchMayComeFirstInAnInput() {
    assertThat(Run.fine("lenet5", "--input", "4x1x32x32", "--format", "json"))
        .isEqualTo(Run.fine("lenet5", "--batch", "4", "--format", "json"));
  }

  static Stream<TorchTest.Case> models() {
    return TorchTest.cases();
  }

  @ParameterizedTest
  @MethodSource("models")
  void layersSumToTotals(TorchTest.Case network) {
    sumsAreTotals(Run.json(network.arguments().toArray(String[]::new)));
  }

  @Test
  void sharedFrozenAndUncalledModulesSumToTotals(@TempDir Path folder) {
    JsonNode json = Run.json(SmallModels.file(folder, SmallModels.SHARED));
    JsonNode again = layer(json, "body.conv", 2);
    assertThat(again.get("params")).isEqualTo(layer(json, "body.conv", 1).get("params"));
    assertThat(json.get("totals").get("frozen_params").asLong()).isEqualTo(4 * 27 + 4);
    sumsAreTotals(json);
    assertThat(
            json.get("weights")
                .valueStream()
                .filter(weight -> !weight.get("used").asBoolean())
                .map(weight -> weight.get("name").asString()))
        .containsExactly("aux.weight", "aux.bias");
  }

  private static void sumsAreTotals(JsonNode json) {
    JsonNode totals = json.get("totals");
    for (String cost : COSTS) {
      assertThat(sum(json.get("layers").valueStream(), cost))
          .as(cost)
          .isEqualTo(totals.get(cost).asLong());
    }
    assertThat(sum(first(json), "params") + elsewhere(json, "param"))
        .isEqualTo(totals.get("params").asLong());
    assertThat(sum(first(json), "buffers") + elsewhere(json, "buffer"))
        .isEqualTo(totals.get("buffers").asLong());
    assertThat(
            json.get("weights")
                .valueStream()
                .filter(weight -> weight.get("kind").asString().equals("param"))
                .mapToLong(JsonFormatTest::elements)
                .sum())
        .isEqualTo(totals.get("params").asLong());
    assertThat(totals.get("trainable_params").asLong() + totals.get("frozen_params").asLong())
        .isEqualTo(totals.get("params").asLong());
  }

  /**
   * What no layer that is called holds: modules that are never called, and parameters of a module
   * with children. Integers (counters, positions) are not elements.
   */
  private static long elsewhere(JsonNode json, String kind) {
    List<String> layers =
        json.get("layers").valueStream().map(layer -> layer.get("path").asString() + ".").toList();
    return json.get("weights")
        .valueStream()
        .filter(weight -> layers.stream().noneMatch(weight.get("name").asString()::startsWith))
        .filter(weight -> weight.get("kind").asString().equals(kind))
        .filter(weight -> !weight.get("name").asString().endsWith("num_batches_tracked"))
        .filter(weight -> !weight.get("name").asString().endsWith("relative_position_index"))
        .mapToLong(JsonFormatTest::elements)
        .sum();
  }

  private static long elements(JsonNode weight) {
    return weight.get("shape").valueStream().mapToLong(JsonNode::asLong).reduce(1, (a, b) -> a * b);
  }

  /** A module's parameters count at its first call. */
  private static Stream<JsonNode> first(JsonNode json) {
    return json.get("layers").valueStream().filter(layer -> layer.get("call").asInt() == 1);
  }

  private static long sum(Stream<JsonNode> layers, String cost) {
    return layers.mapToLong(layer -> layer.get(cost).asLong()).sum();
  }

  private static JsonNode layer(JsonNode json, String path, int call) {
    List<JsonNode> found =
        json.get("layers")
            .valueStream()
            .filter(layer -> layer.get("path").asString().equals(path))
            .filter(layer -> layer.get("call").asInt() == call)
            .collect(Collectors.toList());
    assertThat(found).as("%s, call %d", path, call).hasSize(1);
    return found.getFirst();
  }

  @Test
  void containersAreParentsBeforeChildrenWithTheirShapes() {
    assertThat(
            Run.json("resnet18", "--batch", "1")
                .get("containers")
                .valueStream()
                .limit(3)
                .map(JsonNode::toString))
        .containsExactly(
            """
            {"path":"layer1","type":"Sequential","call":1,"input_shapes":[[1,64,56,56]],\
            "output_shapes":[[1,64,56,56]],"own_params":0}\
            """,
            """
            {"path":"layer1.0","type":"BasicBlock","call":1,"input_shapes":[[1,64,56,56]],\
            "output_shapes":[[1,64,56,56]],"own_params":0}\
            """,
            """
            {"path":"layer1.1","type":"BasicBlock","call":1,"input_shapes":[[1,64,56,56]],\
            "output_shapes":[[1,64,56,56]],"own_params":0}\
            """);
  }
}
