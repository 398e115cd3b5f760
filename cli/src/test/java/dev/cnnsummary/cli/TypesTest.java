package dev.cnnsummary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.specs.spec.LayerType;
import dev.cnnsummary.specs.spec.LayerTypes;
import dev.cnnsummary.specs.spec.Option;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command {@code types} documents the spec language. */
class TypesTest {
  private static final String TYPES = "types";

  static Stream<LayerType> types() {
    return LayerTypes.all().stream();
  }

  @ParameterizedTest
  @MethodSource("types")
  void aTypeHasAPageInText(LayerType type) {
    String page = Run.fine(TYPES, type.name()).out();
    assertThat(page).startsWith(type.name() + ", a ").contains(type.summary());
    assertThat(page.lines().map(line -> line.split(" ", 2)[0]))
        .containsAll(type.options().stream().map(Option::name).toList());
  }

  @ParameterizedTest
  @MethodSource("types")
  void aTypeHasAPageInJson(LayerType type) {
    JsonNode page = Run.json(TYPES, type.name());
    assertThat(page.get("options").valueStream().map(option -> option.get("name").asString()))
        .containsExactlyElementsOf(type.options().stream().map(Option::name).toList());
    assertThat(page.get("outputs")).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("types")
  void aTypeHasAPageInMarkdown(LayerType type) {
    String page = Run.fine(TYPES, type.name(), "--format", "markdown").out();
    assertThat(page).startsWith("## " + type.name() + ", a ");
    assertThat(page.lines().filter(line -> line.startsWith("| ")).count())
        .isGreaterThanOrEqualTo(type.options().size());
  }

  /** The tables of parameters that document 000 has. */
  @ParameterizedTest
  @CsvSource({
    "Conv2d, in_channels out_channels kernel_size stride padding dilation groups bias padding_mode",
    "MaxPool2d, kernel_size stride padding dilation return_indices ceil_mode",
    "ReLU, inplace",
    "Linear, in_features out_features bias",
  })
  void theParametersOfDocument000AreThere(String type, String names) {
    assertThat(
            Run.json(TYPES, type)
                .get("options")
                .valueStream()
                .map(option -> option.get("name").asString()))
        .containsExactly(names.split(" ", -1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "markdown", "json"})
  void theListHasEveryType(String format) {
    String list = Run.fine(TYPES, "--format", format).out();
    assertThat(list.split("[^A-Za-z0-9_]+")).contains(LayerTypes.names().toArray(String[]::new));
  }

  @Test
  void theListGoesByFamilies() {
    JsonNode list = new JsonMapper().readTree(Run.fine(TYPES, "--format", "json").out());
    assertThat(list.valueStream().map(family -> family.get("family").asString()))
        .startsWith("Convolution")
        .endsWith("Containers")
        .doesNotHaveDuplicates()
        .hasSize(LayerTypes.families().size() + 1);
  }

  @Test
  void aPageSaysWhatALayerTakesMakesKeepsAndCosts() {
    assertThat(Run.fine(TYPES, "Linear").out().replaceAll("(?m)^-+$", "----"))
        .isEqualTo(
            """
            Linear, a module (as a function: linear)
            Affine map of the last axis.

            Option        Default     Meaning
            ----
            in_features   null        size of the input's last axis, taken from it if left out (a whole number of at least 1, or null)
            out_features  (required)  size of the output's last axis (a whole number of at least 1)
            bias          true        whether an amount is added to each output feature (true or false)

            Tensor          Shape
            ----
            takes   input   [..., in_features]
            makes   output  [..., out_features]

            Weight  Kind       Shape
            ----
            weight  parameter  [out_features, in_features]
            bias    parameter  [out_features] if bias

            Costs
            ----
            Params  out_features · in_features + (out_features if bias)
            MACs    out · in_features
            FLOPs   2 · MACs + (out if bias)
            Output  a tensor of its own
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Sequential", "ModuleList", "ModuleDict"})
  void aContainerHasAPage(String container) {
    assertThat(Run.fine(TYPES, container).out())
        .startsWith(container + ", a container\n")
        .contains("\nlayers         The entries, in the order in which they run.\n");
    assertThat(Run.fine(TYPES, container, "--format", "markdown").out())
        .startsWith("## " + container + ", a container\n");
    assertThat(
            Run.json(TYPES, container)
                .get("keys")
                .valueStream()
                .map(key -> key.get("name").asString()))
        .startsWith("layers")
        .contains("class", "from", "inputs", "order", "outputs", "repeat", "training_only");
  }

  @Test
  void aPageNamesTheOtherForm() {
    assertThat(Run.fine(TYPES, "MaxPool2d").out())
        .startsWith("MaxPool2d, a module (as a function: max_pool2d)\n");
    assertThat(Run.fine(TYPES, "log_softmax").out())
        .startsWith("log_softmax, a function (as a module: LogSoftmax)\n");
  }

  @ParameterizedTest
  @CsvSource({
    "Conv2, Conv2d",
    "maxpool2d, MaxPool2d",
    "Lstm, LSTM",
    "relu7, ReLU",
    "ModulList, ModuleList"
  })
  void aWrongNameIsAnErrorWithTheNearestRightOne(String wrong, String nearest) {
    Run run = Run.of(TYPES, wrong);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("there is no type '" + wrong + "' (did you mean '" + nearest + "'?)");
  }

  @Test
  void severalNamesAreAnError() {
    assertThat(Run.of(TYPES, "ReLU", "Tanh").code()).isEqualTo(2);
  }
}
