package dev.cnnsummary.cli.render;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.specs.function.TensorFunction;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.op.Activation;
import dev.cnnsummary.specs.op.AdaptivePool;
import dev.cnnsummary.specs.op.BatchNorm;
import dev.cnnsummary.specs.op.Bilinear;
import dev.cnnsummary.specs.op.CenterCrop;
import dev.cnnsummary.specs.op.ChannelShuffle;
import dev.cnnsummary.specs.op.Chunk;
import dev.cnnsummary.specs.op.Concat;
import dev.cnnsummary.specs.op.Contiguous;
import dev.cnnsummary.specs.op.Convolution;
import dev.cnnsummary.specs.op.Dropout;
import dev.cnnsummary.specs.op.Elementwise;
import dev.cnnsummary.specs.op.Embedding;
import dev.cnnsummary.specs.op.Expand;
import dev.cnnsummary.specs.op.Flatten;
import dev.cnnsummary.specs.op.FreeTensor;
import dev.cnnsummary.specs.op.Glu;
import dev.cnnsummary.specs.op.GroupNorm;
import dev.cnnsummary.specs.op.Identity;
import dev.cnnsummary.specs.op.IndexSelect;
import dev.cnnsummary.specs.op.InstanceNorm;
import dev.cnnsummary.specs.op.Interpolate;
import dev.cnnsummary.specs.op.LayerNorm;
import dev.cnnsummary.specs.op.Linear;
import dev.cnnsummary.specs.op.LocalResponseNorm;
import dev.cnnsummary.specs.op.LpPool;
import dev.cnnsummary.specs.op.MatMul;
import dev.cnnsummary.specs.op.MaxUnpool;
import dev.cnnsummary.specs.op.MultiheadAttention;
import dev.cnnsummary.specs.op.Narrow;
import dev.cnnsummary.specs.op.PRelu;
import dev.cnnsummary.specs.op.Pad;
import dev.cnnsummary.specs.op.Permute;
import dev.cnnsummary.specs.op.PixelShuffle;
import dev.cnnsummary.specs.op.Pool;
import dev.cnnsummary.specs.op.Recurrent;
import dev.cnnsummary.specs.op.Reduce;
import dev.cnnsummary.specs.op.Reshape;
import dev.cnnsummary.specs.op.Roll;
import dev.cnnsummary.specs.op.ScaledDotProductAttention;
import dev.cnnsummary.specs.op.Select;
import dev.cnnsummary.specs.op.ShiftedWindowAttention;
import dev.cnnsummary.specs.op.Slice;
import dev.cnnsummary.specs.op.Softmax;
import dev.cnnsummary.specs.op.Split;
import dev.cnnsummary.specs.op.Squeeze;
import dev.cnnsummary.specs.op.Stack;
import dev.cnnsummary.specs.op.Transpose;
import dev.cnnsummary.specs.op.TransposedConvolution;
import dev.cnnsummary.specs.op.Unflatten;
import dev.cnnsummary.specs.op.Unsqueeze;

/**
 * What Python's {@code repr} shows of a torch.nn module: {@code ReLU(inplace=True)}. A spec does
 * not tell 1 from 1.0: a number is shown as a float or an int as its default is one; where it has
 * none, a whole number as an int.
 */
final class ModuleRepr {
  private final InferredSizes sizes;

  ModuleRepr(Analysis analysis) {
    this.sizes = new InferredSizes(analysis);
  }

  /** The text, of several lines where the module has children. */
  String of(Node node) {
    return node.op() instanceof MultiheadAttention attention
        ? node.type() + "(\n  " + projection(attention) + "\n)"
        : node.type() + "(" + arguments(node) + ")";
  }

  /** The one module in an attention; its other weights are parameters of its own. */
  private static String projection(MultiheadAttention attention) {
    int features = attention.embedDim();
    return "(out_proj): NonDynamicallyQuantizableLinear("
        + FeatureReprs.linear(features, features, attention.bias())
        + ")";
  }

  private ReprArguments arguments(Node node) {
    return switch (node.op()) {
      case Activation activation -> PointwiseReprs.of(activation);
      case AdaptivePool pool -> WindowReprs.of(pool);
      case BatchNorm norm -> NormReprs.of(norm, sizes.channels(node, norm.numFeatures()));
      case Bilinear bilinear ->
          FeatureReprs.of(bilinear, sizes.ofWeight(node, 1), sizes.ofWeight(node, 2));
      case ChannelShuffle shuffle -> LayoutReprs.of(shuffle);
      case Convolution convolution ->
          WindowReprs.of(convolution, sizes.ofWeight(node, 1).times(convolution.groups()));
      case Dropout dropout -> PointwiseReprs.of(dropout);
      case Embedding embedding -> FeatureReprs.of(embedding);
      case Flatten flatten -> LayoutReprs.of(flatten);
      case Glu glu -> LayoutReprs.of(glu);
      case GroupNorm norm -> NormReprs.of(norm, sizes.channels(node, norm.numChannels()));
      case InstanceNorm norm -> NormReprs.of(norm, sizes.channels(node, norm.numFeatures()));
      case Interpolate interpolate -> LayoutReprs.of(interpolate);
      case LayerNorm norm -> NormReprs.of(norm);
      case Linear linear -> FeatureReprs.of(linear, sizes.ofWeight(node, 1));
      case LocalResponseNorm norm -> NormReprs.of(norm);
      case LpPool pool -> WindowReprs.of(pool);
      case MaxUnpool pool -> WindowReprs.of(pool);
      case PRelu prelu -> PointwiseReprs.of(prelu);
      case Pad pad -> LayoutReprs.of(pad, node.type());
      case PixelShuffle shuffle -> LayoutReprs.of(shuffle);
      case Pool pool -> WindowReprs.of(pool);
      case Recurrent network -> FeatureReprs.of(network, sizes.ofWeight(node, 1));
      case Softmax softmax -> PointwiseReprs.of(softmax);
      case TransposedConvolution convolution ->
          WindowReprs.of(convolution, sizes.ofWeight(node, 0));
      case Unflatten unflatten -> LayoutReprs.of(unflatten);
      case CenterCrop _,
          Chunk _,
          Concat _,
          Contiguous _,
          Elementwise _,
          Expand _,
          FreeTensor _,
          Identity _,
          IndexSelect _,
          MatMul _,
          MultiheadAttention _,
          Narrow _,
          Permute _,
          Reduce _,
          Reshape _,
          Roll _,
          ScaledDotProductAttention _,
          Select _,
          ShiftedWindowAttention _,
          Slice _,
          Split _,
          Squeeze _,
          Stack _,
          TensorFunction _,
          Transpose _,
          Unsqueeze _ ->
          new ReprArguments();
    };
  }
}
