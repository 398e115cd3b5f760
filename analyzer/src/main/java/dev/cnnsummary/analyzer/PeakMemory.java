package dev.cnnsummary.analyzer;

import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.Bindings;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The memory that activations need while a graph runs node by node: a value is there from the node
 * that makes it to the last one that takes it; inputs from the start, outputs to the end. A view
 * shares the memory of what it shows, and nothing is overwritten in place.
 *
 * @param graph which graph
 * @param lifetimes who needs what how long
 * @param live what is there while each node runs, in bytes; without nodes the inputs
 * @param peak the most of it
 */
record PeakMemory(Graph graph, Lifetimes lifetimes, List<Dim> live, Dim peak) {
  /** A peak that may stand at more places, depending on symbols, tells nobody anything. */
  private static final int MOST_ALTERNATIVES = 32;

  /** Stands for such a peak. */
  private static final Dim UNKNOWN = Analysis.UNKNOWN.shape().dim(0);

  /**
   * Follows a graph.
   *
   * @param types the type of each value that is not a weight
   * @param storage in what type they are held
   * @param views which nodes make views of their first input
   * @param sample what the batch is bound to
   */
  static PeakMemory of(
      Graph graph,
      @Nullable TensorType[] types,
      Storage storage,
      boolean[] views,
      Bindings sample) {
    Dim[] bytes = new Dim[types.length];
    for (int i = 0; i < types.length; i++) {
      TensorType type = types[i];
      bytes[i] = type == null ? Dim.ZERO : storage.bytes(type).bind(sample);
    }
    for (Value weight : graph.weights()) {
      bytes[weight.index()] = Dim.ZERO; // it is there anyway, and so is what is a view of it
    }
    for (Node node : graph.nodes()) {
      for (Value input : node.inputs()) {
        if (input.kind() == Value.Kind.CONSTANT) {
          bytes[input.index()] = Dim.ZERO; // as a weight
        }
      }
    }
    Lifetimes lifetimes = new Lifetimes(graph, views);
    List<Dim> live = lifetimes.walk(bytes);
    return new PeakMemory(graph, lifetimes, live, most(live));
  }

  /** The same with some symbols bound. */
  PeakMemory bind(Bindings bindings) {
    List<Dim> bound = live.stream().map(bytes -> bytes.bind(bindings)).toList();
    Dim most = peak.equals(UNKNOWN) ? most(bound) : peak.bind(bindings);
    return new PeakMemory(graph, lifetimes, bound, most);
  }

  /** The first node at which the peak stands; null where it depends on symbols or there is none. */
  @Nullable Node peakLayer() {
    int index = live.indexOf(peak);
    return index < 0 || graph.nodes().isEmpty() ? null : graph.nodes().get(index);
  }

  /** The first node at which each value that the peak may have stands; none where it is unknown. */
  List<Node> peakLayers() {
    return graph.nodes().isEmpty()
        ? List.of()
        : peak.alternatives().stream()
            .map(live::indexOf)
            .filter(index -> index >= 0)
            .map(graph.nodes()::get)
            .toList();
  }

  /** What is there while a node runs: inputs and what nodes make, but views. */
  List<Value> held(Node node) {
    return lifetimes.at(node.index());
  }

  private static Dim most(List<Dim> live) {
    Dim most = live.getFirst();
    for (Dim bytes : new LinkedHashSet<>(live)) {
      most = Dim.max(most, bytes);
      if (most.alternatives().size() > MOST_ALTERNATIVES) {
        return UNKNOWN;
      }
    }
    return most;
  }

  /** Who needs what how long. */
  static final class Lifetimes {
    private static final int UNUSED = -1;

    private final Graph graph;

    /** For each value the one whose memory it is in: itself, or what it is a view of. */
    private final int[] base;

    /** For each base the last node that needs it, or that there is none. */
    private final int[] lastUse;

    Lifetimes(Graph graph, boolean[] views) {
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

    /** The bases that are there while a node runs. */
    List<Value> at(int running) {
      List<Value> held = new ArrayList<>();
      for (Value input : graph.inputs()) {
        if (lastUse[input.index()] >= running) {
          held.add(input);
        }
      }
      for (Node node : graph.nodes().subList(0, running + 1)) {
        for (Value output : node.outputs()) {
          boolean needed = lastUse[output.index()] >= running || node.index() == running;
          if (base[output.index()] == output.index() && needed) {
            held.add(output);
          }
        }
      }
      return held;
    }

    /** What is there while each node runs; without nodes what is there at all. */
    List<Dim> walk(Dim[] bytes) {
      List<Dim> all = new ArrayList<>(graph.nodes().size());
      boolean[] released = new boolean[base.length];
      Dim live = Dim.ZERO;
      for (Value input : graph.inputs()) {
        if (lastUse[input.index()] >= 0) {
          live = live.plus(bytes[input.index()]);
        }
      }
      for (Node node : graph.nodes()) {
        for (Value output : node.outputs()) {
          if (base[output.index()] == output.index()) {
            live = live.plus(bytes[output.index()]);
          }
        }
        all.add(live);
        live = live.minus(released(node, node.inputs(), bytes, released));
        live = live.minus(released(node, node.outputs(), bytes, released));
      }
      if (all.isEmpty()) {
        all.add(live);
      }
      return all;
    }

    /** What is needed no more after a node, of the memory behind some of its values. */
    private Dim released(Node node, List<Value> values, Dim[] bytes, boolean[] before) {
      Dim released = Dim.ZERO;
      for (Value value : values) {
        int memory = base[value.index()];
        boolean last = lastUse[memory] == node.index() || lastUse[memory] == UNUSED;
        if (last && !before[memory]) {
          released = released.plus(bytes[memory]);
          before[memory] = true;
        }
      }
      return released;
    }
  }
}
