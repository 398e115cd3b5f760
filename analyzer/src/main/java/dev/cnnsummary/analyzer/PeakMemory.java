package dev.cnnsummary.analyzer;

import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.Bindings;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The memory that activations need while a graph runs node by node: a value is there from the node
 * that makes it to the last one that takes it; inputs from the start, outputs to the end. A view
 * shares the memory of what it shows, and nothing is overwritten in place.
 */
final class PeakMemory {
  private static final int UNUSED = -1;
  private static final int RELEASED = -2;

  private final Graph graph;

  /** For each value the one whose memory it is in: itself, or what it is a view of. */
  private final int[] base;

  /** For each base the last node that needs it, or that there is none (more). */
  private final int[] lastUse;

  private PeakMemory(Graph graph, boolean[] views) {
    this.graph = graph;
    this.base = new int[graph.valueCount()];
    this.lastUse = new int[graph.valueCount()];
    Arrays.setAll(base, index -> index);
    Arrays.fill(lastUse, UNUSED);
    for (Node node : graph.nodes()) {
      if (views[node.index()]) {
        for (Value output : node.outputs()) {
          base[output.index()] = base[node.inputs().getFirst().index()];
        }
      }
      for (Value input : node.inputs()) {
        lastUse[base[input.index()]] = node.index();
      }
    }
    for (Value output : graph.outputs()) {
      lastUse[base[output.index()]] = graph.nodes().size();
    }
  }

  /**
   * The peak in bytes.
   *
   * @param types the type of each value that is not a weight
   * @param views which nodes make views of their first input
   * @param sample what the batch is bound to
   */
  static Dim of(Graph graph, @Nullable TensorType[] types, boolean[] views, Bindings sample) {
    return new PeakMemory(graph, views).peak(types, sample);
  }

  private Dim peak(@Nullable TensorType[] types, Bindings sample) {
    Dim[] bytes = new Dim[types.length];
    for (int i = 0; i < types.length; i++) {
      TensorType type = types[i];
      bytes[i] = type == null ? Dim.ZERO : type.bytes().bind(sample);
    }
    for (Value weight : graph.weights()) {
      bytes[weight.index()] = Dim.ZERO; // it is there anyway, and so is what is a view of it
    }
    Dim live = Dim.ZERO;
    for (Value input : graph.inputs()) {
      if (lastUse[input.index()] >= 0) {
        live = live.plus(bytes[input.index()]);
      }
    }
    Dim peak = live;
    for (Node node : graph.nodes()) {
      for (Value output : node.outputs()) {
        if (base[output.index()] == output.index()) {
          live = live.plus(bytes[output.index()]);
        }
      }
      peak = Dim.max(peak, live);
      live = live.minus(released(node, node.inputs(), bytes));
      live = live.minus(released(node, node.outputs(), bytes));
    }
    return peak;
  }

  /** What is needed no more after a node, of the memory behind some of its values. */
  private Dim released(Node node, List<Value> values, Dim[] bytes) {
    Dim released = Dim.ZERO;
    for (Value value : values) {
      int memory = base[value.index()];
      if (lastUse[memory] == node.index() || lastUse[memory] == UNUSED) {
        released = released.plus(bytes[memory]);
        lastUse[memory] = RELEASED;
      }
    }
    return released;
  }
}
