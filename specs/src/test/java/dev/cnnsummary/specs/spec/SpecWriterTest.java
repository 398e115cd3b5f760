package dev.cnnsummary.specs.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cnnsummary.specs.function.Binary;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.GraphBuilder;
import dev.cnnsummary.specs.graph.ModulePath;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.ScopeCall;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.op.Activation;
import dev.cnnsummary.specs.op.Linear;
import dev.cnnsummary.specs.op.Op;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpecWriterTest {
  private static final Op RELU = new Activation(Activation.Kind.RELU, List.of(), false);

  private static Graph read(String name, String text) {
    return SpecFile.read(new Source(name, text)).expand(null, Map.of());
  }

  private static String resource(String name) {
    try (InputStream stream =
        Objects.requireNonNull(SpecWriterTest.class.getResourceAsStream(name))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** The texts have the layout that the writer gives. */
  @ParameterizedTest
  @ValueSource(
      strings = {"options", "containers", "wiring", "calls", "registered", "hidden", "functional"})
  void aFlatSpecIsWrittenAsItStands(String name) {
    String text = resource("written/" + name + ".yaml");
    assertThat(SpecWriter.toYaml(read("net.yaml", text))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"options", "containers", "wiring", "calls", "registered", "hidden", "functional"})
  void jsonHoldsTheSameGraph(String name) {
    Graph graph = read("net.yaml", resource("written/" + name + ".yaml"));
    assertThat(read("net.json", SpecWriter.toJson(graph))).isEqualTo(graph);
  }

  /** Shape arithmetic of a file is called as functions of the language that do something else. */
  @Test
  void anOperatorWithTheNameOfAnotherTypeIsShownWhole() {
    GraphBuilder builder = new GraphBuilder("net");
    Value input = builder.input("input", DType.I64, Shape.of(2));
    builder.open(ModulePath.ROOT, "Net", ScopeCall.Base.MODULE, List.of(input), true);
    Binary divide = new Binary(Binary.Kind.DIV);
    List<Value> made =
        builder.function(new ModulePath("div"), "div", divide, List.of(input, input));
    builder.close(made);
    assertThat(SpecWriter.options(builder.build().nodes().getFirst()))
        .containsExactly(Map.entry("operator", divide.toString()));
  }

  @Test
  void jsonIsLaidOutLikeYaml() {
    String text =
        """
        {
          "name": "net",
          "input": {"shape": "3x8x8", "dtype": "f16"},
          "layers": [
            "ReLU",
            {"body": {
              "layers": [
                {"conv": {"type": "Conv2d", "out_channels": 4, "kernel_size": [3, 1]}},
                {"type": "add", "from": ["conv", "input"]}
              ]
            }},
            {
              "class": "Tail",
              "layers": [
                "Tanh"
              ]
            },
            {"layers": []}
          ]
        }
        """;
    assertThat(SpecWriter.toJson(read("net.json", text))).isEqualTo(text);
  }

  @Test
  void expansionIsWrittenOut() {
    String text =
        """
        name: net
        parameters: {width: 4}
        blocks:
          Unit:
            parameters: {channels: }
            layers:
              - conv: {type: Conv2d, out_channels: $channels, kernel_size: 3}
              - {type: ReLU, when: channels > 4}
        layers:
          - repeat: 2
            layers:
              - {type: Unit, channels: $(width * (i + 1))}
              - relu
        """;
    assertThat(SpecWriter.toYaml(read("net.yaml", text)))
        .isEqualTo(
            """
            name: net
            layers:
              - class: Unit
                layers:
                  - conv: {type: Conv2d, out_channels: 4, kernel_size: 3}
              - relu
              - class: Unit
                layers:
                  - conv: {type: Conv2d, out_channels: 8, kernel_size: 3}
                  - ReLU
              - relu
            """);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 224, 9007199254740991L, 9007199254740993L, 999999999999999999L})
  void everyExtentOfAnInputIsReadAsItWasWritten(long extent) {
    for (Shape shape : List.of(Shape.of(extent), Shape.of(Dim.symbol("max"), Dim.of(extent)))) {
      GraphBuilder builder = new GraphBuilder("net");
      Value input = builder.input("input", DType.F32, shape);
      builder.open(ModulePath.ROOT, "Sequential", ScopeCall.Base.SEQUENTIAL, List.of(input), true);
      builder.close(List.of(input));
      Graph graph = builder.build();
      assertThat(read("net.yaml", SpecWriter.toYaml(graph))).isEqualTo(graph);
    }
  }

  @Test
  void modulesNestedAsDeeplyAsCanBeExpandedCanBeWritten() {
    StringBuilder blocks = new StringBuilder("blocks:\n");
    for (int level = 1; level <= 62; level++) {
      blocks.append("  B%d: {layers: [b: B%d]}\n".formatted(level, level + 1));
    }
    blocks.append("  B63: {layers: [c: {type: Conv2d, out_channels: 1, kernel_size: [1, 2]}]}\n");
    Graph graph = read("net.yaml", blocks + "layers: [b: B1]\n");
    assertThat(read("net.yaml", SpecWriter.toYaml(graph))).isEqualTo(graph);
  }

  @Test
  void aNumberThatNoSpecCanHoldIsRefused() {
    Op huge = new Activation(Activation.Kind.ELU, List.of(1e300), false);
    assertThatThrownBy(() -> SpecWriter.toYaml(single("ELU", huge)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a spec cannot hold the number 1.0E300");
  }

  @Test
  void aTypeThatTheLanguageLacksIsRefused() {
    assertThatThrownBy(() -> SpecWriter.toYaml(single("Foo", RELU)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no spec can hold layer: the language has no type Foo");
  }

  @Test
  void aValueFromInsideAnotherModuleIsRefused() {
    GraphBuilder builder = new GraphBuilder("net");
    Value input = builder.input("input", DType.F32, null);
    builder.open(ModulePath.ROOT, "Net", ScopeCall.Base.MODULE, List.of(input), true);
    ModulePath inner = ModulePath.ROOT.child("inner");
    builder.open(inner, "Inner", ScopeCall.Base.MODULE, List.of(input), true);
    List<Value> hidden = builder.module(inner.child("a"), "ReLU", RELU, List.of(input), true);
    builder.close(List.of(input));
    builder.close(builder.module(ModulePath.ROOT.child("b"), "ReLU", RELU, hidden, true));
    Graph graph = builder.build();
    assertThatThrownBy(() -> SpecWriter.toYaml(graph))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no spec can hold the model: a value is taken that no list around");
  }

  @Test
  void callsThatTakeDifferentNumbersOfInputsAreRefused() {
    String text =
        """
        inputs: {a: 3x8x8, b: 3x8x8}
        layers:
          - join:
              from: [a, b]
              inputs: [x*]
              layers:
                - {type: cat, from: x*}
          - {reuse: join, from: [a, b, join]}
        """;
    Graph graph = read("net.yaml", text);
    assertThatThrownBy(() -> SpecWriter.toYaml(graph))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no spec can hold join: its calls differ in what they take or hand on");
  }

  @Test
  void aWeightOfAnotherModuleIsRefused() {
    GraphBuilder builder = new GraphBuilder("net");
    Value input = builder.input("input", DType.F32, null);
    builder.open(ModulePath.ROOT, "Net", ScopeCall.Base.MODULE, List.of(input), true);
    Op linear = new Linear(3, 3, false);
    List<Value> a =
        builder.module(ModulePath.ROOT.child("a"), "Linear", linear, List.of(input), true);
    builder.close(a);
    Graph graph = builder.build();
    Node node = graph.nodes().getFirst();
    Value output = new Value(9, "b", Value.Kind.ACTIVATION, null, null, false);
    Node tied =
        new Node(
            1,
            ModulePath.ROOT.child("b"),
            1,
            "Linear",
            Node.Form.MODULE,
            linear,
            a,
            node.weights(),
            List.of(output));
    ScopeCall root =
        new ScopeCall(
            ModulePath.ROOT,
            1,
            "Net",
            ScopeCall.Base.MODULE,
            List.of(input),
            List.of(output),
            List.of(node, tied));
    Map<ModulePath, List<ModulePath>> children =
        Map.of(ModulePath.ROOT, List.of(node.path(), tied.path()));
    Graph sharing =
        new Graph(
            "net",
            graph.inputs(),
            root,
            graph.weights(),
            10,
            children,
            Map.of(),
            Graph.Stored.NOTHING);
    assertThatThrownBy(() -> SpecWriter.toYaml(sharing))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no spec can hold b: it uses the weight a.weight");
  }

  private static Graph single(String type, Op op) {
    GraphBuilder builder = new GraphBuilder("net");
    Value input = builder.input("input", DType.F32, null);
    builder.open(ModulePath.ROOT, "Net", ScopeCall.Base.MODULE, List.of(input), true);
    builder.close(builder.module(ModulePath.ROOT.child("layer"), type, op, List.of(input), true));
    return builder.build();
  }
}
