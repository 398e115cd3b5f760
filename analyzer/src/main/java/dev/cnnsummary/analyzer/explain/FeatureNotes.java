package dev.cnnsummary.analyzer.explain;

import java.util.List;

/** Notes on maps of features. */
final class FeatureNotes {
  private FeatureNotes() {}

  static Notes linear() {
    return Notes.of("[..., in_features]", "[..., out_features]")
        .weight("weight", List.of("out_features", "in_features"))
        .weight("bias", List.of("out_features"), "bias")
        .macs("out · in_features")
        .flops("out", "bias");
  }

  static Notes bilinear() {
    return new Notes()
        .input("input1", "[..., in1_features]")
        .input("input2", "[..., in2_features]")
        .output("output", "[..., out_features]")
        .weight("weight", List.of("out_features", "in1_features", "in2_features"))
        .weight("bias", List.of("out_features"), "bias")
        .macs("out · in1_features · in2_features")
        .flops("MACs / out_features")
        .flops("out", "bias");
  }

  static Notes embedding() {
    return new Notes()
        .input("rows, i64 or i32", Notes.ANY)
        .output("output", "[..., embedding_dim]")
        .weight("weight", List.of("num_embeddings", "embedding_dim"));
  }
}
