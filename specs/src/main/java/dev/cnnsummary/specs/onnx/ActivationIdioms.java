package dev.cnnsummary.specs.onnx;

import com.google.protobuf.ByteString;
import dev.cnnsummary.specs.onnx.proto.AttributeProto;
import dev.cnnsummary.specs.onnx.proto.NodeProto;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Activations that are products of their argument with a function of it. */
final class ActivationIdioms {
  private final Groups groups;

  ActivationIdioms(Groups groups) {
    this.groups = groups;
  }

  @Nullable NodeProto product(NodeProto node) {
    for (int input = 0; input < 2 && node.getInputCount() == 2; input++) {
      NodeProto gated = gated(node, node.getInput(input), Groups.other(node, input));
      if (gated != null) {
        return gated;
      }
    }
    return gelu(node);
  }

  /** {@code x·f(x)}. */
  private @Nullable NodeProto gated(NodeProto node, String x, String gate) {
    NodeProto sigmoid = groups.maker(gate, "Sigmoid");
    if (sigmoid != null && sigmoid.getInput(0).equals(x) && Groups.isTogether(sigmoid, node)) {
      return groups.replaced(node, "Swish", List.of(x), List.of(), List.of(sigmoid));
    }
    NodeProto hard = groups.maker(gate, "HardSigmoid");
    if (hard != null
        && hard.getInput(0).equals(x)
        && Groups.isTogether(hard, node)
        && Math.abs(Groups.attribute(hard, "alpha", 0.2) - 1 / 6.0) < Groups.EXACT
        && Groups.attribute(hard, "beta", 0.5) == 0.5) {
      return groups.replaced(node, "HardSwish", List.of(x), List.of(), List.of(hard));
    }
    NodeProto tanh = groups.maker(gate, "Tanh");
    NodeProto soft = tanh == null ? null : groups.maker(tanh.getInput(0), "Softplus");
    return tanh != null && soft != null && soft.getInput(0).equals(x)
        ? groups.replaced(node, "Mish", List.of(x), List.of(), List.of(tanh, soft))
        : null;
  }

  /** The factors of products within products. */
  private List<String> factors(NodeProto product, List<NodeProto> passed) {
    List<String> factors = new ArrayList<>();
    for (String input : product.getInputList()) {
      NodeProto inner = groups.maker(input, "Mul");
      if (inner != null && factors.size() < 8) {
        passed.add(inner);
        factors.addAll(factors(inner, passed));
      } else {
        factors.add(input);
      }
    }
    return factors;
  }

  /** {@code x·(1 + f(x))·½}, in any order. */
  private @Nullable NodeProto gelu(NodeProto node) {
    List<NodeProto> passed = new ArrayList<>();
    List<String> factors = factors(node, passed);
    if (factors.size() != 3 || !factors.removeIf(factor -> groups.isNumber(factor, 0.5))) {
      return null;
    }
    for (int i = 0; i < 2 && factors.size() == 2; i++) {
      NodeProto sum = groups.maker(factors.get(i), "Add");
      String x = factors.get(1 - i);
      if (sum == null) {
        continue;
      }
      passed.add(sum);
      for (int input = 0; input < 2; input++) {
        if (groups.isNumber(Groups.other(sum, input), 1)) {
          NodeProto erf = groups.maker(sum.getInput(input), "Erf");
          if (erf != null && isScaled(erf.getInput(0), x, passed)) {
            passed.add(erf);
            return groups.replaced(node, "Gelu", List.of(x), List.of(), passed);
          }
          NodeProto tanh = groups.maker(sum.getInput(input), "Tanh");
          if (tanh != null && isCubic(tanh.getInput(0), x, passed)) {
            passed.add(tanh);
            AttributeProto way =
                AttributeProto.newBuilder()
                    .setName("approximate")
                    .setType(3)
                    .setS(ByteString.copyFromUtf8("tanh"))
                    .build();
            return groups.replaced(node, "Gelu", List.of(x), List.of(way), passed);
          }
        }
      }
    }
    return null;
  }

  /** {@code x/√2}. */
  private boolean isScaled(String name, String x, List<NodeProto> passed) {
    NodeProto quotient = groups.maker(name, "Div");
    NodeProto scaled = quotient == null ? groups.maker(name, "Mul") : quotient;
    double factor = quotient == null ? Math.sqrt(0.5) : Math.sqrt(2);
    if (scaled == null
        || !scaled.getInput(0).equals(x)
        || !groups.isNumber(scaled.getInput(1), factor)) {
      return false;
    }
    passed.add(scaled);
    return true;
  }

  /** {@code √(2/π)·(x + 0.044715·x³)}. */
  private boolean isCubic(String name, String x, List<NodeProto> passed) {
    NodeProto product = groups.maker(name, "Mul");
    if (product == null) {
      return false;
    }
    List<NodeProto> inner = new ArrayList<>(List.of(product));
    List<String> factors = factors(product, inner);
    boolean scaled = factors.removeIf(factor -> groups.isNumber(factor, Math.sqrt(2 / Math.PI)));
    NodeProto sum = scaled && factors.size() == 1 ? groups.maker(factors.getFirst(), "Add") : null;
    if (sum == null) {
      return false;
    }
    inner.add(sum);
    for (int input = 0; input < 2; input++) {
      NodeProto cubic = groups.maker(Groups.other(sum, input), "Mul");
      if (sum.getInput(input).equals(x) && cubic != null) {
        inner.add(cubic);
        List<String> cube = factors(cubic, inner);
        NodeProto power =
            cube.stream()
                .map(each -> groups.maker(each, "Pow"))
                .filter(each -> each != null && groups.isNumber(each.getInput(1), 3))
                .findFirst()
                .orElse(null);
        boolean third =
            power == null
                ? Collections.frequency(cube, x) == 3 && cube.size() == 4
                : power.getInput(0).equals(x) && cube.size() == 2;
        if (third && cube.stream().anyMatch(each -> groups.isNumber(each, 0.044715))) {
          if (power != null) {
            inner.add(power);
          }
          passed.addAll(inner);
          return true;
        }
      }
    }
    return false;
  }
}
