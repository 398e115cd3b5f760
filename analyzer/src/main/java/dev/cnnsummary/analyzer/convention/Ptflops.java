package dev.cnnsummary.analyzer.convention;

import dev.cnnsummary.specs.function.FunctionalLinear;
import dev.cnnsummary.specs.function.FunctionalPRelu;
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
 * ptflops with its backend {@code pytorch}, which hooks modules and replaces functions. A module
 * that calls a replaced function counts twice: ReLU, PReLU, ELU and GELU, pooling and up-sampling.
 * Sums and products count only where {@code torch.add} and {@code torch.mul} are called by name;
 * {@code +} and {@code *}, which models use, are not seen, so they count nothing here.
 */
final class Ptflops {
  private Ptflops() {}

  static Dim count(Call call) {
    return switch (call.node().op()) {
      case Convolution convolution -> call.withBias(convolution.bias());
      case TransposedConvolution convolution -> call.withBias(convolution.bias());
      case Linear linear -> call.withBias(linear.bias());
      case MatMul _ -> call.macs();
      case ShiftedWindowAttention attention -> windows(attention, call);
      case MultiheadAttention attention -> attention(attention, call);
      case Recurrent network -> recurrent(network, call);
      case BatchNorm norm -> norm(call, norm.affine());
      case InstanceNorm norm -> norm(call, norm.affine());
      case GroupNorm norm -> norm(call, norm.affine());
      case LayerNorm norm -> norm.channelsFirst() ? Dim.ZERO : call.ofModule(call.in());
      case Activation activation -> call.in().times(times(activation.kind(), call.isModule()));
      case Softmax softmax ->
          softmax.kind() == Softmax.Kind.SOFTMAX || softmax.kind() == Softmax.Kind.SOFTMAX_2D
              ? call.in()
              : Dim.ZERO;
      case PRelu _, Pool _, AdaptivePool _ -> hookedAndReplaced(call, call.in());
      case LpPool _ -> call.in();
      case Interpolate _ -> hookedAndReplaced(call, call.out());
      case TensorFunction function -> function(function, call);
      case Bilinear _,
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
          Identity _,
          IndexSelect _,
          LocalResponseNorm _,
          MaxUnpool _,
          Narrow _,
          Pad _,
          Permute _,
          PixelShuffle _,
          Reduce _,
          Reshape _,
          Roll _,
          ScaledDotProductAttention _,
          Select _,
          Slice _,
          Split _,
          Squeeze _,
          Stack _,
          Transpose _,
          Unflatten _,
          Unsqueeze _ ->
          Dim.ZERO;
    };
  }

  /** Of those whose weights are operands it replaces two. */
  private static Dim function(TensorFunction function, Call call) {
    return switch (function) {
      case FunctionalLinear(boolean bias) -> call.withBias(bias);
      case FunctionalPRelu _ -> call.in();
      default -> Dim.ZERO;
    };
  }

  private static Dim norm(Call call, boolean affine) {
    return call.ofModule(call.in().times(affine ? 2 : 1));
  }

  /** A module's hook and the function that it calls. */
  private static Dim hookedAndReplaced(Call call, Dim count) {
    return call.isModule() ? count.times(2) : count;
  }

  private static int times(Activation.Kind kind, boolean module) {
    return switch (kind) {
      case RELU, ELU, GELU, GELU_TANH -> module ? 2 : 1;
      case LEAKY_RELU -> module ? 1 : 0;
      case RELU6, SILU -> 1; // the module ReLU6 calls hardtanh, and SiLU has no hook
      case RRELU,
          SELU,
          CELU,
          MISH,
          HARDSWISH,
          HARDSIGMOID,
          HARDTANH,
          HARDSHRINK,
          SOFTSHRINK,
          TANHSHRINK,
          SIGMOID,
          TANH,
          SOFTPLUS,
          SOFTSIGN,
          LOG_SIGMOID,
          THRESHOLD ->
          0;
    };
  }

  /** Scaled queries, projections with biases, for each head two products and a softmax. */
  private static Dim attention(MultiheadAttention attention, Call call) {
    Dim embed = Dim.of(attention.embedDim());
    Dim queries = call.rows();
    Dim keys = call.inputs().get(1).with(-1, Dim.ONE).numel();
    int sequence = attention.batchFirst() ? -2 : 0;
    Dim pairs = queries.times(call.inputs().get(1).dim(sequence));
    Dim products = pairs.times(attention.embedDim() + attention.valueFeatures());
    Dim inputBiases = attention.bias() ? queries.plus(keys.times(2)).times(embed) : Dim.ZERO;
    Dim values = Dim.of(attention.valueFeatures());
    Dim key = Dim.of(attention.keyFeatures());
    return queries
        .times(embed)
        .plus(queries.times(embed).times(embed))
        .plus(keys.times(key).times(key))
        .plus(keys.times(values).times(values))
        .plus(inputBiases)
        .plus(products)
        .plus(pairs.times(attention.numHeads()))
        .plus(queries.times(values).times(values.plus(1)));
  }

  /** Products, biases of the projections and for each head a softmax, of padded places too. */
  private static Dim windows(ShiftedWindowAttention attention, Call call) {
    Dim weights =
        Projections.places(attention, call).times(attention.places()).times(attention.numHeads());
    return call.macs().plus(Projections.biases(attention, call)).plus(weights);
  }

  /** For each step the products with both weights, both biases and the cell's arithmetic. */
  private static Dim recurrent(Recurrent network, Call call) {
    int arithmetic =
        switch (network.kind()) {
          case RNN_TANH, RNN_RELU -> 1;
          case GRU -> 7;
          case LSTM -> 10;
        };
    long biases = network.bias() ? 2L * network.kind().gates() : 0;
    Dim step = Dim.of(network.hiddenSize()).times((arithmetic + biases) * network.numLayers());
    int perLayer = network.weights().size() / network.numLayers();
    for (int layer = 0; layer < network.numLayers(); layer++) {
      step = step.plus(call.weights().get(layer * perLayer).numel());
      step = step.plus(call.weights().get(layer * perLayer + 1).numel());
    }
    return call.rows().times(step).times(network.directions());
  }
}
