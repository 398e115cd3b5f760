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
import dev.cnnsummary.specs.spec.LayerType;

/** Finds what is to be said of an operator. */
final class OperatorNotes {
  private OperatorNotes() {}

  /**
   * Notes on a type and the operator that it makes; most need to know the one or the other only.
   */
  static Notes of(LayerType type, Op op) {
    return switch (op) {
      case Convolution convolution -> WindowNotes.of(convolution);
      case TransposedConvolution convolution -> WindowNotes.of(convolution);
      case Linear _ -> FeatureNotes.linear();
      case Bilinear _ -> FeatureNotes.bilinear();
      case Embedding _ -> FeatureNotes.embedding();
      case MultiheadAttention _ -> SequenceNotes.multiheadAttention();
      case Recurrent network -> SequenceNotes.of(network);
      case Pool pool -> WindowNotes.of(pool);
      case AdaptivePool pool -> WindowNotes.of(pool);
      case LpPool pool -> WindowNotes.of(pool);
      case MaxUnpool unpool -> WindowNotes.of(unpool);
      case BatchNorm norm -> NormNotes.of(norm);
      case InstanceNorm norm -> NormNotes.of(norm);
      case GroupNorm _ -> NormNotes.groupNorm(type);
      case LayerNorm norm -> NormNotes.of(norm, type);
      case LocalResponseNorm _ -> NormNotes.localResponseNorm();
      case Activation _ -> Notes.same().flops("in");
      case Softmax softmax -> PointwiseNotes.of(softmax);
      case Elementwise elementwise -> PointwiseNotes.of(elementwise, type);
      case MatMul matMul -> SequenceNotes.of(matMul);
      case ScaledDotProductAttention _ -> SequenceNotes.scaledDotProductAttention();
      case ShiftedWindowAttention _ -> SequenceNotes.shiftedWindowAttention();
      case PRelu _ -> PointwiseNotes.prelu();
      case Glu _ -> PointwiseNotes.glu();
      case Dropout _, Identity _ -> Notes.view(Notes.ANY, Notes.ANY);
      case Flatten _ -> LayoutNotes.flatten();
      case Reshape _ -> LayoutNotes.reshape();
      case Unflatten _ -> LayoutNotes.unflatten(type);
      case Permute _ -> LayoutNotes.permute();
      case Transpose _ -> LayoutNotes.transpose();
      case Squeeze _ -> LayoutNotes.squeeze();
      case Unsqueeze _ -> LayoutNotes.unsqueeze();
      case Expand _ -> LayoutNotes.expand();
      case Concat _ -> LayoutNotes.concat();
      case Stack _ -> LayoutNotes.stack();
      case Roll _, Contiguous _ -> Notes.same();
      case Chunk _ -> LayoutNotes.chunk();
      case Split _ -> LayoutNotes.split();
      case Slice _ -> LayoutNotes.slice();
      case Select _ -> LayoutNotes.select();
      case Narrow _ -> LayoutNotes.narrow();
      case IndexSelect _ -> LayoutNotes.indexSelect();
      case CenterCrop _ -> LayoutNotes.centerCrop();
      case Pad _ -> LayoutNotes.pad(type);
      case Reduce reduce -> PointwiseNotes.of(reduce);
      case PixelShuffle shuffle -> LayoutNotes.of(shuffle);
      case ChannelShuffle _ -> Notes.of("[N, C, ...]", "[N, C, ...]").where("groups divides C");
      case Interpolate interpolate -> PointwiseNotes.of(interpolate, type);
      case FreeTensor tensor -> LayoutNotes.of(tensor);
      case TensorFunction function -> FunctionNotes.of(function);
    };
  }
}
