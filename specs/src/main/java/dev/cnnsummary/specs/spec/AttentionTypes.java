package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.graph.Node.Form;
import dev.cnnsummary.specs.op.MultiheadAttention;
import dev.cnnsummary.specs.op.Op;
import dev.cnnsummary.specs.op.ShiftedWindowAttention;
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
            AttentionTypes::write),
        new LayerType(
            "shifted_window_attention",
            Form.FUNCTION,
            "Attention within windows of [N, H, W, C] (torchvision's). Takes the input, the weights"
                + " of qkv and proj and the relative position bias; then perhaps the biases of qkv"
                + " and proj and the logit scale.",
            4,
            7,
            List.of(
                Option.sizes("window_size", 1, 2, "rows and columns of a window"),
                Option.integer("num_heads", 1, "heads that the features are split into"),
                Option.sizes("shift_size", 0, 2, "rows and columns that windows are moved by"),
                Option.number("attention_dropout", "probability of a weight being zeroed").or(0),
                Option.number("dropout", "probability of an output being zeroed").or(0)),
            AttentionTypes::makeWindowed,
            AttentionTypes::writeWindowed));
  }

  private static Op makeWindowed(Arguments arguments) {
    List<Integer> window = arguments.sizes("window_size");
    List<Integer> shift = arguments.sizes("shift_size");
    for (int axis = 0; axis < 2; axis++) {
      if (shift.get(axis) >= window.get(axis)) {
        arguments.problem(
            "shift_size", "expected less than the window's " + window.get(axis) + ", got " + shift);
      }
    }
    return new ShiftedWindowAttention(
        window.get(0),
        window.get(1),
        arguments.integer("num_heads"),
        shift.get(0),
        shift.get(1),
        arguments.probability("attention_dropout"),
        arguments.probability("dropout"));
  }

  private static @Nullable Map<String, Data> writeWindowed(Op op) {
    return op instanceof ShiftedWindowAttention attention
        ? new OptionWriter()
            .put("window_size", List.of(attention.windowHeight(), attention.windowWidth()))
            .put("num_heads", attention.numHeads())
            .put("shift_size", List.of(attention.shiftHeight(), attention.shiftWidth()))
            .put("attention_dropout", attention.attentionDropout())
            .put("dropout", attention.dropout())
            .options()
        : null;
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
