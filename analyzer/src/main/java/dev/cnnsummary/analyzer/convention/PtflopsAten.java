package dev.cnnsummary.analyzer.convention;

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

/**
 * ptflops with its backend {@code aten}, which counts convolutions and products of matrices as they
 * are dispatched, biases included. Fused attention is not seen.
 */
final class PtflopsAten {
  private PtflopsAten() {}

  static Dim count(Call call) {
    return switch (call.node().op()) {
      case Convolution convolution -> call.withBias(convolution.bias());
      case TransposedConvolution convolution -> call.withBias(convolution.bias());
      case Linear linear -> call.withBias(linear.bias());
      case MultiheadAttention attention ->
          Projections.macs(attention, call).plus(Projections.biases(attention, call));
      case MatMul _, Recurrent _ -> call.macs();
      case ShiftedWindowAttention attention ->
          call.macs().plus(Projections.biases(attention, call));
      case TensorFunction function -> function(function, call);
      case Activation _,
          AdaptivePool _,
          BatchNorm _,
          Bilinear _,
          CenterCrop _,
          ChannelShuffle _,
          Chunk _,
          Concat _,
          Contiguous _,
          Dropout _,
          Elementwise _,
          Embedding _,
          Expand _,
          Flatten _,
          FreeTensor _,
          Glu _,
          GroupNorm _,
          Identity _,
          IndexSelect _,
          InstanceNorm _,
          Interpolate _,
          LayerNorm _,
          LocalResponseNorm _,
          LpPool _,
          MaxUnpool _,
          Narrow _,
          PRelu _,
          Pad _,
          Permute _,
          PixelShuffle _,
          Pool _,
          Reduce _,
          Reshape _,
          Roll _,
          ScaledDotProductAttention _,
          Select _,
          Slice _,
          Softmax _,
          Split _,
          Squeeze _,
          Stack _,
          Transpose _,
          Unflatten _,
          Unsqueeze _ ->
          Dim.ZERO;
    };
  }

  /** One whose weights are operands is dispatched as the module's is. */
  private static Dim function(TensorFunction function, Call call) {
    Call module = call.ofModule(function);
    return module == null ? Dim.ZERO : count(module);
  }
}
