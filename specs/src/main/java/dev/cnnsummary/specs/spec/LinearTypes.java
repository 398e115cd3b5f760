package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.graph.Node.Form;
import dev.cnnsummary.specs.op.Bilinear;
import dev.cnnsummary.specs.op.Embedding;
import dev.cnnsummary.specs.op.Linear;
import dev.cnnsummary.specs.op.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps of features: the linear layer, the bilinear one, and tables of features. */
final class LinearTypes {
  private LinearTypes() {}

  static List<LayerType> types() {
    List<LayerType> types = new ArrayList<>(List.of(linear(), bilinear(), embedding()));
    types.addAll(LinearFunctionTypes.types());
    return types;
  }

  private static LayerType linear() {
    return LayerType.of(
        "Linear",
        Form.MODULE,
        "Affine map of the last axis.",
        List.of(
            Option.integer(
                    "in_features", 1, "size of the input's last axis, taken from it if left out")
                .orNull(),
            Option.integer("out_features", 1, "size of the output's last axis"),
            bias()),
        arguments ->
            new Linear(
                arguments.integerOrNull("in_features"),
                arguments.integer("out_features"),
                arguments.flag("bias")),
        op ->
            op instanceof Linear(Integer in, int out, boolean bias)
                ? new OptionWriter()
                    .putOrNull("in_features", in)
                    .put("out_features", out)
                    .put("bias", bias)
                    .options()
                : null);
  }

  private static Option bias() {
    return Option.flag("bias", true, "whether an amount is added to each output feature");
  }

  private static LayerType bilinear() {
    return new LayerType(
        "Bilinear",
        Form.MODULE,
        "Bilinear map of the last axes of two tensors.",
        2,
        2,
        List.of(
            Option.integer(
                    "in1_features",
                    1,
                    "size of the first input's last axis, taken from it if left out")
                .orNull(),
            Option.integer(
                    "in2_features",
                    1,
                    "size of the second input's last axis, taken from it if left out")
                .orNull(),
            Option.integer("out_features", 1, "size of the output's last axis"),
            bias()),
        arguments ->
            new Bilinear(
                arguments.integerOrNull("in1_features"),
                arguments.integerOrNull("in2_features"),
                arguments.integer("out_features"),
                arguments.flag("bias")),
        op ->
            op instanceof Bilinear(Integer in1, Integer in2, int out, boolean bias)
                ? new OptionWriter()
                    .putOrNull("in1_features", in1)
                    .putOrNull("in2_features", in2)
                    .put("out_features", out)
                    .put("bias", bias)
                    .options()
                : null);
  }

  /** What a lookup may be told, but the extents of the table. */
  static List<Option> lookup() {
    return List.of(
        Option.integer("padding_idx", Integer.MIN_VALUE, "the row that is not trained").orNull(),
        Option.number("max_norm", "rows with a larger norm are scaled down to it").orNull(),
        Option.number("norm_type", "the power of that norm").or(2),
        Option.flag(
            "scale_grad_by_freq", false, "PyTorch's training option; it changes no number here"),
        Option.flag("sparse", false, "PyTorch's training option; it changes no number here"));
  }

  private static LayerType embedding() {
    List<Option> options = new ArrayList<>();
    options.add(Option.integer("num_embeddings", 1, "rows of the table"));
    options.add(Option.integer("embedding_dim", 1, "elements of a row"));
    options.addAll(lookup());
    return LayerType.of(
        "Embedding",
        Form.MODULE,
        "Looks up a row of a table for each whole number.",
        options,
        LinearTypes::makeEmbedding,
        LinearTypes::writeEmbedding);
  }

  private static Op makeEmbedding(Arguments arguments) {
    int rows = arguments.integer("num_embeddings");
    Integer padding = arguments.integerOrNull("padding_idx");
    if (padding != null && (padding >= rows || padding < -rows)) {
      arguments.problem(
          "padding_idx", "there is no row " + padding + " in a table of num_embeddings, " + rows);
    }
    return new Embedding(
        rows,
        arguments.integer("embedding_dim"),
        padding,
        arguments.numberOrNull("max_norm"),
        arguments.number("norm_type"),
        arguments.flag("scale_grad_by_freq"),
        arguments.flag("sparse"));
  }

  private static @Nullable Map<String, Data> writeEmbedding(Op op) {
    return op instanceof Embedding embedding
        ? new OptionWriter()
            .put("num_embeddings", embedding.numEmbeddings())
            .put("embedding_dim", embedding.embeddingDim())
            .putOrNull("padding_idx", embedding.paddingIdx())
            .putOrNull("max_norm", embedding.maxNorm())
            .put("norm_type", embedding.normType())
            .put("scale_grad_by_freq", embedding.scaleGradByFreq())
            .put("sparse", embedding.sparse())
            .options()
        : null;
  }
}
