package dev.cnnsummary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The style repr prints what PyTorch 1.13.1 prints of the module. */
class ReprTest {
  @TempDir private Path folder;

  private String repr(String spec) {
    return Run.fine(SmallModels.file(folder, spec), "--style", "repr").out();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alexnet",
        "convnext_tiny",
        "densenet121",
        "efficientnet_b0",
        "googlenet",
        "inception_v3",
        "maxvit_t",
        "mnasnet1_0",
        "mobilenet_v3_small",
        "regnet_y_400mf",
        "resnet50",
        "shufflenet_v2_x1_0",
        "squeezenet1_0",
        "swin_v2_t",
        "vgg16_bn",
        "vit_b_16",
      })
  void aModelIsShownAsInTorchvision(String model) {
    assertThat(Run.fine(model, "--style", "repr").out())
        .isEqualTo(Resources.text("torch/repr/" + model + ".txt"));
  }

  private static Stream<TorchTest.Case> networks() {
    return TorchTest.cases()
        .filter(network -> Resources.has("torch/leaves/" + network.file() + ".tsv"));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void theModulesWithoutChildrenAreThoseOfPyTorch(TorchTest.Case network) {
    Map<String, String> expected = new LinkedHashMap<>();
    for (List<String> row : Resources.table("torch/leaves/" + network.file() + ".tsv").rows()) {
      expected.put(row.get(0), row.get(1));
    }
    List<String> arguments = new ArrayList<>(network.arguments());
    arguments.addAll(List.of("--style", "repr"));
    String repr = Run.fine(arguments.toArray(String[]::new)).out();
    assertThat(leaves(repr)).containsExactlyInAnyOrderEntriesOf(expected);
  }

  /** Path and text of each module that takes one line. */
  private static Map<String, String> leaves(String repr) {
    Map<String, String> leaves = new LinkedHashMap<>();
    List<String> names = new ArrayList<>();
    for (String line : repr.lines().skip(1).toList()) {
      String text = line.strip();
      if (!text.startsWith("(")) {
        continue;
      }
      int level = (line.length() - line.stripLeading().length()) / 2;
      names.subList(level - 1, names.size()).clear();
      names.add(text.substring(1, text.indexOf("): ")));
      if (!text.endsWith("(")) {
        leaves.put(String.join(".", names), text.substring(text.indexOf("): ") + 3));
      }
    }
    return leaves;
  }

  @ParameterizedTest
  @ValueSource(strings = {"lenet", "alexnet-d2l", "vgg11-d2l"})
  void theNetworksOfDocument002AreShownAsItPrintsThem(String model) {
    assertThat(Run.fine(model, "--style", "repr").out())
        .isEqualTo(Resources.text("documents/" + model + ".txt"));
  }

  @Test
  void vgg16BeginsAsDocument003PrintsIt() {
    assertThat(Run.fine("vgg16", "--style", "repr").out())
        .startsWith(Resources.text("documents/vgg16-begin.txt").stripTrailing());
  }

  @Test
  void aModuleIsShownOnceWhereItIsRegistered() {
    assertThat(
            repr(
                """
                name: net
                class: Net
                input: 3x8x8
                layers:
                  - scale: {type: Parameter, shape: [1]}
                  - act: ReLU
                  - body: {class: Body, order: [last], layers: [{reuse: act}, {first: Tanh}, {last: Tanh}]}
                  - {reuse: act}
                  - head: {training_only: true, layers: [{type: Linear, in_features: 4, out_features: 2}]}
                  - empty: {layers: []}
                  - {type: mul, from: [input, scale]}
                """))
        .isEqualTo(
            """
            Net(
              (act): ReLU()
              (body): Body(
                (last): Tanh()
                (first): Tanh()
              )
              (head): Sequential(
                (0): Linear(in_features=4, out_features=2, bias=True)
              )
              (empty): Sequential()
            )
            """);
  }

  @Test
  void aClassWithoutModulesHasAnEmptyRepr() {
    assertThat(repr("name: net\nclass: Net\ninput: 3x8x8\nlayers: [relu]")).isEqualTo("Net()\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ModuleList", "ModuleDict"})
  void aContainerIsShownAsItsClass(String type) {
    assertThat(
            repr(
                "name: net\ninput: 3x8x8\nlayers: [{blocks: {type: "
                    + type
                    + ", layers: [{a: ReLU}]}}]"))
        .isEqualTo("Sequential(\n  (blocks): " + type + "(\n    (a): ReLU()\n  )\n)\n");
  }

  @Test
  void aSizeThatStaysOpenIsShownAsItsSymbol() {
    assertThat(
            repr(
                """
                name: net
                input: CxHxW
                layers: [{type: Conv2d, out_channels: 4, kernel_size: 3}, InstanceNorm2d]
                """))
        .isEqualTo(
            """
            Sequential(
              (0): Conv2d(C, 4, kernel_size=(3, 3), stride=(1, 1))
              (1): InstanceNorm2d(4, eps=1e-05, momentum=0.1, affine=False, track_running_stats=False)
            )
            """);
  }
}
