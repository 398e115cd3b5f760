package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.function.FunctionalBilinear;
import dev.cnnsummary.specs.function.FunctionalEmbedding;
import dev.cnnsummary.specs.function.FunctionalLinear;
import dev.cnnsummary.specs.graph.Node.Form;
import dev.cnnsummary.specs.op.Op;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps of features that take their weight. */
final class LinearFunctionTypes {
  private LinearFunctionTypes() {}

  static List<LayerType> types() {
    return List.of(linear(), bilinear(), embedding());
  }

  private static LayerType linear() {
    return new LayerType(
        "linear",
        Form.FUNCTION,
        "Affine map of the last axis; takes the input, the weight and perhaps the bias.",
        2,
        3,
        List.of(),
        arguments -> new FunctionalLinear(arguments.inputs() > 2),
        op -> op instanceof FunctionalLinear ? Map.of() : null);
  }

  private static LayerType bilinear() {
    return new LayerType(
        "bilinear",
        Form.FUNCTION,
        "Bilinear map of the last axes of two tensors; takes both, the weight and perhaps the"
            + " bias.",
        3,
        4,
        List.of(),
        arguments -> new FunctionalBilinear(arguments.inputs() > 3),
        op -> op instanceof FunctionalBilinear ? Map.of() : null);
  }

  private static LayerType embedding() {
    return new LayerType(
        "embedding",
        Form.FUNCTION,
        "Looks up a row of a table for each whole number; takes the numbers and the table.",
        2,
        2,
        LinearTypes.lookup(),
        arguments ->
            new FunctionalEmbedding(
                arguments.integerOrNull("padding_idx"),
                arguments.numberOrNull("max_norm"),
                arguments.number("norm_type"),
                arguments.flag("scale_grad_by_freq"),
                arguments.flag("sparse")),
        LinearFunctionTypes::writeEmbedding);
  }

  private static @Nullable Map<String, Data> writeEmbedding(Op op) {
    return op
            instanceof
            FunctionalEmbedding(
                Integer padding,
                Double maxNorm,
                double normType,
                boolean scale,
                boolean sparse)
        ? new OptionWriter()
            .putOrNull("padding_idx", padding)
            .putOrNull("max_norm", maxNorm)
            .put("norm_type", normType)
            .put("scale_grad_by_freq", scale)
            .put("sparse", sparse)
            .options()
        : null;
  }
}
