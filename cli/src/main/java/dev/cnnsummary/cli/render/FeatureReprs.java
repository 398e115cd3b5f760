package dev.cnnsummary.cli.render;

import dev.cnnsummary.specs.op.Bilinear;
import dev.cnnsummary.specs.op.Embedding;
import dev.cnnsummary.specs.op.Linear;
import dev.cnnsummary.specs.op.Recurrent;
import dev.cnnsummary.specs.shape.Dim;

/** The arguments of maps of features in their repr. */
final class FeatureReprs {
  private static final double USUAL_NORM = 2;

  private FeatureReprs() {}

  static ReprArguments of(Linear linear, Dim inFeatures) {
    return linear(inFeatures, linear.outFeatures(), linear.bias());
  }

  static ReprArguments linear(Object inFeatures, int outFeatures, boolean bias) {
    return new ReprArguments()
        .with("in_features", inFeatures)
        .with("out_features", outFeatures)
        .with("bias", bias);
  }

  static ReprArguments of(Bilinear bilinear, Dim in1Features, Dim in2Features) {
    return new ReprArguments()
        .with("in1_features", in1Features)
        .with("in2_features", in2Features)
        .with("out_features", bilinear.outFeatures())
        .with("bias", bilinear.bias());
  }

  static ReprArguments of(Embedding embedding) {
    Integer padding = embedding.paddingIdx();
    Double maxNorm = embedding.maxNorm();
    ReprArguments arguments =
        new ReprArguments().with(embedding.numEmbeddings()).with(embedding.embeddingDim());
    if (padding != null) {
      arguments.with("padding_idx", padding < 0 ? padding + embedding.numEmbeddings() : padding);
    }
    if (maxNorm != null) {
      arguments.with("max_norm", PythonText.numberOrInt(maxNorm));
    }
    return arguments
        .withIf(embedding.normType() != USUAL_NORM, "norm_type", embedding.normType())
        .withIf(embedding.scaleGradByFreq(), "scale_grad_by_freq", true)
        .withIf(embedding.sparse(), "sparse", true);
  }

  static ReprArguments of(Recurrent network, Dim inputSize) {
    return new ReprArguments()
        .with(inputSize)
        .with(network.hiddenSize())
        .withIf(network.projSize() != 0, "proj_size", network.projSize())
        .withIf(network.numLayers() != 1, "num_layers", network.numLayers())
        .withIf(!network.bias(), "bias", false)
        .withIf(network.batchFirst(), "batch_first", true)
        .withIf(network.dropout() != 0, "dropout", network.dropout())
        .withIf(network.bidirectional(), "bidirectional", true);
  }
}
