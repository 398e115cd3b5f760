package dev.cnnsummary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Program;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.executor.weights.Fill;
import dev.cnnsummary.executor.weights.SeededWeights;
import dev.cnnsummary.specs.Models;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Member;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.ScopeCall;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Torchvision's transformers say and compute what they do in PyTorch. */
class TransformersTest {
  @Test
  void theAttentionOfSwinOwnsWhatItDoesInPyTorch() {
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode container : Run.json("swin_t", "--batch", "1").get("containers")) {
      if (container.get("type").asString().equals("ShiftedWindowAttention")) {
        rows.add(
            Stream.concat(
                    Stream.of(container.get("path"), container.get("type")).map(JsonNode::asString),
                    Stream.of(
                        shape(container.get("input_shapes").get(0)),
                        shape(container.get("output_shapes").get(0)),
                        container.get("own_params").asString()))
                .toList());
      }
    }
    Table expected = Resources.table("torch/containers/swin_t.tsv");
    assertThat(expected.difference(new Table(expected.header(), rows))).isEmpty();
  }

  private static String shape(JsonNode shape) {
    return String.join("x", shape.valueStream().map(JsonNode::asString).toList());
  }

  @ParameterizedTest
  @CsvSource({"swin_v2_t, 256", "maxvit_t, 224"})
  void theWeightsAreThoseOfTheStateDict(String model, int size) {
    Table expected = Resources.table("torch/state/" + model + ".tsv");
    List<String> arguments = List.of(model, "--input", "3x" + size + "x" + size);
    assertThat(expected.difference(TorchTest.actual("state", arguments))).isEmpty();
  }

  /** On sizes whose windows are padded, are single and do not move, and fit. */
  @ParameterizedTest
  @CsvSource({"swin_t, 100, 76", "swin_t, 4, 4", "swin_v2_t, 100, 76", "maxvit_t, 224, 224"})
  void everyCallHandsOnWhatItDoesInPyTorch(String model, int height, int width) {
    Graph graph = Models.load(model);
    Map<String, Value> outputs = new HashMap<>();
    collect(graph.root(), outputs);
    List<String> wrong = new ArrayList<>();
    try (Program program = run(graph, Program.Mode.TRACE, height, width)) {
      for (List<String> row : norms(model, height, width)) {
        String call = row.get(0) + "/" + row.get(1);
        Value output = row.get(0).isEmpty() ? graph.outputs().getFirst() : outputs.get(call);
        Tensor tensor = program.tensor(Objects.requireNonNull(output, call));
        String fault = fault(tensor, row);
        if (!fault.isEmpty()) {
          wrong.add(call + fault);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"swin_t, 100, 76", "swin_v2_t, 100, 76", "maxvit_t, 224, 224"})
  void theLogitsOfTheFastProgramAreThoseOfPyTorch(String model, int height, int width) {
    Graph graph = Models.load(model);
    List<String> row = norms(model, height, width).getLast();
    try (Program program = run(graph, Program.Mode.FAST, height, width)) {
      assertThat(fault(program.tensor(graph.outputs().getFirst()), row)).isEmpty();
    }
  }

  private static List<List<String>> norms(String model, int height, int width) {
    return Resources.table("torch/norms/%s-%dx%d.tsv".formatted(model, height, width)).rows();
  }

  private static Program run(Graph graph, Program.Mode mode, int height, int width) {
    Extent extent = new Extent(DType.F32, List.of(1, 3, height, width));
    Program program = Program.prepare(graph, List.of(extent), mode, 2);
    program.load(new SeededWeights(0, 2));
    program.run(List.of(Fill.input("input", extent, 1)));
    return program;
  }

  /** Every output by path and call; of a module with children what the module hands on. */
  private static void collect(ScopeCall scope, Map<String, Value> outputs) {
    for (Member member : scope.members()) {
      switch (member) {
        case Node node when node.isCalled() ->
            outputs.put(node.path() + "/" + node.call(), node.outputs().getFirst());
        case Node _ -> {}
        case ScopeCall child when child.call() > 0 -> {
          outputs.put(child.path() + "/" + child.call(), child.outputs().getFirst());
          collect(child, outputs);
        }
        case ScopeCall _ -> {}
      }
    }
  }

  /** How a tensor differs from its length and first numbers in PyTorch; empty if it does not. */
  private static String fault(Tensor tensor, List<String> row) {
    double squares = 0;
    for (int i = 0; i < tensor.numel(); i++) {
      squares += tensor.get(i) * tensor.get(i);
    }
    double length = Double.parseDouble(row.get(2));
    double usual = length / Math.sqrt(tensor.numel());
    List<Double> first = Arrays.stream(row.get(3).split(" ")).map(Double::valueOf).toList();
    for (int i = 0; i < first.size(); i++) {
      if (Math.abs(tensor.get(i) - first.get(i)) > 1e-3 * usual) {
        return " begins with " + tensor.get(i) + " in place of " + first.get(i);
      }
    }
    double distance = Math.abs(Math.sqrt(squares) - length);
    return distance > 1e-4 * length ? " is " + Math.sqrt(squares) + " long, not " + length : "";
  }
}
