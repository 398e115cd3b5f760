package dev.cnnsummary.specs.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.cnnsummary.specs.Models;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecSchemaTest {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final String JSON = SpecSchema.json();
  private static final Schema SCHEMA = REGISTRY.getSchema(JSON, InputFormat.JSON);

  private static List<Error> faults(String yaml) {
    return SCHEMA.validate(yaml, InputFormat.YAML);
  }

  @Test
  void schemaIsOfDraft202012() {
    Schema meta =
        REGISTRY.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));
    assertThat(meta.validate(JSON, InputFormat.JSON)).isEmpty();
  }

  @Test
  void metaSchemaIsLookedAt() {
    Schema meta =
        REGISTRY.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));
    assertThat(meta.validate("{\"minimum\": \"one\"}", InputFormat.JSON)).isNotEmpty();
  }

  static Stream<String> zoo() {
    return Models.zoo().stream();
  }

  @ParameterizedTest
  @MethodSource("zoo")
  void modelsOfTheZooAreValid(String model) {
    assertThat(faults(Models.source(model).text())).isEmpty();
  }

  static Stream<String> types() {
    return LayerTypes.names().stream();
  }

  @ParameterizedTest
  @MethodSource("types")
  void everyTypeHasItsOptions(String type) {
    assertThat(JSON).contains("\"const\" : \"" + type + "\"");
    int start = JSON.indexOf("\"layer-" + type + "\" : {");
    assertThat(start).isPositive();
    String definition = JSON.substring(start, JSON.indexOf("\n    }", start));
    assertThat(Objects.requireNonNull(LayerTypes.find(type)).optionNames())
        .allSatisfy(name -> assertThat(definition).contains("\"" + name + "\" : {"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ReLU",
        "Block",
        "$block",
        "act: ReLU",
        "{type: Conv2d, out_channels: 8, kernel_size: 3}",
        "{type: Conv2d, out_channels: $width, kernel_size: [3, $k], padding: same}",
        "{type: Conv2d, out_channels: 8, kernel_size: 3, bias: $(stride == 1), padding_mode: $m}",
        "{type: Conv2d, out_channels: 8, kernel_size: 3, when: stride != 1, trainable: false}",
        "{type: AdaptiveAvgPool2d, output_size: [null, 7]}",
        "{type: reshape, shape: [d0, -1, d1//2]}",
        "{type: Block, anything: [1, [two, null]]}",
        "{type: $block, anything: true}",
        "{type: add, from: [conv1, 'input[1]']}",
        "{type: cat, from: branch*, dim: 1}",
        "{reuse: relu, from: conv1}",
        "{layers: []}",
        "layers: {layers: [ReLU]}",
        "layers: {type: Conv2d, out_channels: 8, kernel_size: 3}",
        "{type: ModuleList, layers: [ReLU], repeat: 2}",
        "layer$n: {for: {n: [1, 2], d: $depths}, class: Stage, layers: [ReLU], inputs: [x, y*]}",
        "'$(name)_1': {type: ReLU, repeat: {k: 2}}",
        "{repeat: depth, layers: [{repeat: 3, layers: [ReLU]}]}",
      })
  void entryIsValid(String entry) {
    assertThat(faults("layers:\n  - " + entry)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3",
        "[ReLU]",
        "rely",
        "Conv2d",
        "act: rely",
        "act:",
        "{out_channels: 8, kernel_size: 3}",
        "conv: {out_channels: 8, kernel_size: 3}",
        "{tpye: Conv2d, out_channels: 8, kernel_size: 3}",
        "{type: Conv2d, out_channels: 8}",
        "{type: Conv2d, out_channels: 8, kernel_size: 3, strides: 2}",
        "conv: {type: Conv2d, out_channels: 8, kernel_size: 3, strides: 2}",
        "{type: Conv2d, out_channels: 8, kernel_size: -1}",
        "{type: Conv2d, out_channels: 8, kernel_size: 1.5}",
        "{type: Conv2d, out_channels: 8, kernel_size: [3, 3, 3]}",
        "{type: Conv2d, out_channels: 8, kernel_size: [3, -1]}",
        "{type: Conv2d, out_channels: 8, kernel_size: 3, bias: 3}",
        "{type: Conv2d, out_channels: 8, kernel_size: 3, padding: sane}",
        "{type: Conv2d, out_channels: 8, kernel_size: 3, padding_mode: mirror}",
        "{type: Conv2d, out_channels: 8, kernel_size: 3, layers: [ReLU]}",
        "{type: Block, option: {a: 1}}",
        "{type: Block, option: 3x$size}",
        "{type: ReLU, repeat: -1}",
        "{type: ReLU, repeat: 2, for: {k: [1, 2]}}",
        "{type: ReLU, for: {k: 3}}",
        "{type: ReLU, when: 1}",
        "{type: add, from: {a: b}}",
        "{reuse: relu, inplace: true}",
        "{layers: ReLU}",
        "{layers: {layers: ReLU}}",
        "{layers: {act: ReLU}}",
        "{type: List, layers: [ReLU]}",
        "{base: Modul, class: Stage, layers: [ReLU]}",
        "{repeat: 2, base: Module, layers: [ReLU]}",
        "{layers: [{type: ReLU, inplaces: true}]}",
        "when: ReLU",
        "a.b: ReLU",
      })
  void entryIsRefused(String entry) {
    assertThat(faults("layers:\n  - " + entry)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "layers: [ReLU]",
        "{input: 3xHxW, layers: [ReLU]}",
        "{input: [3, $size, W], layers: [ReLU]}",
        "{inputs: {a: 3x8x8, b: {shape: 128, dtype: i64}}, layers: [ReLU], outputs: a}",
        "{parameters: {depth: , width: $(2 * 4)}, presets: {a: {depth: 1}, b: }, layers: [ReLU]}",
        "{blocks: {Two: {inputs: a, parameters: {n: }, layers: [ReLU]}}, layers: [Two]}",
      })
  void modelIsValid(String model) {
    assertThat(faults(model)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[ReLU]",
        "name: empty",
        "layers: ReLU",
        "layers: {a: ReLU}",
        "{layer: [ReLU], layers: [ReLU]}",
        "{layers: [ReLU], name: 3}",
        "{layers: [ReLU], input: 3-224-224}",
        "{layers: [ReLU], input: [0, 8]}",
        "{layers: [ReLU], input: {shape: 128, type: i64}}",
        "{layers: [ReLU], input: {shape: 128, dtype: int}}",
        "{layers: [ReLU], input: 8, inputs: {a: 8}}",
        "{layers: [ReLU], inputs: [a, b]}",
        "{layers: [ReLU], parameters: [a]}",
        "{layers: [ReLU], parameters: {from: 1}}",
        "{layers: [ReLU], presets: {a: 1}}",
        "{layers: [ReLU], blocks: {two: {layers: [ReLU]}}}",
        "{layers: [ReLU], blocks: {Conv2d: {layers: [ReLU]}}}",
        "{layers: [ReLU], blocks: {Two: {layer: [ReLU]}}}",
        "{layers: [ReLU], blocks: {Two: {layers: [ReLU], input: 8}}}",
      })
  void modelIsRefused(String model) {
    assertThat(faults(model)).isNotEmpty();
  }

  @Test
  void faultInAnOptionIsReportedOnceAndWhereItIs() {
    assertThat(faults("layers: [{type: Conv2d, out_channels: 8, kernel_size: -1}]"))
        .singleElement()
        .satisfies(
            fault -> assertThat(fault.toString()).contains("/layers/0/kernel_size").contains("0"));
  }
}
