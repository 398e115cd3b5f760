package dev.cnnsummary.specs.onnx;

import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.onnx.proto.AttributeProto;
import dev.cnnsummary.specs.onnx.proto.NodeProto;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Norms that are written with their arithmetic, or between changes of the layout. */
final class NormIdioms {
  private final Groups groups;

  NormIdioms(Groups groups) {
    this.groups = groups;
  }

  /** A fixed amount that is added to a product with fixed factors: the end of a norm. */
  @Nullable NodeProto shifted(NodeProto node) {
    for (int input = 0; input < 2 && node.getInputCount() == 2; input++) {
      NodeProto scaled = groups.maker(node.getInput(input), "Mul");
      String amount = Groups.other(node, input);
      if (scaled == null || groups.stored(amount) == null) {
        continue;
      }
      for (int factor = 0; factor < 2; factor++) {
        String weight = Groups.other(scaled, factor);
        if (groups.stored(weight) != null) {
          NodeProto norm = layerNorm(node, scaled, scaled.getInput(factor), weight, amount);
          return norm == null
              ? groupNorm(node, scaled, scaled.getInput(factor), weight, amount)
              : norm;
        }
      }
    }
    return null;
  }

  /** {@code (x − mean)/√(mean of squares + ε)} along the last axes. */
  private @Nullable NodeProto layerNorm(
      NodeProto last, NodeProto scaled, String normed, String weight, String amount) {
    NodeProto quotient = groups.maker(normed, "Div");
    NodeProto root = quotient == null ? null : groups.maker(quotient.getInput(1), "Sqrt");
    NodeProto sum = root == null ? null : groups.maker(root.getInput(0), "Add");
    NodeProto variance = sum == null ? null : groups.maker(sum.getInput(0), "ReduceMean");
    NodeProto centred = quotient == null ? null : groups.anyMaker(quotient.getInput(0));
    if (variance == null || sum == null || quotient == null || root == null || centred == null) {
      return null;
    }
    NodeProto squares = square(variance.getInput(0), quotient.getInput(0));
    NodeProto mean =
        centred.getOpType().equals("Sub") && centred.getInputCount() == 2
            ? groups.maker(centred.getInput(1), "ReduceMean")
            : null;
    Stored eps = groups.stored(sum.getInput(1));
    Stored shape = groups.stored(weight);
    boolean whole =
        squares != null
            && mean != null
            && mean.getInput(0).equals(centred.getInput(0))
            && eps != null
            && eps.literal().numel() == 1
            && shape != null
            && isLast(mean, shape.literal())
            && isLast(variance, shape.literal())
            && groups.uses(quotient.getInput(0)) == (squares.getOpType().equals("Pow") ? 2 : 3);
    if (!whole || eps == null || shape == null || squares == null || mean == null) {
      return null;
    }
    return groups.replaced(
        last,
        "LayerNormalization",
        List.of(centred.getInput(0), weight, amount),
        List.of(
            Groups.number("epsilon", (float) eps.literal().number(0)),
            Groups.integer("axis", -shape.literal().shape().size())),
        List.of(scaled, quotient, root, sum, variance, squares, centred, mean));
  }

  private @Nullable NodeProto square(String name, String of) {
    NodeProto power = groups.maker(name, "Pow");
    if (power != null && power.getInput(0).equals(of) && groups.isNumber(power.getInput(1), 2)) {
      return power;
    }
    NodeProto product = groups.maker(name, "Mul");
    boolean squares =
        product != null && product.getInput(0).equals(of) && product.getInput(1).equals(of);
    return squares ? product : null;
  }

  /** Whether a mean is along as many last axes as a weight has, which stay. */
  private boolean isLast(NodeProto mean, Literal weight) {
    List<Long> axes = new ArrayList<>();
    for (AttributeProto attribute : mean.getAttributeList()) {
      if (attribute.getName().equals("axes")) {
        axes.addAll(attribute.getIntsList());
      }
    }
    Stored told = mean.getInputCount() > 1 ? groups.stored(mean.getInput(1)) : null;
    for (int i = 0; told != null && i < told.literal().numel(); i++) {
      axes.add(told.literal().integer(i));
    }
    List<Long> last = new ArrayList<>();
    for (int axis = -weight.shape().size(); axis < 0; axis++) {
      last.add((long) axis);
    }
    Integer rank = groups.known(mean.getInput(0)).rank();
    axes.replaceAll(axis -> axis >= 0 && rank != null ? axis - rank : axis);
    return axes.equals(last) && Groups.attribute(mean, "keepdims", 1) == 1;
  }

  /** Groups as channels of an instance norm. */
  private @Nullable NodeProto groupNorm(
      NodeProto last, NodeProto scaled, String normed, String weight, String amount) {
    NodeProto whole = groups.maker(normed, "Reshape");
    NodeProto norm =
        whole == null ? null : groups.maker(whole.getInput(0), "InstanceNormalization");
    NodeProto divided = norm == null ? null : groups.maker(norm.getInput(0), "Reshape");
    if (whole == null || norm == null || divided == null || norm.getInputCount() != 3) {
      return null;
    }
    Stored shape = groups.stored(divided.getInput(1));
    Stored factors = groups.stored(norm.getInput(1));
    boolean plain =
        shape != null
            && shape.literal().numel() == 3
            && shape.literal().integer(2) == -1
            && factors != null
            && factors.literal().numel() == shape.literal().integer(1)
            && !factors.initializer();
    if (!plain || shape == null) {
      return null;
    }
    return groups.replaced(
        last,
        "GroupNormalization",
        List.of(divided.getInput(0), weight, amount),
        List.of(
            Groups.number("epsilon", (float) Groups.attribute(norm, "epsilon", 1e-5)),
            Groups.integer("num_groups", shape.literal().integer(1))),
        List.of(scaled, whole, norm, divided));
  }

  /** What makes a node's first input, if it has one and that is made so. */
  private @Nullable NodeProto first(NodeProto node, String type) {
    return node.getInputCount() == 0 ? null : groups.maker(node.getInput(0), type);
  }

  /** A norm of the channels between transpositions. */
  @Nullable NodeProto channelsFirst(NodeProto node) {
    NodeProto norm = first(node, "LayerNormalization");
    NodeProto before = norm == null ? null : first(norm, "Transpose");
    boolean fits =
        norm != null
            && before != null
            && Groups.isTogether(norm, node)
            && Groups.isTogether(before, node)
            && order(node).equals(List.of(0L, 3L, 1L, 2L))
            && order(before).equals(List.of(0L, 2L, 3L, 1L))
            && Groups.attribute(norm, "axis", -1) == -1;
    if (!fits || norm == null || before == null) {
      return null;
    }
    List<String> inputs = new ArrayList<>(norm.getInputList());
    inputs.set(0, before.getInput(0));
    List<AttributeProto> attributes = new ArrayList<>(norm.getAttributeList());
    attributes.add(Groups.integer(Norms.CHANNELS_FIRST, 1));
    return groups.replaced(node, "LayerNormalization", inputs, attributes, List.of(norm, before));
  }

  private static List<Long> order(NodeProto node) {
    for (AttributeProto attribute : node.getAttributeList()) {
      if (attribute.getName().equals("perm")) {
        return attribute.getIntsList();
      }
    }
    return List.of();
  }
}
