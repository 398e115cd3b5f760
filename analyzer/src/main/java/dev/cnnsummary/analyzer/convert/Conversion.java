package dev.cnnsummary.analyzer.convert;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.Problem;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A network from an ONNX file in the words of the spec language: arithmetic of shapes has become
 * sizes, and layers that nobody takes anything of are left out.
 *
 * @param graph the network, which {@link dev.cnnsummary.specs.spec.SpecWriter} writes; its weights
 *     have the file's numbers
 * @param paths where each module and function that is still there stands in it, by its path in the
 *     file
 */
public record Conversion(Graph graph, Map<String, String> paths) {
  /** Copies the map. */
  public Conversion {
    paths = Map.copyOf(paths);
  }

  /**
   * Converts a network.
   *
   * @param analysis of a graph that was read from a file
   * @throws InvalidSpecException with every layer that the language has no words for
   */
  public static Conversion of(Analysis analysis) {
    return new Reader(analysis).conversion();
  }

  /** Finds words for every node, and those that are needed. */
  private static final class Reader {
    private final Analysis analysis;
    private final Map<Node, Wording> wordings = new HashMap<>();
    private final Map<Value, Value> same = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    Reader(Analysis analysis) {
      this.analysis = analysis;
    }

    Conversion conversion() {
      Words words = new Words(analysis);
      for (Node node : analysis.graph().nodes()) {
        Wording wording = words.of(node);
        if (wording instanceof Wording.Same(Value operand)) {
          same.put(node.outputs().getFirst(), resolved(operand));
        } else {
          wordings.put(node, wording);
        }
      }
      List<Layer> live = live();
      if (!problems.isEmpty()) {
        throw new InvalidSpecException(problems);
      }
      return new SpecGraph(analysis, live, this::resolved).conversion();
    }

    private Value resolved(Value value) {
      return same.getOrDefault(value, value);
    }

    /** The layers that the outputs need, in their order. */
    private List<Layer> live() {
      Set<Value> needed = new HashSet<>();
      analysis.graph().outputs().forEach(output -> needed.add(resolved(output)));
      List<Layer> live = new ArrayList<>();
      for (Node node : analysis.graph().nodes().reversed()) {
        Wording wording = wordings.get(node);
        if (wording == null || node.outputs().stream().noneMatch(needed::contains)) {
          continue;
        }
        switch (wording) {
          case Wording.Layer layer -> {
            List<Value> operands = layer.operands().stream().map(this::resolved).toList();
            needed.addAll(operands);
            live.addFirst(new Layer(node, layer, operands));
          }
          case Wording.None(String reason) -> {
            problems.addFirst(
                new Problem(
                    null,
                    node.path().text(),
                    node.type() + " has no form in the spec language: " + reason));
            node.inputs().forEach(input -> needed.add(resolved(input)));
          }
          case Wording.Same _ -> throw new IllegalStateException("it is no layer");
        }
      }
      return live;
    }
  }

  /**
   * A layer of the spec.
   *
   * @param node what it is of
   * @param wording what it is
   * @param operands what it takes, of what is there
   */
  record Layer(Node node, Wording.Layer wording, List<Value> operands) {
    /** Copies the list. */
    Layer {
      operands = List.copyOf(operands);
      Objects.requireNonNull(node);
    }
  }
}
