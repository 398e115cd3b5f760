package dev.cnnsummary.cli;

import dev.cnnsummary.analyzer.field.AxisField;
import dev.cnnsummary.analyzer.field.Places;
import dev.cnnsummary.analyzer.field.Places.Stretch;
import dev.cnnsummary.analyzer.field.ReceptiveField;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.op.Activation;
import dev.cnnsummary.specs.op.AdaptivePool;
import dev.cnnsummary.specs.op.BatchNorm;
import dev.cnnsummary.specs.op.Concat;
import dev.cnnsummary.specs.op.Contiguous;
import dev.cnnsummary.specs.op.Convolution;
import dev.cnnsummary.specs.op.Dropout;
import dev.cnnsummary.specs.op.Elementwise;
import dev.cnnsummary.specs.op.Flatten;
import dev.cnnsummary.specs.op.Identity;
import dev.cnnsummary.specs.op.Linear;
import dev.cnnsummary.specs.op.LpPool;
import dev.cnnsummary.specs.op.Op;
import dev.cnnsummary.specs.op.Pool;
import dev.cnnsummary.specs.op.Reduce;
import dev.cnnsummary.specs.op.Window;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which values surely see every element of their receptive field, in one channel or another: a
 * field is a box around what is seen, and dilation, strides and branches of different forms leave
 * gaps in it. Of operators other than the usual ones nothing is claimed.
 */
final class DenseFields {
  private final Prediction prediction;
  private final int input;
  private final BitSet dense = new BitSet();
  private final BitSet even = new BitSet();
  private final Map<Integer, List<Stretch>> seen = new HashMap<>();

  private DenseFields(Prediction prediction, int input) {
    this.prediction = prediction;
    this.input = input;
  }

  /**
   * Walks a graph.
   *
   * @param input whose elements are seen
   * @param extents its spatial extents
   */
  static DenseFields of(Graph graph, Prediction prediction, int input, int[] extents) {
    DenseFields fields = new DenseFields(prediction, input);
    List<Stretch> all = Arrays.stream(extents).mapToObj(n -> new Stretch(0, n - 1L)).toList();
    for (Value value : graph.inputs()) {
      fields.set(value, true, true, all);
    }
    for (Node node : graph.nodes()) {
      fields.visit(node);
    }
    return fields;
  }

  private void set(Value value, boolean isDense, boolean isEven, List<Stretch> all) {
    dense.set(value.index(), isDense);
    even.set(value.index(), isEven);
    seen.put(value.index(), all);
  }

  /** Whether a value's fields have no gaps. */
  boolean isDense(Value value) {
    return dense.get(value.index());
  }

  /**
   * Whether a value sees a pixel at all: windows that do not fit any more pass over the end of an
   * axis, and a later window over what they would have made sees it by its place only.
   */
  boolean sees(Value value, List<Integer> pixel) {
    List<Stretch> all = seen.getOrDefault(value.index(), List.of());
    for (int axis = 0; axis < all.size(); axis++) {
      if (pixel.get(axis) < all.get(axis).first() || pixel.get(axis) > all.get(axis).last()) {
        return false;
      }
    }
    return true;
  }

  private void visit(Node node) {
    List<Value> operands = new ArrayList<>();
    for (Value value : node.inputs()) {
      if (!value.isWeight() && axes(value) != null) {
        operands.add(value);
      }
    }
    boolean isEven = operands.stream().allMatch(value -> even.get(value.index()));
    boolean isDense = operands.stream().allMatch(this::isDense) && keeps(node, operands, isEven);
    boolean mixes = node.op() instanceof Linear || isWhole(node.op());
    boolean differ = node.op() instanceof Concat && !isOne(operands);
    for (int i = 0; i < node.outputs().size(); i++) {
      Shape shape = prediction.layer(node).outputs().get(i).shape();
      Value output = node.outputs().get(i);
      set(output, isDense, mixes || (isEven && !differ), seen(output, shape, operands));
    }
  }

  /** What of the input all elements of a value see together, along each axis. */
  private List<Stretch> seen(Value value, Shape shape, List<Value> operands) {
    List<AxisField> fields = fields(value);
    List<Stretch> all = new ArrayList<>();
    for (int axis = 0; axis < fields.size(); axis++) {
      long first = Long.MIN_VALUE;
      long last = Long.MAX_VALUE;
      for (Value operand : operands) {
        Stretch known = Objects.requireNonNull(seen.get(operand.index())).get(axis);
        first = Math.max(first, known.first());
        last = Math.min(last, known.last());
      }
      Places places = fields.get(axis).places();
      if (places != null && places.placed()) {
        Dim extent = shape.dim(fields.get(axis).axes().getFirst());
        first = Math.max(first, places.at(0).first());
        last = Math.min(last, places.at(extent.value() - 1).last());
      }
      all.add(new Stretch(first, last));
    }
    return all;
  }

  /** Whether an output element sees all channels. */
  private static boolean isWhole(Op op) {
    return op instanceof Convolution convolution && convolution.groups() == 1;
  }

  private boolean isOne(List<Value> values) {
    return values.stream().map(this::axes).distinct().count() <= 1;
  }

  private @Nullable List<AxisField> axes(Value value) {
    ReceptiveField field = prediction.field(value);
    return field.inputs().get(input);
  }

  /** Whether what is made of dense fields is dense. */
  private boolean keeps(Node node, List<Value> operands, boolean isEven) {
    return switch (node.op()) {
      case Convolution op -> (op.groups() == 1 || isEven) && joins(op.window(), operands);
      case Pool op -> joins(op.window(), operands);
      case LpPool op -> joins(op.window(), operands);
      case Concat _, Elementwise _ -> isNested(operands);
      case AdaptivePool _ -> isRegular(node);
      case Activation _,
          BatchNorm _,
          Contiguous _,
          Dropout _,
          Flatten _,
          Identity _,
          Linear _,
          Reduce _ ->
          true;
      default -> false;
    };
  }

  /** Whether the fields under neighbouring taps of a window leave nothing between them. */
  private boolean joins(Window window, List<Value> operands) {
    for (Value value : operands) {
      for (AxisField field : fields(value)) {
        int axis = field.axes().size() == 1 ? field.axes().getFirst() - 2 : -1;
        boolean moves = axis >= 0 && axis < window.axes() && window.kernel().get(axis) > 1;
        if (moves && !touch(field.places(), window.dilation().get(axis))) {
          return false;
        }
      }
    }
    return true;
  }

  private List<AxisField> fields(Value value) {
    List<AxisField> fields = axes(value);
    return fields == null ? List.of() : fields;
  }

  private static boolean touch(@Nullable Places places, int distance) {
    if (places == null) {
      return false;
    }
    for (int i = 0; i < places.stretches().size(); i++) {
      if (places.at(i + (long) distance).first() > places.at(i).last() + 1) {
        return false;
      }
    }
    return true;
  }

  /** Whether one of some fields holds all others; the box around them is that one then. */
  private boolean isNested(List<Value> operands) {
    return operands.isEmpty()
        || operands.stream()
            .anyMatch(
                outer -> operands.stream().allMatch(inner -> holds(fields(outer), fields(inner))));
  }

  private static boolean holds(List<AxisField> outer, List<AxisField> inner) {
    for (int axis = 0; axis < outer.size(); axis++) {
      if (!outer.get(axis).isWhole() && !holds(outer.get(axis), inner.get(axis))) {
        return false;
      }
    }
    return true;
  }

  private static boolean holds(AxisField outer, AxisField inner) {
    Places around = outer.places();
    Places within = inner.places();
    if (around == null || within == null || !Objects.equals(outer.stride(), inner.stride())) {
      return outer.equals(inner);
    }
    for (int i = 0; i < around.stretches().size() * within.stretches().size(); i++) {
      if (around.at(i).first() > within.at(i).first()
          || around.at(i).last() < within.at(i).last()) {
        return false;
      }
    }
    return true;
  }

  /** Whether the regions of an adaptive pooling are all alike, so that their field is exact. */
  private boolean isRegular(Node node) {
    var from = prediction.layer(node).inputs().getFirst().shape();
    var to = prediction.layer(node).outputs().getFirst().shape();
    for (int axis = 2; axis < to.rank(); axis++) {
      if (from.dim(axis).value() % to.dim(axis).value() != 0) {
        return false;
      }
    }
    return true;
  }
}
