package dev.cnnsummary.analyzer.explain;

import dev.cnnsummary.specs.function.TensorFunction;
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
import dev.cnnsummary.specs.op.Op;
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

/** Finds why the numbers of an operator are what they are. */
final class Reasons {
  private Reasons() {}

  static Reason of(Op op, Subject subject) {
    return switch (op) {
      case Convolution convolution -> WindowReasons.of(convolution, subject);
      case TransposedConvolution convolution -> WindowReasons.of(convolution, subject);
      case Pool pool -> WindowReasons.of(pool, subject);
      case LpPool pool -> WindowReasons.of(pool, subject);
      case MaxUnpool unpool -> WindowReasons.of(unpool, subject);
      case AdaptivePool pool -> SamplingReasons.of(pool, subject);
      case Interpolate interpolate -> SamplingReasons.of(interpolate, subject);
      case Pad pad -> SamplingReasons.of(pad, subject);
      case CenterCrop crop -> SamplingReasons.of(crop, subject);
      case PixelShuffle shuffle -> SamplingReasons.of(shuffle, subject);
      case Linear linear -> FeatureReasons.of(linear, subject);
      case Bilinear bilinear -> FeatureReasons.of(bilinear, subject);
      case Embedding embedding -> FeatureReasons.of(embedding, subject);
      case MatMul matMul -> FeatureReasons.of(matMul, subject);
      case Recurrent network -> FeatureReasons.of(network, subject);
      case MultiheadAttention attention -> AttentionReasons.of(attention, subject);
      case ScaledDotProductAttention attention -> AttentionReasons.of(attention, subject);
      case ShiftedWindowAttention attention -> WindowAttentionReason.of(attention, subject);
      case BatchNorm _ -> PointwiseReasons.perElement(2, subject);
      case InstanceNorm norm -> PointwiseReasons.of(norm, subject);
      case GroupNorm norm -> PointwiseReasons.of(norm, subject);
      case LayerNorm norm -> PointwiseReasons.of(norm, subject);
      case LocalResponseNorm norm -> PointwiseReasons.of(norm, subject);
      case Activation _, PRelu _ -> PointwiseReasons.perElement(1, subject);
      case Softmax softmax -> PointwiseReasons.of(softmax, subject);
      case Glu glu -> PointwiseReasons.of(glu, subject);
      case Elementwise elementwise -> PointwiseReasons.of(elementwise, subject);
      case Reduce reduce -> PointwiseReasons.of(reduce, subject);
      case ChannelShuffle _, Contiguous _, Dropout _, Identity _, Roll _ ->
          PointwiseReasons.perElement(0, subject);
      case Flatten flatten -> LayoutReasons.of(flatten, subject);
      case Reshape reshape -> LayoutReasons.of(reshape, subject);
      case Unflatten unflatten -> LayoutReasons.of(unflatten, subject);
      case Permute permute -> LayoutReasons.of(permute, subject);
      case Transpose transpose -> LayoutReasons.of(transpose, subject);
      case Squeeze squeeze -> LayoutReasons.of(squeeze, subject);
      case Unsqueeze unsqueeze -> LayoutReasons.of(unsqueeze, subject);
      case Expand expand -> LayoutReasons.of(expand, subject);
      case Concat concat -> PartReasons.of(concat, subject);
      case Stack stack -> PartReasons.of(stack, subject);
      case Chunk chunk -> PartReasons.of(chunk, subject);
      case Split split -> PartReasons.of(split, subject);
      case Slice slice -> PartReasons.of(slice, subject);
      case Select select -> PartReasons.of(select, subject);
      case Narrow narrow -> PartReasons.of(narrow, subject);
      case IndexSelect select -> PartReasons.of(select, subject);
      case TensorFunction function -> FunctionReasons.of(function, subject);
      case FreeTensor _ -> throw new IllegalStateException("a tensor is no node");
    };
  }
}
