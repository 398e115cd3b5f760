package dev.cnnsummary.specs.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.Models;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.spec.Source;
import dev.cnnsummary.specs.spec.SpecFile;
import dev.cnnsummary.specs.spec.SpecWriter;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GraphEditorTest {
  private static final long SEED = Long.getLong("edit.seed", 20_261_125L);
  private static final List<String> MODELS =
      List.of("lenet", "lenet5", "alexnet", "resnet18", "squeezenet1_1", "googlenet-d2l", "unet");
  private static final List<String> ENTRIES =
      List.of(
          "ReLU",
          "Dropout p=0.3",
          "norm: BatchNorm2d",
          "Conv2d out_channels=8 kernel_size=3 padding=1",
          "relu",
          "extra: relu",
          "{layers: [ReLU, {type: Conv2d, out_channels: 4, kernel_size: 1}]}",
          "{head: {type: MaxPool2d, kernel_size: [2, 2]}}",
          "Conv2d out_channels=8",
          "Nonsense");

  private static List<String> paths(Graph graph) {
    return graph.nodes().stream().map(node -> node.path() + " " + node.type()).toList();
  }

  private static Graph net(String layers) {
    return SpecFile.read(new Source("net.yaml", "name: net\ninput: 3x8x8\nlayers:\n" + layers))
        .expand(null, Map.of());
  }

  private static Graph numbered() {
    return net(
        """
          - features:
              layers:
                - {type: Conv2d, out_channels: 4, kernel_size: 3}
                - ReLU
                - MaxPool2d: {type: MaxPool2d, kernel_size: 2}
                - Dropout
          - relu
          - fc: {type: Linear, out_features: 2}
        """);
  }

  @Test
  void numberedModulesAreCountedOn() {
    Graph graph = GraphEditor.apply(numbered(), new Edit.Insert(at("features.0"), true, "GELU"));
    assertThat(paths(graph))
        .containsExactly(
            "features.0 Conv2d",
            "features.1 GELU",
            "features.2 ReLU",
            "features.MaxPool2d MaxPool2d",
            "features.4 Dropout",
            "relu relu",
            "fc Linear");
  }

  @Test
  void whatIsTakenOutLeavesNoGap() {
    Graph graph = GraphEditor.apply(numbered(), new Edit.Remove(at("features.1")));
    assertThat(paths(graph)).contains("features.0 Conv2d", "features.2 Dropout");
    assertThat(graph.nodes().get(1).inputs()).isEqualTo(graph.nodes().get(0).outputs());
  }

  @Test
  void elsewhereANewModuleIsNamedAfterItsType() {
    Graph graph = GraphEditor.apply(numbered(), new Edit.Insert(at("fc"), false, "BatchNorm2d"));
    assertThat(paths(graph)).containsSequence("relu relu", "batchnorm2d BatchNorm2d", "fc Linear");
  }

  @Test
  void aNewFunctionGetsANameOfItsOwn() {
    Graph graph = GraphEditor.apply(numbered(), new Edit.Insert(at("relu"), true, "relu"));
    assertThat(paths(graph)).containsSequence("relu relu", "relu_1 relu", "fc Linear");
  }

  @Test
  void whatTakesALayersOutputTakesThatOfTheOneBehindIt() {
    Graph before = Models.load("resnet18");
    Graph graph = GraphEditor.apply(before, new Edit.Insert(at("maxpool"), true, "ReLU"));
    Node added = node(graph, "maxpool").getFirst();
    assertThat(graph.nodes().get(added.index() + 1).inputs()).isEqualTo(added.outputs());
    assertThat(node(graph, "layer1.0.add").getFirst().inputs())
        .contains(graph.nodes().get(added.index() + 1).outputs().getFirst());
  }

  @Test
  void aLayerBeforeAnotherIsTakenByThatAlone() {
    Graph graph =
        GraphEditor.apply(
            Models.load("resnet18"), new Edit.Insert(at("layer1.0.conv1"), false, "ReLU"));
    assertThat(node(graph, "layer1.0.add").getFirst().inputs())
        .contains(node(graph, "maxpool").getFirst().outputs().getFirst());
  }

  @Test
  void aModuleThatIsReplacedKeepsItsName() {
    Graph graph =
        GraphEditor.apply(Models.load("resnet18"), new Edit.Replace(at("layer1.0.relu"), "GELU"));
    assertThat(node(graph, "layer1.0.relu"))
        .hasSize(2)
        .allMatch(node -> node.type().equals("GELU"));
  }

  @Test
  void oneCallOfAModuleCanBeTakenOut() {
    Graph graph =
        GraphEditor.apply(Models.load("resnet18"), new Edit.Remove(at("layer1.0.relu:2")));
    assertThat(node(graph, "layer1.0.relu")).hasSize(1);
    Graph without =
        GraphEditor.apply(Models.load("resnet18"), new Edit.Remove(at("layer1.0.relu")));
    assertThat(node(without, "layer1.0.relu")).isEmpty();
  }

  @Test
  void anOptionIsSetAtEveryCall() {
    Graph graph =
        GraphEditor.apply(
            Models.load("resnet18"), new Edit.Set("layer1.0.relu", "inplace", "false"));
    assertThat(node(graph, "layer1.0.relu").stream().map(Node::op).distinct()).hasSize(1);
    assertThat(graph).isNotEqualTo(Models.load("resnet18"));
  }

  @Test
  void anOptionAtItsDefaultIsNotSet() {
    Graph graph = GraphEditor.apply(numbered(), new Edit.Set("features.0", "stride", "2"));
    Graph back = GraphEditor.apply(graph, new Edit.Set("features.0", "stride", "default"));
    assertThat(back).isEqualTo(numbered());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          remove  | features.9 |                      | there is no layer 'features.9' (did you mean 'features.
          set     | features   | x 1                  | there is no layer 'features' without children
          set     | features.0 | kernel_siz 3         | Conv2d has no option 'kernel_siz' (did you mean 'kernel_size'?)
          set     | features.0 | kernel_size x        | kernel_size: expected a whole number
          insert  | fc         | Linear               | Linear needs out_features
          insert  | fc         | Linea                | unknown layer type 'Linea' (did you mean 'Linear'?)
          insert  | fc         | Linear 3             | expected an option as in kernel_size=3, got '3'
          insert  | fc         | relu: ReLU           | there is a 'relu' already
          insert  | fc         | {type: chunk, chunks: 2} | the new layer makes 2 tensors where 1 is taken
          insert  | fc         | {                    | entry
          replace | fc         | matmul               | matmul takes 2 inputs, got 1
          """)
  void whatCannotBeIsRefused(String what, String path, String rest, String message) {
    Edit edit =
        switch (what) {
          case "remove" -> new Edit.Remove(at(path));
          case "set" -> new Edit.Set(path, rest.split(" ", -1)[0], rest.split(" ", -1)[1]);
          case "insert" -> new Edit.Insert(at(path), true, rest);
          default -> new Edit.Replace(at(path), rest);
        };
    Graph before = numbered();
    assertThatThrownBy(() -> GraphEditor.apply(before, edit))
        .isInstanceOf(InvalidSpecException.class)
        .extracting(e -> ((InvalidSpecException) e).problems().getFirst().message())
        .asString()
        .contains(message.equals("entry") ? "" : message);
    assertThat(before).isEqualTo(numbered());
  }

  static Stream<Long> seeds() {
    return IntStream.range(0, 1_000).mapToObj(i -> SEED + i);
  }

  /** {@code -Dedit.seed} begins with another one. */
  @ParameterizedTest
  @MethodSource("seeds")
  void whatIsSavedAfterAnyEditsLoadsAsItWas(long seed) {
    Random random = new Random(seed);
    Graph graph = Models.load(MODELS.get(random.nextInt(MODELS.size())));
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      try {
        graph = GraphEditor.apply(graph, edit(graph, random));
      } catch (InvalidSpecException e) {
        assertThat(e.problems()).isNotEmpty();
      }
    }
    String yaml = SpecWriter.toYaml(graph);
    assertThat(SpecFile.read(new Source("saved.yaml", yaml)).expand(null, Map.of()))
        .isEqualTo(graph);
  }

  private static Edit edit(Graph graph, Random random) {
    String path =
        graph.nodes().isEmpty()
            ? "none"
            : graph.nodes().get(random.nextInt(graph.nodes().size())).path().text();
    if (random.nextInt(4) == 0 && path.contains(".")) {
      path = path.substring(0, path.lastIndexOf('.'));
    }
    String entry = ENTRIES.get(random.nextInt(ENTRIES.size()));
    return switch (random.nextInt(4)) {
      case 0 -> new Edit.Insert(at(path), random.nextBoolean(), entry);
      case 1 -> new Edit.Remove(at(path + (random.nextInt(4) == 0 ? ":2" : "")));
      case 2 -> new Edit.Replace(at(path), entry);
      default ->
          new Edit.Set(
              path,
              List.of("stride", "bias", "p", "out_channels", "inplace").get(random.nextInt(5)),
              List.of("2", "false", "0.1", "default").get(random.nextInt(4)));
    };
  }

  private static Edit.Place at(String text) {
    return Edit.Place.of(text);
  }

  private static List<Node> node(Graph graph, String path) {
    return graph.nodes().stream().filter(node -> node.path().text().equals(path)).toList();
  }
}
