package dev.cnnsummary.analyzer.convention;

import dev.cnnsummary.specs.function.TensorFunction;
import dev.cnnsummary.specs.graph.Value;
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
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;

/**
 * torchinfo's mult-adds: of each leaf module its weights and biases times the positions that they
 * are used at, which are the output's of a convolution, transposed or not, the rows of a linear
 * layer, the samples of every other layer. Attention is no leaf and counts nothing, nor do
 * functions.
 */
final class Torchinfo {
  private Torchinfo() {}

  static Dim count(Call call, boolean rows) {
    return switch (call.node().op()) {
      case Convolution _, TransposedConvolution _ -> atEach(positions(call), call);
      case Linear _ ->
          atEach(rows ? call.outputs().getFirst().with(-1, Dim.ONE).numel() : samples(call), call);
      case Recurrent _ -> atEach(samples(call).times(call.outputs().getFirst().dim(1)), call);
      case BatchNorm _,
          Bilinear _,
          Embedding _,
          GroupNorm _,
          InstanceNorm _,
          LayerNorm _,
          PRelu _ ->
          atEach(samples(call), call);
      case Activation _,
          AdaptivePool _,
          CenterCrop _,
          ChannelShuffle _,
          Chunk _,
          Concat _,
          Contiguous _,
          Dropout _,
          Elementwise _,
          Expand _,
          Flatten _,
          FreeTensor _,
          Glu _,
          Identity _,
          IndexSelect _,
          Interpolate _,
          LocalResponseNorm _,
          LpPool _,
          MatMul _,
          MaxUnpool _,
          MultiheadAttention _,
          Narrow _,
          Pad _,
          Permute _,
          PixelShuffle _,
          Pool _,
          Reduce _,
          Reshape _,
          Roll _,
          ScaledDotProductAttention _,
          Select _,
          ShiftedWindowAttention _,
          Slice _,
          Softmax _,
          Split _,
          Squeeze _,
          Stack _,
          TensorFunction _,
          Transpose _,
          Unflatten _,
          Unsqueeze _ ->
          Dim.ZERO;
    };
  }

  private static Dim atEach(Dim positions, Call call) {
    Dim sum = Dim.ZERO;
    for (int i = 0; i < call.weights().size(); i++) {
      if (call.node().weights().get(i).kind() == Value.Kind.PARAMETER) {
        sum = sum.plus(call.weights().get(i).numel());
      }
    }
    return positions.times(sum);
  }

  private static Dim samples(Call call) {
    Shape output = call.outputs().getFirst();
    return output.rank() == 0 ? Dim.ONE : output.dim(0);
  }

  /** The output's samples and spatial elements. */
  private static Dim positions(Call call) {
    Shape output = call.outputs().getFirst();
    return output.with(1, Dim.ONE).numel();
  }
}
