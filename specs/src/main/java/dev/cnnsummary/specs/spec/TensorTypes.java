package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.graph.Node.Form;
import dev.cnnsummary.specs.op.Concat;
import dev.cnnsummary.specs.op.Elementwise;
import dev.cnnsummary.specs.op.Flatten;
import dev.cnnsummary.specs.op.Identity;
import java.util.ArrayList;
import java.util.List;

/** What moves, joins, adds or passes on tensors. */
final class TensorTypes {
  private static final int ANY_AXIS = Integer.MIN_VALUE;

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
    types.add(flatten("Flatten", Form.MODULE, 1));
    types.add(flatten("flatten", Form.FUNCTION, 0));
    types.add(concat());
    for (Elementwise.Kind kind : Elementwise.Kind.values()) {
      types.add(elementwise(kind));
    }
    return types;
  }

  private static LayerType flatten(String name, Form form, int start) {
    return LayerType.of(
        name,
        form,
        "Joins a run of axes into one.",
        List.of(
            Option.integer("start_dim", ANY_AXIS, "first axis of the run").or(start),
            Option.integer("end_dim", ANY_AXIS, "last axis of the run").or(-1)),
        arguments -> new Flatten(arguments.integer("start_dim"), arguments.integer("end_dim")),
        op ->
            op instanceof Flatten(int startDim, int endDim)
                ? new OptionWriter().put("start_dim", startDim).put("end_dim", endDim).options()
                : null);
  }

  private static LayerType concat() {
    return new LayerType(
        "cat",
        Form.FUNCTION,
        "Joins tensors along an axis.",
        1,
        Integer.MAX_VALUE,
        List.of(Option.integer("dim", ANY_AXIS, "the axis").or(0)),
        arguments -> new Concat(arguments.integer("dim")),
        op -> op instanceof Concat(int dim) ? new OptionWriter().put("dim", dim).options() : null);
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
