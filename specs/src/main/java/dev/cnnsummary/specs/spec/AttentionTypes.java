package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.graph.Node.Form;
import dev.cnnsummary.specs.op.MultiheadAttention;
import dev.cnnsummary.specs.op.Op;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Attention with its projections. */
final class AttentionTypes {
  private AttentionTypes() {}

  static List<LayerType> types() {
    return List.of(
        new LayerType(
            "MultiheadAttention",
            Form.MODULE,
            "Attention with several heads; takes query, key and value.",
            3,
            3,
            options(),
            AttentionTypes::make,
            AttentionTypes::write));
  }

  private static List<Option> options() {
    return List.of(
        Option.integer("embed_dim", 1, "features of the query and the output"),
        Option.integer("num_heads", 1, "heads that the features are split into"),
        Option.number("dropout", "probability of a weight being zeroed in training").or(0),
        Option.flag("bias", true, "whether the projections add amounts"),
        Option.flag("add_bias_kv", false, "whether a learnable element follows key and value"),
        Option.flag("add_zero_attn", false, "whether a zero follows key and value"),
        Option.integer("kdim", 1, "features of the key, embed_dim if left out").orNull(),
        Option.integer("vdim", 1, "features of the value, embed_dim if left out").orNull(),
        Option.flag("batch_first", false, "whether the batch comes before the sequence's axis"),
        Option.flag("need_weights", true, "whether the call returns the weights as well"),
        Option.flag("average_attn_weights", true, "whether it averages them over heads"));
  }

  private static Op make(Arguments arguments) {
    int embedDim = arguments.integer("embed_dim");
    int numHeads = arguments.integer("num_heads");
    if (embedDim % numHeads != 0) {
      arguments.problem("num_heads", numHeads + " does not divide embed_dim, " + embedDim);
    }
    return new MultiheadAttention(
        embedDim,
        numHeads,
        arguments.probability("dropout"),
        arguments.flag("bias"),
        arguments.flag("add_bias_kv"),
        arguments.flag("add_zero_attn"),
        arguments.integerOrNull("kdim"),
        arguments.integerOrNull("vdim"),
        arguments.flag("batch_first"),
        arguments.flag("need_weights"),
        arguments.flag("average_attn_weights"));
  }

  private static @Nullable Map<String, Data> write(Op op) {
    return op instanceof MultiheadAttention attention
        ? new OptionWriter()
            .put("embed_dim", attention.embedDim())
            .put("num_heads", attention.numHeads())
            .put("dropout", attention.dropout())
            .put("bias", attention.bias())
            .put("add_bias_kv", attention.addBiasKv())
            .put("add_zero_attn", attention.addZeroAttn())
            .putOrNull("kdim", attention.kdim())
            .putOrNull("vdim", attention.vdim())
            .put("batch_first", attention.batchFirst())
            .put("need_weights", attention.needWeights())
            .put("average_attn_weights", attention.averageAttnWeights())
            .options()
        : null;
  }
}
