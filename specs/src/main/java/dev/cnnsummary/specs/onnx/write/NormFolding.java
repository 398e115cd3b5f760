package dev.cnnsummary.specs.onnx.write;

import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.onnx.proto.AttributeProto;
import dev.cnnsummary.specs.onnx.proto.NodeProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes batch normalisation a part of what is before it: {@code γ·(w·x + b − μ)/√(σ² + ε) + β} is
 * {@code (s·w)·x + s·(b − μ) + β} with {@code s = γ/√(σ² + ε)}. Computed in double precision,
 * rounded once.
 */
final class NormFolding {
  private final Model model;
  private final Map<String, Integer> uses = new HashMap<>();
  private final Map<String, NodeProto> makers = new HashMap<>();
  private final Map<String, Initializer> fixed = new HashMap<>();

  NormFolding(Model model, Set<String> outputs) {
    this.model = model;
    outputs.forEach(output -> uses.merge(output, 1, Integer::sum));
    for (NodeProto node : model.nodes()) {
      node.getInputList().forEach(input -> uses.merge(input, 1, Integer::sum));
      node.getOutputList().forEach(output -> makers.put(output, node));
      if (node.getOpType().equals("Constant")) {
        fixed.put(node.getOutput(0), Constants.read(node));
      }
    }
    fixed.putAll(model.initializers());
  }

  void fold() {
    Map<NodeProto, NodeProto> changed = new HashMap<>();
    List<NodeProto> gone = new ArrayList<>();
    for (NodeProto norm : model.nodes()) {
      NodeProto before = foldable(norm);
      if (before != null) {
        changed.put(before, folded(before, norm));
        gone.add(norm);
      }
    }
    model.nodes().removeAll(gone);
    model.nodes().replaceAll(node -> changed.getOrDefault(node, node));
  }

  /** What a norm can become a part of; null where it cannot. */
  private @Nullable NodeProto foldable(NodeProto norm) {
    if (!norm.getOpType().equals("BatchNormalization")) {
      return null;
    }
    NodeProto before = makers.get(norm.getInput(0));
    boolean affine =
        before != null
            && switch (before.getOpType()) {
              case "Conv", "ConvTranspose", "Gemm" -> true;
              default -> false;
            };
    if (before == null || !affine || uses.getOrDefault(norm.getInput(0), 0) != 1) {
      return null;
    }
    boolean own =
        before.getInputList().stream()
            .skip(1)
            .allMatch(input ->
                model.initializers().containsKey(input) && uses.getOrDefault(input, 0) == 1);
    boolean known = norm.getInputList().stream().skip(1).allMatch(fixed::containsKey);
    return own && known ? before : null;
  }

  private NodeProto folded(NodeProto before, NodeProto norm) {
    Scale scale = new Scale(norm);
    Initializer weight = initializer(before.getInput(1));
    Initializer bias = before.getInputCount() > 2 ? initializer(before.getInput(2)) : null;
    model
        .initializers()
        .put(
            weight.name(),
            new Initializer(
                weight.name(),
                weight.dtype(),
                weight.shape(),
                weights -> scaled(before, weight.numbers(weights), scale.of(weights))));
    String name = bias == null ? biasName(weight.name()) : bias.name();
    model
        .initializers()
        .put(
            name,
            new Initializer(
                name,
                weight.dtype(),
                scale.mean.shape(),
                weights -> shifted(bias == null ? null : bias.numbers(weights), scale, weights)));
    NodeProto.Builder changed = before.toBuilder().setOutput(0, norm.getOutput(0));
    return bias == null ? changed.addInput(name).build() : changed.build();
  }

  private Initializer initializer(String name) {
    return Objects.requireNonNull(fixed.get(name), name);
  }

  private String biasName(String weight) {
    String stem = weight.endsWith(".weight") ? weight.substring(0, weight.length() - 7) : weight;
    String name = stem + ".bias";
    return model.initializers().containsKey(name) ? weight + ".bias" : name;
  }

  /** The factor of each channel. */
  private final class Scale {
    private final Initializer factor;
    private final Initializer amount;
    private final Initializer mean;
    private final Initializer variance;
    private final double eps;

    Scale(NodeProto norm) {
      factor = initializer(norm.getInput(1));
      amount = initializer(norm.getInput(2));
      mean = initializer(norm.getInput(3));
      variance = initializer(norm.getInput(4));
      AttributeProto told = Simplification.attribute(norm, "epsilon");
      eps = told == null ? 1e-5 : told.getF();
    }

    double[] of(Function<Value, Literal> weights) {
      Literal factors = factor.numbers(weights);
      Literal variances = variance.numbers(weights);
      double[] scales = new double[Math.toIntExact(factors.numel())];
      for (int i = 0; i < scales.length; i++) {
        scales[i] = factors.number(i) / Math.sqrt(variances.number(i) + eps);
      }
      return scales;
    }
  }

  private static Literal shifted(
      @Nullable Literal bias, Scale scale, Function<Value, Literal> weights) {
    double[] scales = scale.of(weights);
    Literal means = scale.mean.numbers(weights);
    Literal amounts = scale.amount.numbers(weights);
    float[] shifted = new float[scales.length];
    for (int i = 0; i < shifted.length; i++) {
      double before = bias == null ? 0 : bias.number(i);
      shifted[i] = (float) (scales[i] * (before - means.number(i)) + amounts.number(i));
    }
    return Numbers.floats(means.shape(), shifted);
  }

  /** Every element by the factor of the output channel that it is for. */
  private static Literal scaled(NodeProto node, Literal weight, double[] scales) {
    long taps = 1;
    for (long extent : weight.shape().subList(2, weight.shape().size())) {
      taps *= extent;
    }
    boolean transposed = node.getOpType().equals("ConvTranspose");
    AttributeProto group = Simplification.attribute(node, "group");
    long groups = group == null ? 1 : group.getI();
    long second = weight.shape().get(1);
    long inGroup = weight.shape().get(0) / groups;
    float[] scaled = new float[Math.toIntExact(weight.numel())];
    for (int i = 0; i < scaled.length; i++) {
      long row = i / (second * taps);
      long channel = transposed ? row / inGroup * second + i / taps % second : row;
      scaled[i] = (float) (weight.number(i) * scales[(int) channel]);
    }
    return Numbers.floats(weight.shape(), scaled);
  }
}
