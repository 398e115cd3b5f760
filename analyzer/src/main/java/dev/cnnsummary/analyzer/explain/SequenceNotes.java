package dev.cnnsummary.analyzer.explain;

import dev.cnnsummary.specs.op.MatMul;
import dev.cnnsummary.specs.op.Recurrent;
import java.util.List;

/** Notes on products of matrices, attention and recurrent networks. */
final class SequenceNotes {
  private static final String BATCH_FIRST = "batch_first puts N before the sequence's axis";
  private static final String SHARED = "kdim and vdim are embed_dim";
  private static final String APART = "kdim or vdim is not embed_dim";
  private static final List<String> SQUARE = List.of("embed_dim", "embed_dim");

  private SequenceNotes() {}

  static Notes of(MatMul matMul) {
    boolean batch = matMul.kind() == MatMul.Kind.BATCH;
    String axes = batch ? "[B, " : "[..., ";
    return new Notes()
        .input("input", axes + "rows, inner]")
        .input("other", axes + "inner, columns]")
        .output("output", axes + "rows, columns]")
        .where(batch ? "both have three axes" : "the axes before are broadcast; a vector has one")
        .macs("out · inner");
  }

  static Notes scaledDotProductAttention() {
    return new Notes()
        .input("query", "[..., L, E]")
        .input("key", "[..., S, E]")
        .input("value", "[..., S, V]")
        .input("mask, bool or floating-point", "[..., L, S]", "given")
        .output("output", "[..., L, V]")
        .where(
            "the axes before, and the mask's, are broadcast", "rows = out / V", "pairs = rows · S")
        .macs("pairs · (E + V)")
        .flops("4 · pairs − rows")
        .flops("pairs", "mask");
  }

  static Notes multiheadAttention() {
    return new Notes()
        .input("query", "[L, N, embed_dim]")
        .input("key", "[S, N, kdim]")
        .input("value", "[S, N, vdim]")
        .output("output", "[L, N, embed_dim]")
        .output("weights", "[N, L, S + added]", "need_weights")
        .where(
            BATCH_FIRST,
            "without average_attn_weights the weights have an axis num_heads after N",
            "added: 1 for add_bias_kv and 1 for add_zero_attn",
            "pairs = N · L · (S + added)")
        .weight("in_proj_weight", List.of("3 · embed_dim", "embed_dim"), SHARED)
        .weight("q_proj_weight", SQUARE, APART)
        .weight("k_proj_weight", List.of("embed_dim", "kdim"), APART)
        .weight("v_proj_weight", List.of("embed_dim", "vdim"), APART)
        .weight("in_proj_bias", List.of("3 · embed_dim"), "bias")
        .weight("bias_k", List.of("1", "1", "embed_dim"), "add_bias_kv")
        .weight("bias_v", List.of("1", "1", "embed_dim"), "add_bias_kv")
        .weight("out_proj.weight", SQUARE)
        .weight("out_proj.bias", List.of("embed_dim"), "bias")
        .macs("embed_dim · (2 · N · L · embed_dim + N · S · (kdim + vdim) + 2 · pairs)")
        .flops("N · L · embed_dim + num_heads · (3 · pairs − N · L)")
        .flops("2 · N · (L + S) · embed_dim", "bias")
        .flops("num_heads · pairs", "need_weights and average_attn_weights");
  }

  static Notes shiftedWindowAttention() {
    return new Notes()
        .input("input", "[N, H, W, C]")
        .input("qkv_weight", "[3 · C, C]")
        .input("proj_weight", "[C, C]")
        .input("relative_position_bias", "[1, num_heads, A, A]")
        .input("qkv_bias", "[3 · C]", "given")
        .input("proj_bias", "[C]", "given")
        .input("logit_scale", "[num_heads, 1, 1]", "given")
        .output("output", "[N, H, W, C]")
        .where(
            "the input is padded to whole windows and cut back",
            "A = window_size[0] · window_size[1]",
            "down = ⌊(H + window_size[0] − 1) / window_size[0]⌋",
            "across = ⌊(W + window_size[1] − 1) / window_size[1]⌋",
            "places = N · down · across · A",
            "pairs = places · A · num_heads",
            "moved: along an axis with several windows shift_size is not 0")
        .macs("places · C · (4 · C + 2 · A)")
        .flops("places · C + 4 · pairs − places · num_heads")
        .flops("3 · places · C", "qkv_bias")
        .flops("places · C", "proj_bias")
        .flops("5 · places · C + pairs", "logit_scale")
        .flops("pairs", "moved");
  }

  static Notes of(Recurrent network) {
    boolean lstm = network.kind() == Recurrent.Kind.LSTM;
    String gates = gates(network.kind().gates());
    String states = "[num_layers · directions, N, ";
    Notes notes =
        new Notes()
            .input("input", "[L, N, input_size]")
            .input("h_0", states + "result]", "given")
            .output("output", "[L, N, directions · result]")
            .output("h_n", states + "result]")
            .where(
                BATCH_FIRST,
                "directions: 2 if bidirectional, otherwise 1",
                lstm
                    ? "result: proj_size, or hidden_size where that is 0"
                    : "result = hidden_size");
    if (lstm) {
      notes.input("c_0", states + "hidden_size]", "given");
      notes.output("c_n", states + "hidden_size]");
    }
    notes
        .where(
            "the same for each layer and direction (_l1, _l0_reverse …); the input of a layer after"
                + " the first has directions · result features",
            "matrices: the elements of all weights of two axes")
        .weight("weight_ih_l0", List.of(gates, "input_size"))
        .weight("weight_hh_l0", List.of(gates, "result"))
        .weight("bias_ih_l0", List.of(gates), "bias")
        .weight("bias_hh_l0", List.of(gates), "bias");
    if (lstm) {
      notes.weight("weight_hr_l0", List.of("proj_size", "hidden_size"), "proj_size");
    }
    String elements = "N · L · num_layers · directions · hidden_size · ";
    return notes
        .macs("N · L · matrices")
        .flops(elements + (2 * network.kind().gates() + cell(network.kind())))
        .flops(elements + 2 * network.kind().gates(), "bias");
  }

  private static String gates(int gates) {
    return gates == 1 ? "hidden_size" : gates + " · hidden_size";
  }

  private static int cell(Recurrent.Kind kind) {
    return switch (kind) {
      case RNN_TANH, RNN_RELU -> 0;
      case LSTM -> 5;
      case GRU -> 4;
    };
  }
}
