package dev.cnnsummary.executor;

import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.functions.Lowered;
import dev.cnnsummary.executor.kernels.Loops;
import dev.cnnsummary.executor.kernels.Section;
import dev.cnnsummary.executor.kernels.Workers;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.op.Op;
import dev.cnnsummary.specs.shape.DType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The kernels of one operator by itself, which take the place of a function's definition. */
final class Solo {
  private final Op op;
  private final List<Extent> operands;
  private final List<Extent> weights;
  private final List<Value> slots;
  private final PlannedSection planned;
  private List<Tensor> loaded = List.of();
  private boolean isLoaded;

  /** Plans it for what a function was given. */
  Solo(Node node, Lowered lowered, Program.Mode mode, Loops loops, int threads) {
    op = lowered.op();
    operands = extents(lowered.operands());
    weights = extents(lowered.weights());
    List<Value> all = new ArrayList<>();
    List<Value> inputs = values(operands.size(), Value.Kind.INPUT, all);
    slots = values(weights.size(), Value.Kind.PARAMETER, all);
    List<Value> outputs = values(op.outputs(), Value.Kind.ACTIVATION, all);
    Geometry geometry = Geometry.ofCount(all.size());
    put(geometry, inputs, operands);
    put(geometry, slots, weights);
    Node alone =
        new Node(0, node.path(), 1, node.type(), Node.Form.FUNCTION, op, inputs, slots, outputs);
    geometry.visit(alone);
    planned =
        new PlannedSection(
            new Section(inputs, List.of(alone), outputs),
            geometry,
            geometry,
            mode == Program.Mode.DIRECT ? mode : Program.Mode.TRACE,
            loops,
            threads);
  }

  private static List<Extent> extents(List<Tensor> tensors) {
    return tensors.stream().map(Tensor::extent).toList();
  }

  private static List<Value> values(int count, Value.Kind kind, List<Value> all) {
    List<Value> values = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Value value = new Value(all.size(), kind + " " + i, kind, null, null, false);
      all.add(value);
      values.add(value);
    }
    return values;
  }

  private static void put(Geometry geometry, List<Value> values, List<Extent> extents) {
    for (int i = 0; i < values.size(); i++) {
      Extent extent = extents.get(i);
      boolean floating = Tensor.holdsFloats(extent.dtype());
      geometry.put(values.get(i), floating ? new Extent(DType.F32, extent.shape()) : extent);
    }
  }

  /** Whether it was planned for this. */
  boolean fits(Lowered lowered) {
    return op.equals(lowered.op())
        && operands.equals(extents(lowered.operands()))
        && weights.equals(extents(lowered.weights()));
  }

  /** Computes it; weights are packed again where they are other tensors than before. */
  List<Tensor> run(Lowered lowered, Node node, Workers workers, Program.Timer timer) {
    if (!isLoaded || !areSame(loaded, lowered.weights())) {
      Map<Value, Tensor> bySlot = new HashMap<>();
      for (int i = 0; i < slots.size(); i++) {
        bySlot.put(slots.get(i), lowered.weights().get(i));
      }
      planned.load((value, _) -> Objects.requireNonNull(bySlot.get(value)));
      loaded = lowered.weights();
      isLoaded = true;
    }
    planned.run(lowered.operands(), workers, (_, work, nanos) -> timer.ran(node, work, nanos));
    return planned.outputs();
  }

  private static boolean areSame(List<Tensor> some, List<Tensor> others) {
    for (int i = 0; i < some.size(); i++) {
      if (some.get(i) != others.get(i)) {
        return false;
      }
    }
    return true;
  }
}
