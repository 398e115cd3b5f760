package dev.cnnsummary.analyzer.memory;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.LayerReport;
import dev.cnnsummary.analyzer.WeightReport;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.op.Dropout;
import dev.cnnsummary.specs.shape.Bindings;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a step of training holds when its forward pass is over, in bytes. Activations are for one
 * sample where the batch is a symbol.
 *
 * @param optimizer how weights are updated
 * @param weights all parameters and buffers
 * @param gradients one for each parameter that is trained
 * @param optimizerState what the optimizer keeps for each of them
 * @param activations the tensors that the backward pass needs, each once: a view counts as the
 *     tensor that it shows, and inputs of the model count where a layer needs them
 */
public record TrainingMemory(
    Optimizer optimizer, Dim weights, Dim gradients, Dim optimizerState, Dim activations) {

  /** All of it. */
  public Dim total() {
    return weights.plus(gradients).plus(optimizerState).plus(activations);
  }

  /**
   * Works it out.
   *
   * @throws ArithmeticException if a number does not fit in 64 bits
   */
  public static TrainingMemory of(Analysis analysis, Optimizer optimizer) {
    Dim gradients = Dim.ZERO;
    for (WeightReport weight : analysis.weights()) {
      if (weight.value().trainable()) {
        DType dtype = weight.value().dtype() == null ? DType.F32 : weight.value().dtype();
        gradients = gradients.plus(analysis.stored(dtype).bytes(weight.shape().numel()));
      }
    }
    return new TrainingMemory(
        optimizer,
        analysis.totals().weightBytes(),
        gradients,
        gradients.times(optimizer.tensors()),
        new Tape(analysis).record());
  }

  /** Records what the backward pass will need while the graph runs forward. */
  private static final class Tape {
    private final Analysis analysis;
    private final Graph graph;
    private final Bindings sample;

    /** For each value the one whose memory it is in. */
    private final int[] base;

    /** The values that need a gradient. */
    private final BitSet learns = new BitSet();

    private final BitSet kept = new BitSet();
    private Dim bytes = Dim.ZERO;

    Tape(Analysis analysis) {
      this.analysis = analysis;
      this.graph = analysis.graph();
      this.sample = analysis.inputs().sample();
      this.base = new int[graph.valueCount()];
      Arrays.setAll(base, index -> index);
      for (Value weight : graph.weights()) {
        kept.set(weight.index()); // it is there anyway
        learns.set(weight.index(), weight.trainable());
      }
    }

    Dim record() {
      @Nullable TensorType[] types = new TensorType[graph.valueCount()];
      for (int i = 0; i < graph.inputs().size(); i++) {
        types[graph.inputs().get(i).index()] = analysis.inputs().types().get(i);
      }
      for (LayerReport layer : analysis.layers()) {
        Node node = layer.node();
        for (int i = 0; i < node.outputs().size(); i++) {
          int index = node.outputs().get(i).index();
          types[index] = layer.outputs().get(i);
          base[index] = isView(layer) ? base[node.inputs().getFirst().index()] : index;
        }
        if (needsGradient(node)) {
          node.outputs().forEach(output -> learns.set(output.index()));
          keep(node, SavedTensors.of(step(layer)), types);
        }
      }
      return bytes;
    }

    /** In training a dropout makes a tensor of its own. */
    private static boolean isView(LayerReport layer) {
      return layer.view() && !(layer.node().op() instanceof Dropout dropout && dropout.p() > 0);
    }

    private boolean needsGradient(Node node) {
      return node.inputs().stream().anyMatch(input -> learns.get(input.index()))
          || node.weights().stream().anyMatch(Value::trainable);
    }

    private Step step(LayerReport layer) {
      return new Step(
          layer.node(),
          shapes(layer.inputs()),
          shapes(layer.outputs()),
          layer.node().inputs().stream().map(input -> learns.get(input.index())).toList());
    }

    private List<Shape> shapes(List<TensorType> types) {
      List<Shape> shapes = new ArrayList<>(types.size());
      types.forEach(type -> shapes.add(type.shape().bind(sample)));
      return shapes;
    }

    private void keep(Node node, Saved saved, @Nullable TensorType[] types) {
      saved.inputs().forEach(index -> keep(base[node.inputs().get(index).index()], types));
      saved.outputs().forEach(index -> keep(base[node.outputs().get(index).index()], types));
      for (Saved.Own own : saved.own()) {
        bytes = bytes.plus(analysis.stored(own.dtype()).bytes(own.elements()));
      }
    }

    /** Weights and constants, which have no type here, are there anyway. */
    private void keep(int memory, @Nullable TensorType[] types) {
      TensorType type = types[memory];
      if (type != null && !kept.get(memory)) {
        kept.set(memory);
        Dim elements = type.shape().bind(sample).numel();
        bytes = bytes.plus(analysis.stored(type.dtype()).bytes(elements));
      }
    }
  }
}
