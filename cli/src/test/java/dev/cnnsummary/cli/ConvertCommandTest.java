package dev.cnnsummary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.Analyzer;
import dev.cnnsummary.specs.Models;
import dev.cnnsummary.specs.shape.Bindings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A network that was written as ONNX becomes a spec that says and computes the same. */
class ConvertCommandTest {
  @TempDir private Path folder;

  private String place(String name) {
    return folder.resolve(name).toString();
  }

  private void export(String model, String... more) {
    List<String> arguments = new ArrayList<>(List.of("export"));
    arguments.addAll(List.of(model.split(" ")));
    arguments.addAll(List.of("-o", place("model.onnx")));
    arguments.addAll(List.of(more));
    Run.fine(arguments.toArray(String[]::new));
  }

  /** With transformers of fewer layers and features than the zoo's. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "lenet5-tanh",
        "resnet18-cifar",
        "shufflenet_v2_x0_5",
        "mobilenet_v3_small",
        "densenet-bc-100-12",
        "googlenet-d2l",
        "efficientnet_b0",
        "unet",
        "vit_b_32 --set num_layers=2 --set hidden_dim=24 --set mlp_dim=32",
        "swin_t --set embed_dim=6 --set depths=[1,2,1,1]",
        "convnext_tiny --set depths=[1,1,1,1] --set widths=[8,16,24,32]",
        "maxvit_t --set block_channels=[32,32,32,32] --set block_layers=[1,1,1,1]",
      })
  void whatIsConvertedSaysTheSame(String model) {
    export(model, "--init", "zeros");
    Run.fine("convert", place("model.onnx"), "-o", place("model.yaml"));
    Analysis file = Analyzer.analyze(Models.load(place("model.onnx")));
    Analysis spec = Analyzer.analyze(Models.load(place("model.yaml"))).bind(Bindings.of("N", 1));
    assertThat(spec.outputs()).isEqualTo(file.outputs());
    assertThat(spec.totals().params()).isEqualTo(file.totals().params());
    assertThat(spec.totals().macs()).isEqualTo(file.totals().macs());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lenet5-tanh",
        "resnet20",
        "squeezenet1_1 --input 3x64x64",
        "vit_b_32 --set num_layers=1 --set hidden_dim=24 --set mlp_dim=32",
      })
  void whatIsConvertedComputesTheSame(String model) {
    export(model, "--init", "seeded");
    Run.fine(
        "convert",
        place("model.onnx"),
        "-o",
        place("model.json"),
        "--weights-out",
        place("model.safetensors"));
    List<String> arguments = new ArrayList<>(List.of("run"));
    arguments.addAll(List.of(model.split(" ")));
    JsonNode before = Run.json(arguments.toArray(String[]::new)).get("outputs").get(0);
    JsonNode after =
        Run.json("run", place("model.json"), "--weights", place("model.safetensors"))
            .get("outputs")
            .get(0);
    assertThat(after.get("l2").doubleValue())
        .isCloseTo(
            before.get("l2").doubleValue(), org.assertj.core.data.Percentage.withPercentage(0.001));
    assertThat(after.get("argmax")).isEqualTo(before.get("argmax"));
  }

  @Test
  void weightsThatAreComputedAreTakenByFunctions() throws IOException {
    Path spec = folder.resolve("spec.yaml");
    Files.writeString(
        spec,
        """
        input: 4x12x3
        layers:
          - kernel: {type: reshape, shape: [4, 4, 3, 3]}
          - amounts: {type: mean, from: input, dim: [0, 2, 3]}
          - variances: {type: sigmoid, from: amounts}
          - conv: {type: conv2d, from: [input, kernel, amounts], padding: 1, stride: [2, 1]}
          - up: {type: conv_transpose2d, from: [conv, kernel], stride: 2}
          - norm: {type: batch_norm, from: [up, amounts, variances, amounts, amounts]}
          - {type: instance_norm, from: [norm, amounts, amounts]}
        """);
    whatIsConvertedComputesTheSame(spec.toString());
    assertThat(Files.readString(folder.resolve("model.json")))
        .contains("conv2d", "conv_transpose2d", "batch_norm", "instance_norm");
  }

  @Test
  void modulesKeepTheirNamesAndClasses() throws IOException {
    export("resnet18-cifar", "--init", "zeros");
    Run.fine("convert", place("model.onnx"), "-o", place("model.yaml"));
    Analysis spec = Analyzer.analyze(Models.load(place("model.yaml")));
    Analysis zoo = Analyzer.analyze(Models.load("resnet18-cifar"));
    assertThat(spec.weights().stream().map(weight -> weight.value().name()).toList())
        .isEqualTo(zoo.weights().stream().map(weight -> weight.value().name()).toList());
    assertThat(Files.readString(folder.resolve("model.yaml"))).contains("class: ");
  }

  @Test
  void everyLayerWithoutWordsIsNamed() throws IOException {
    Path spec = folder.resolve("spec.yaml");
    Files.writeString(
        spec,
        """
        input: 3x8x8
        layers:
          - first: {type: LPPool2d, norm_type: 2, kernel_size: 2}
          - then: {type: ReLU}
          - second: {type: LPPool2d, norm_type: 2, kernel_size: 2}
        """);
    export(spec.toString(), "--init", "zeros");
    Run run = Run.of("convert", place("model.onnx"), "-o", place("model.yaml"));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err().lines().toList())
        .hasSize(4)
        .allMatch(line -> line.contains("pow has no form in the spec language"))
        .anyMatch(line -> line.contains("first.pow"))
        .anyMatch(line -> line.contains("second.pow"));
    assertThat(folder.resolve("model.yaml")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"resnet18, resnet18", "net.yaml, net.yaml", "nowhere.onnx, there is no such file"})
  void whatIsNoOnnxFileIsRefused(String given, String message) {
    Run run = Run.of("convert", given);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(message);
  }
}
