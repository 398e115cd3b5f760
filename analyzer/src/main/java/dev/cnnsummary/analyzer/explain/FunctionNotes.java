package dev.cnnsummary.analyzer.explain;

import dev.cnnsummary.specs.function.FunctionalBilinear;
import dev.cnnsummary.specs.function.FunctionalConvolution;
import dev.cnnsummary.specs.function.FunctionalEmbedding;
import dev.cnnsummary.specs.function.FunctionalLinear;
import dev.cnnsummary.specs.function.FunctionalNorm;
import dev.cnnsummary.specs.function.FunctionalPRelu;
import dev.cnnsummary.specs.function.FunctionalTransposedConvolution;
import dev.cnnsummary.specs.function.TensorFunction;

/**
 * Notes on functions whose weights are operands. An operand that may be missing is there on the
 * condition of its own name.
 */
final class FunctionNotes {
  static final String WEIGHT = "weight";
  static final String BIAS = "bias";
  private static final String CHANNELS = "[N, C, ...]";
  private static final String PER_CHANNEL = "[C]";

  private FunctionNotes() {}

  static Notes of(TensorFunction function) {
    return switch (function) {
      case FunctionalConvolution convolution -> WindowNotes.of(convolution);
      case FunctionalTransposedConvolution convolution -> WindowNotes.of(convolution);
      case FunctionalLinear _ -> linear();
      case FunctionalBilinear _ -> bilinear();
      case FunctionalEmbedding _ -> embedding();
      case FunctionalPRelu _ -> Notes.same().input(WEIGHT, "[1] or [C]").flops("in");
      case FunctionalNorm _ -> batchNorm();
      default -> throw new IllegalStateException("it is no type of a spec");
    };
  }

  private static Notes linear() {
    return Notes.of("[..., in_features]", "[..., out_features]")
        .input(WEIGHT, "[out_features, in_features]")
        .input(BIAS, "[out_features]", BIAS)
        .macs("out · in_features")
        .flops("out", BIAS);
  }

  private static Notes bilinear() {
    return new Notes()
        .input("input1", "[..., in1_features]")
        .input("input2", "[..., in2_features]")
        .input(WEIGHT, "[out_features, in1_features, in2_features]")
        .input(BIAS, "[out_features]", BIAS)
        .output("output", "[..., out_features]")
        .macs("out · in1_features · in2_features")
        .flops("MACs / out_features")
        .flops("out", BIAS);
  }

  private static Notes embedding() {
    return new Notes()
        .input("rows, i64 or i32", Notes.ANY)
        .input(WEIGHT, "[num_embeddings, embedding_dim]")
        .output("output", "[..., embedding_dim]");
  }

  private static Notes batchNorm() {
    return affine(
            Notes.of(CHANNELS, CHANNELS)
                .input("running_mean", PER_CHANNEL)
                .input("running_var", PER_CHANNEL))
        .flops("2 · in");
  }

  private static Notes affine(Notes notes) {
    return notes.input(WEIGHT, PER_CHANNEL, WEIGHT).input(BIAS, PER_CHANNEL, WEIGHT);
  }

  static Notes instanceNorm(String statistics) {
    return affine(
            Notes.of(CHANNELS, CHANNELS)
                .input("running_mean", PER_CHANNEL, "not use_input_stats")
                .input("running_var", PER_CHANNEL, "not use_input_stats"))
        .flops("2 · in", "not use_input_stats")
        .flops(statistics, "use_input_stats")
        .flops("2 · in", "weight and use_input_stats");
  }

  static Notes groupNorm(String statistics) {
    return affine(Notes.of(CHANNELS, CHANNELS)).flops(statistics).flops("2 · in", WEIGHT);
  }

  static Notes layerNorm(Notes notes) {
    String shape = "[*normalized_shape]";
    return notes
        .input(WEIGHT, shape, WEIGHT)
        .input(BIAS, shape, BIAS)
        .flops("in", WEIGHT)
        .flops("in", BIAS);
  }
}
