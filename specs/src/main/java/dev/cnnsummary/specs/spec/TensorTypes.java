package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.graph.Node.Form;
import dev.cnnsummary.specs.op.Elementwise;
import dev.cnnsummary.specs.op.Identity;
import java.util.ArrayList;
import java.util.List;

/** What computes with whole tensors, or passes them on. */
final class TensorTypes {
  private TensorTypes() {}

  static List<LayerType> types() {
    List<LayerType> types = new ArrayList<>();
    types.add(
        LayerType.of(
            "Identity",
            Form.MODULE,
            "Hands its input on.",
            List.of(),
            _ -> new Identity(),
            op -> op instanceof Identity ? new OptionWriter().options() : null));
    for (Elementwise.Kind kind : Elementwise.Kind.values()) {
      types.add(elementwise(kind));
    }
    return types;
  }

  private static LayerType elementwise(Elementwise.Kind kind) {
    return new LayerType(
        kind.word(),
        Form.FUNCTION,
        switch (kind) {
          case ADD -> "The sum of two tensors.";
          case SUB -> "The difference of two tensors.";
          case MUL -> "The product of two tensors, element by element.";
          case DIV -> "The quotient of two tensors, element by element.";
        },
        2,
        2,
        List.of(),
        _ -> new Elementwise(kind),
        op ->
            op instanceof Elementwise elementwise && elementwise.kind() == kind
                ? new OptionWriter().options()
                : null);
  }
}
