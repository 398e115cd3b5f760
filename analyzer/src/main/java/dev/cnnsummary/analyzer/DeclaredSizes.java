package dev.cnnsummary.analyzer;

import dev.cnnsummary.specs.function.Unknown;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.shape.Bindings;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a file says of the outputs of operators that are not known here. It says so for the inputs
 * that it declares: on others, sizes that it gives as numbers need not hold.
 */
final class DeclaredSizes {
  private final @Nullable Bindings bindings;

  DeclaredSizes(Graph graph, ModelInputs inputs) {
    this.bindings = bindings(graph, inputs);
  }

  /** What the symbols of the declared inputs are; null where the inputs are not those declared. */
  private static @Nullable Bindings bindings(Graph graph, ModelInputs inputs) {
    Map<Dim, Dim> given = new HashMap<>();
    Bindings bindings = Bindings.none();
    for (int i = 0; i < inputs.types().size(); i++) {
      Shape declared = graph.inputs().get(i).shape();
      Shape shape = inputs.types().get(i).shape();
      if (declared == null || declared.rank() != shape.rank()) {
        return null;
      }
      for (int axis = 0; axis < shape.rank(); axis++) {
        Dim size = declared.dim(axis);
        Dim now = shape.dim(axis);
        Dim before = given.putIfAbsent(size, now);
        boolean holds =
            size.equals(now) || (!size.isConstant() && now.isConstant() && now.value() > 0);
        if (!holds || (before != null && !before.equals(now))) {
          return null;
        }
        if (before == null && !size.equals(now)) {
          bindings = bindings.and(size.toString(), now.value());
        }
      }
    }
    return bindings;
  }

  /** What an operator makes, as far as the file says. */
  List<@Nullable TensorType> of(Unknown operator) {
    List<@Nullable TensorType> types = new ArrayList<>();
    for (int output = 0; output < operator.outputs(); output++) {
      TensorType type =
          output < operator.declared().size() ? operator.declared().get(output) : null;
      types.add(type == null || bindings == null ? null : type.bind(bindings));
    }
    return types;
  }
}
