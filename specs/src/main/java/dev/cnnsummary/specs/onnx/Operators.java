package dev.cnnsummary.specs.onnx;

import dev.cnnsummary.specs.function.Unknown;
import org.jspecify.annotations.Nullable;

/**
 * Finds what an operator of ONNX is in PyTorch's words. A family reads the operators that it knows
 * and answers null for others.
 */
final class Operators {
  private Operators() {}

  /**
   * A node in PyTorch's words.
   *
   * @throws Fault if its attributes or inputs are not as its operator wants them
   */
  static Mapped map(Call call) {
    String domain = call.node().getDomain();
    if (!domain.isEmpty() && !domain.equals("ai.onnx")) {
      return unknown(call, "an operator of the domain " + Texts.plain(domain));
    }
    if (call.outputs() == 0) {
      return unknown(call, "it makes nothing");
    }
    if (call.attributes().haveGraph()) {
      return unknown(call, "an operator with graphs of its own");
    }
    Mapped mapped = known(call);
    return mapped == null ? unknown(call, "not supported") : mapped;
  }

  private static @Nullable Mapped known(Call call) {
    Mapped mapped = Convolutions.map(call);
    if (mapped == null) {
      mapped = Pools.map(call);
    }
    if (mapped == null) {
      mapped = Norms.map(call);
    }
    if (mapped == null) {
      mapped = Pointwise.map(call);
    }
    if (mapped == null) {
      mapped = Products.map(call);
    }
    if (mapped == null) {
      mapped = Layouts.map(call);
    }
    if (mapped == null) {
      mapped = Slices.map(call);
    }
    if (mapped == null) {
      mapped = Reductions.map(call);
    }
    if (mapped == null) {
      mapped = Indices.map(call);
    }
    if (mapped == null) {
      mapped = Images.map(call);
    }
    return mapped == null ? Quantized.map(call) : mapped;
  }

  /** Stands for what is not known. */
  static Mapped unknown(Call call, String reason) {
    return Mapped.function(
        new Unknown(Texts.plain(call.type()), reason, Math.max(1, call.outputs()), call.declared()),
        call.values());
  }
}
