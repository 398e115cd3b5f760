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
 * thop (pytorch-OpCounter), which hooks modules of the classes that it has a rule for; functions,
 * and classes without one, count nothing. A transposed convolution counts over its output.
 */
final class Thop {
  private Thop() {}

  static Dim count(Call call) {
    return switch (call.node().op()) {
      case Convolution _, Linear _ -> call.macs();
      case TransposedConvolution convolution -> overOutput(convolution, call);
      case Recurrent network -> recurrent(network, call);
      case BatchNorm norm -> norm(call, norm.affine());
      case InstanceNorm norm -> norm(call, norm.affine());
      case LayerNorm norm -> norm.channelsFirst() ? Dim.ZERO : norm(call, norm.elementwiseAffine());
      case PRelu _ -> call.ofModule(call.in());
      case Softmax softmax -> call.ofModule(softmax(softmax, call));
      case Pool pool -> pool.kind() == Pool.Kind.AVERAGE ? call.ofModule(call.out()) : Dim.ZERO;
      case AdaptivePool pool ->
          pool.kind() == Pool.Kind.AVERAGE ? call.ofModule(call.in().plus(call.out())) : Dim.ZERO;
      case Interpolate interpolate ->
          call.ofModule(call.out().times(perElement(interpolate.mode())));
      case Activation _,
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
          LocalResponseNorm _,
          LpPool _,
          MatMul _,
          MaxUnpool _,
          MultiheadAttention _,
          Narrow _,
          Pad _,
          Permute _,
          PixelShuffle _,
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
          Unflatten _,
          Unsqueeze _ ->
          Dim.ZERO;
    };
  }

  private static Dim overOutput(TransposedConvolution convolution, Call call) {
    Dim channels = call.inputs().getFirst().dim(1).divideExactly(Dim.of(convolution.groups()));
    return call.out().times(channels.times(convolution.window().taps()));
  }

  private static Dim norm(Call call, boolean affine) {
    return call.ofModule(call.in().times(affine ? 4 : 2));
  }

  /** An exponential and a quotient for each element, and the sum of each row. */
  private static Dim softmax(Softmax softmax, Call call) {
    Integer dim = softmax.dim();
    if (softmax.kind() != Softmax.Kind.SOFTMAX || dim == null) {
      return Dim.ZERO;
    }
    return call.in().times(3).minus(call.inputs().getFirst().with(dim, Dim.ONE).numel());
  }

  private static int perElement(Interpolate.Mode mode) {
    return switch (mode) {
      case NEAREST -> 1;
      case LINEAR -> 5;
      case BILINEAR -> 11;
      case BICUBIC -> 259;
      case NEAREST_EXACT, TRILINEAR, AREA -> 0;
    };
  }

  private static Dim recurrent(Recurrent network, Call call) {
    Dim hidden = Dim.of(network.hiddenSize());
    Dim features = call.inputs().getFirst().dim(-1);
    Dim step = cell(network, features);
    Dim later = cell(network, hidden.times(network.directions()));
    step = step.plus(later.times(network.numLayers() - 1L));
    return call.rows().times(step).times(network.directions());
  }

  /** One step of a layer in one direction. */
  private static Dim cell(Recurrent network, Dim features) {
    Dim hidden = Dim.of(network.hiddenSize());
    Dim gate = hidden.times(features.plus(hidden).plus(network.bias() ? 3 : 1));
    int arithmetic =
        switch (network.kind()) {
          case RNN_TANH, RNN_RELU -> 0;
          case GRU, LSTM -> 4;
        };
    return gate.times(network.kind().gates()).plus(hidden.times(arithmetic));
  }
}
