package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.graph.Node.Form;
import dev.cnnsummary.specs.op.Elementwise;
import dev.cnnsummary.specs.op.MatMul;
import dev.cnnsummary.specs.op.Op;
import dev.cnnsummary.specs.op.ScaledDotProductAttention;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Arithmetic of tensors, element by element and as matrices. */
final class ArithmeticTypes {
  private ArithmeticTypes() {}

  static List<LayerType> types() {
    List<LayerType> types = new ArrayList<>();
    for (Elementwise.Kind kind : Elementwise.Kind.values()) {
      types.add(elementwise(kind));
    }
    types.add(product("matmul", MatMul.Kind.BROADCAST, "The product of two tensors as matrices."));
    types.add(product("bmm", MatMul.Kind.BATCH, "The products of two batches of matrices."));
    types.add(attention());
    return types;
  }

  private static LayerType elementwise(Elementwise.Kind kind) {
    boolean withNumber = kind != Elementwise.Kind.MAXIMUM && kind != Elementwise.Kind.MINIMUM;
    return new LayerType(
        kind.word(),
        Form.FUNCTION,
        switch (kind) {
          case ADD -> "The sum of two tensors, or of a tensor and a number.";
          case SUB -> "The difference of two tensors, or of a tensor and a number.";
          case MUL -> "The product of two tensors element by element, or of a tensor and a number.";
          case DIV ->
              "The quotient of two tensors element by element, or of a tensor and a number.";
          case MAXIMUM -> "The greater of two tensors, element by element.";
          case MINIMUM -> "The lesser of two tensors, element by element.";
        },
        withNumber ? 1 : 2,
        2,
        withNumber
            ? List.of(
                Option.number("other", "the number on the right, where there is no second input")
                    .orNull())
            : List.of(),
        arguments -> {
          Double other = withNumber ? arguments.numberOrNull("other") : null;
          if (withNumber && (other == null) != (arguments.inputs() == 2)) {
            arguments.problem(
                "other",
                other == null
                    ? "give a second input in 'from', or a number here"
                    : "there are two inputs already");
          }
          return new Elementwise(kind, other);
        },
        op ->
            op instanceof Elementwise elementwise && elementwise.kind() == kind
                ? new OptionWriter().putOrNull("other", elementwise.other()).options()
                : null);
  }

  private static LayerType product(String name, MatMul.Kind kind, String summary) {
    return new LayerType(
        name,
        Form.FUNCTION,
        summary,
        2,
        2,
        List.of(),
        _ -> new MatMul(kind),
        op ->
            op instanceof MatMul matMul && matMul.kind() == kind
                ? new OptionWriter().options()
                : null);
  }

  private static LayerType attention() {
    return new LayerType(
        "scaled_dot_product_attention",
        Form.FUNCTION,
        "What each query takes of the values, by how well it fits their keys. The inputs are query,"
            + " key, value and perhaps a mask.",
        3,
        4,
        List.of(
            Option.number("dropout_p", "probability that a weight is zeroed in training").or(0),
            Option.flag("is_causal", false, "whether a place sees itself and those before it only"),
            Option.number("scale", "factor of the products; null for 1/sqrt of the last axis")
                .orNull()),
        arguments -> {
          boolean causal = arguments.flag("is_causal");
          if (causal && arguments.inputs() == 4) {
            arguments.problem("is_causal", "there is a mask already");
          }
          return new ScaledDotProductAttention(
              arguments.number("dropout_p"), causal, arguments.numberOrNull("scale"));
        },
        ArithmeticTypes::writeAttention);
  }

  private static @Nullable Map<String, Data> writeAttention(Op op) {
    return op instanceof ScaledDotProductAttention attention
        ? new OptionWriter()
            .put("dropout_p", attention.dropout())
            .put("is_causal", attention.causal())
            .putOrNull("scale", attention.scale())
            .options()
        : null;
  }
}
