package dev.cnnsummary.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Program.Mode;
import dev.cnnsummary.executor.weights.Fill;
import dev.cnnsummary.executor.weights.SeededWeights;
import dev.cnnsummary.specs.Models;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.shape.DType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Networks of the zoo, with weights and an input that follow from names, against what torchvision
 * 0.14.1 made of them: logits, and of every call of a module the norm and four elements. The larger
 * ones are run with {@code -Dlogits.all=true}.
 */
class TorchLogitsTest {
  private static final double TOLERANCE = 1e-4;

  /** What a file says of a network. */
  private record Torch(
      String model, List<Integer> input, double gain, Output logits, int argmax, List<Call> calls) {
    static Torch of(String model) {
      try (InputStream stream =
          TorchLogitsTest.class.getResourceAsStream("/logits/" + model + ".tsv")) {
        String text =
            new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        List<String[]> rows = text.lines().map(line -> line.split("\t", -1)).toList();
        String[] head = rows.getFirst();
        return new Torch(
            head[0],
            Stream.concat(Stream.of("1"), Arrays.stream(head[1].split("x", -1)))
                .map(Integer::valueOf)
                .toList(),
            Double.parseDouble(head[2]),
            new Output(Double.parseDouble(head[3]), numbers(head, 5)),
            Integer.parseInt(head[4]),
            rows.stream().skip(1).map(Call::of).toList());
      } catch (IOException e) {
        throw new AssertionError(model, e);
      }
    }

    static List<Double> numbers(String[] row, int from) {
      return Arrays.stream(row).skip(from).map(Double::valueOf).toList();
    }
  }

  /** A call of a module. */
  private record Call(String path, int call, Output output) {
    static Call of(String[] row) {
      return new Call(
          row[0],
          Integer.parseInt(row[1]),
          new Output(Double.parseDouble(row[2]), Torch.numbers(row, 3)));
    }
  }

  /** The root of the sum of squares of a tensor, and its first elements. */
  private record Output(double norm, List<Double> first) {
    void requireClose(String name, Tensor tensor) {
      double squares = 0;
      for (float element : tensor.floats()) {
        squares += (double) element * element;
      }
      double mean = norm / Math.sqrt(tensor.numel());
      assertThat(Math.sqrt(squares))
          .as("norm of %s", name)
          .isCloseTo(norm, Offset.offset(TOLERANCE * norm));
      for (int i = 0; i < first.size(); i++) {
        double tolerance = TOLERANCE * Math.max(10 * mean, Math.abs(first.get(i)));
        assertThat(tensor.get(i))
            .as("element %s of %s", i, name)
            .isCloseTo(first.get(i), Offset.offset(tolerance));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mobilenet_v3_small", "regnet_y_400mf", "resnet18", "squeezenet1_0"})
  void tracesAreTorchs(String model) {
    tracesAndLogitsAre(Torch.of(model));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alexnet",
        "convnext_tiny",
        "densenet121",
        "efficientnet_b0",
        "efficientnet_v2_s",
        "googlenet",
        "inception_v3",
        "mnasnet1_0",
        "mobilenet_v2",
        "regnet_x_800mf",
        "resnet50",
        "resnext50_32x4d",
        "shufflenet_v2_x1_0",
        "swin_t",
        "vgg11",
        "vgg16_bn",
        "vit_b_16"
      })
  void tracesOfOthersAreTorchs(String model) {
    assumeTrue(Boolean.getBoolean("logits.all"), "-Dlogits.all=true runs it");
    assumeTrue(Models.zoo().contains(model), "the zoo does not have it");
    tracesAndLogitsAre(Torch.of(model));
  }

  private static void tracesAndLogitsAre(Torch torch) {
    Graph graph = Models.load(torch.model());
    try (Program program = run(torch, graph, Mode.TRACE)) {
      Tensor traced = program.tensor(graph.outputs().getFirst());
      for (Call call : torch.calls()) {
        Node node = node(graph, call);
        call.output().requireClose(call.path(), program.tensor(node.outputs().getFirst()));
      }
      requireLogits(torch, traced);
    }
    try (Program program = run(torch, graph, Mode.FAST)) {
      requireLogits(torch, program.tensor(graph.outputs().getFirst()));
    }
  }

  private static void requireLogits(Torch torch, Tensor logits) {
    torch.logits().requireClose("logits", logits);
    int most = 0;
    for (int i = 1; i < logits.numel(); i++) {
      most = logits.get(i) > logits.get(most) ? i : most;
    }
    assertThat(most).as("argmax").isEqualTo(torch.argmax());
  }

  private static Program run(Torch torch, Graph graph, Mode mode) {
    List<Extent> extents = List.of(new Extent(DType.F32, torch.input()));
    Program program = Engine.VECTORS.prepare(graph, extents, mode);
    program.load(new SeededWeights(0, torch.gain()));
    program.run(List.of(Fill.input("input", extents.getFirst(), 1)));
    return program;
  }

  /** The node of a call; of a module that is made of functions the last of these. */
  private static Node node(Graph graph, Call call) {
    return graph.nodes().stream()
        .filter(node -> node.path().text().equals(call.path()) && node.call() == call.call())
        .findFirst()
        .or(() ->
            graph.nodes().stream()
                .filter(node -> node.path().text().startsWith(call.path() + "."))
                .filter(node -> node.call() == call.call())
                .reduce((_, last) -> last))
        .orElseThrow(() -> new AssertionError("there is no " + call.path()));
  }
}
