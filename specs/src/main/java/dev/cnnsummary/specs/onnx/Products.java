package dev.cnnsummary.specs.onnx;

import dev.cnnsummary.specs.function.Addmm;
import dev.cnnsummary.specs.function.Attention;
import dev.cnnsummary.specs.function.Einsum;
import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.op.Linear;
import dev.cnnsummary.specs.op.MatMul;
import dev.cnnsummary.specs.op.Op;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads products of matrices: a Linear where the right one is a fixed weight. */
final class Products {
  private Products() {}

  static @Nullable Mapped map(Call call) {
    return switch (call.type()) {
      case "Gemm" -> gemm(call);
      case "MatMul" -> matMul(call);
      case "Einsum" ->
          Mapped.function(new Einsum(call.attributes().text("equation", "")), call.values());
      case "Attention" -> attention(call);
      default -> null;
    };
  }

  private static Mapped gemm(Call call) {
    Attributes attributes = call.attributes();
    double alpha = attributes.number("alpha", 1);
    double beta = attributes.number("beta", 1);
    boolean transposeLeft = attributes.flag("transA");
    boolean transposeRight = attributes.flag("transB");
    Literal matrix = matrix(call);
    Literal addend = call.literal(2);
    boolean plain = !transposeLeft && alpha == 1 && (!call.has(2) || beta == 1);
    if (matrix != null && plain) {
      long inFeatures = matrix.shape().get(transposeRight ? 1 : 0);
      long outFeatures = matrix.shape().get(transposeRight ? 0 : 1);
      boolean vector =
          addend != null && addend.numel() == outFeatures && last(addend) == outFeatures;
      if (!call.has(2) || vector) {
        List<Value> weights = new ArrayList<>();
        weights.add(transposeRight ? call.weight(1, true) : call.transposedWeight(1));
        if (call.has(2)) {
          weights.add(call.flatWeight(2));
        }
        return new Mapped(
            new Linear((int) inFeatures, (int) outFeatures, call.has(2)),
            List.of(call.value(0)),
            weights);
      }
    }
    return Mapped.function(
        new Addmm(alpha, beta, transposeLeft, transposeRight, call.has(2)), call.values());
  }

  private static long last(Literal literal) {
    return literal.shape().isEmpty() ? 1 : literal.shape().getLast();
  }

  /** The right operand where it is a fixed matrix of floating-point numbers. */
  private static @Nullable Literal matrix(Call call) {
    Literal matrix = call.literal(1);
    boolean fits =
        matrix != null
            && matrix.shape().size() == 2
            && matrix.dtype().isFloating()
            && matrix.shape().stream()
                .allMatch(extent -> extent >= 1 && extent <= Integer.MAX_VALUE);
    return fits ? matrix : null;
  }

  /** What is added is an input after the two factors, where {@link Fusion} put it. */
  private static Mapped matMul(Call call) {
    Literal matrix = matrix(call);
    if (matrix == null) {
      return Mapped.function(new MatMul(MatMul.Kind.BROADCAST), call.values());
    }
    if (call.has(2) && call.literal(2) == null) {
      throw new Fault("MatMul takes two inputs, not three");
    }
    List<Value> weights = new ArrayList<>();
    weights.add(call.transposedWeight(1));
    if (call.has(2)) {
      weights.add(call.weight(2, true));
    }
    Op op =
        new Linear(
            (int) (long) matrix.shape().get(0), (int) (long) matrix.shape().get(1), call.has(2));
    return new Mapped(op, List.of(call.value(0)), weights);
  }

  private static Mapped attention(Call call) {
    Attributes attributes = call.attributes();
    List<Boolean> made = new ArrayList<>();
    for (int output = 1; output < call.outputs(); output++) {
      made.add(call.makes(output));
    }
    Op op =
        new Attention(
            attributes.flag("is_causal"),
            attributes.has("q_num_heads") ? attributes.size("q_num_heads", 0) : null,
            attributes.has("kv_num_heads") ? attributes.size("kv_num_heads", 0) : null,
            attributes.has("scale") ? attributes.number("scale", 0) : null,
            attributes.number("softcap", 0),
            attributes.size("qk_matmul_output_mode", 0),
            call.has(3),
            call.has(4),
            call.has(6),
            made);
    return Mapped.function(op, call.values());
  }
}
