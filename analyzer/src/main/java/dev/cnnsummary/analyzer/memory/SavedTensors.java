package dev.cnnsummary.analyzer.memory;

import dev.cnnsummary.specs.function.FunctionalBilinear;
import dev.cnnsummary.specs.function.FunctionalConvolution;
import dev.cnnsummary.specs.function.FunctionalEmbedding;
import dev.cnnsummary.specs.function.FunctionalLinear;
import dev.cnnsummary.specs.function.FunctionalNorm;
import dev.cnnsummary.specs.function.FunctionalPRelu;
import dev.cnnsummary.specs.function.FunctionalTransposedConvolution;
import dev.cnnsummary.specs.function.ModuleForm;
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
import dev.cnnsummary.specs.op.Padding;
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
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What PyTorch's operators keep for the backward pass, measured with its saved_tensors_hooks
 * (1.13). Weights, running statistics and constants are not said: they are there anyway or small.
 * Of a dropout the mask is of one byte an element, as on a GPU.
 */
final class SavedTensors {
  private SavedTensors() {}

  /** What a call keeps of which some operand or weight needs a gradient. */
  static Saved of(Step step) {
    return switch (step.node().op()) {
      case Convolution convolution -> padded(convolution, step);
      case TransposedConvolution _, Bilinear _ -> everyInput(step);
      case Linear _, Embedding _ -> step.trains() ? Saved.INPUT : Saved.NOTHING;
      case MultiheadAttention attention -> Sequences.saved(attention, step);
      case ScaledDotProductAttention _ -> Sequences.attention(step);
      case ShiftedWindowAttention attention -> Sequences.saved(attention, step);
      case Recurrent network -> Sequences.saved(network, step);
      case BatchNorm _ -> Saved.INPUT.and(step.input().dim(1).times(2));
      case InstanceNorm norm ->
          Saved.INPUT.and(
              step.leading(2)
                  .times(2 + (norm.affine() ? 1 : 0) + (norm.trackRunningStats() ? 2 : 0)));
      case GroupNorm norm -> Saved.INPUT.and(step.leading(1).times(2L * norm.numGroups()));
      case LayerNorm norm -> Saved.INPUT.and(rows(norm, step).times(2));
      case LocalResponseNorm norm -> Saved.INPUT.and(step.in().times(2)).and(padded(norm, step));
      case Activation activation -> activation(activation, step);
      case PRelu _, Glu _ -> Saved.INPUT;
      case Softmax _ -> Saved.OUTPUT;
      case Dropout dropout -> mask(dropout, step);
      case Pool pool -> pooled(pool.kind(), pool.returnIndices(), step);
      case AdaptivePool pool -> pooled(pool.kind(), pool.returnIndices(), step);
      case LpPool _ -> Saved.INPUT.and(step.in()).and(step.out().times(4));
      case MaxUnpool _ -> Saved.inputs(List.of(1));
      case Elementwise elementwise -> elementwise(elementwise, step);
      case MatMul _ -> step.factors();
      case Reduce reduce -> reduced(reduce);
      case Pad pad -> around(pad);
      case Interpolate interpolate ->
          interpolate.mode() == Interpolate.Mode.AREA ? Saved.INPUT : Saved.NOTHING;
      case TensorFunction function -> function(function, step);
      case CenterCrop _,
          ChannelShuffle _,
          Chunk _,
          Concat _,
          Contiguous _,
          Expand _,
          Flatten _,
          FreeTensor _,
          Identity _,
          IndexSelect _,
          Narrow _,
          Permute _,
          PixelShuffle _,
          Reshape _,
          Roll _,
          Select _,
          Slice _,
          Split _,
          Squeeze _,
          Stack _,
          Transpose _,
          Unflatten _,
          Unsqueeze _ ->
          Saved.NOTHING;
    };
  }

  /** One whose weights are operands keeps those too, which a network may have computed. */
  private static Saved function(TensorFunction function, Step step) {
    return switch (function) {
      case FunctionalConvolution _, FunctionalTransposedConvolution _, FunctionalPRelu _ ->
          Saved.inputs(List.of(0, 1));
      case FunctionalBilinear _ -> Saved.inputs(List.of(0, 1, 2));
      case FunctionalLinear _ -> step.factors();
      case FunctionalEmbedding _ -> step.learns().get(1) ? Saved.INPUT : Saved.NOTHING;
      case FunctionalNorm norm -> norm(norm, step);
      default -> Saved.NOTHING;
    };
  }

  private static Saved norm(FunctionalNorm norm, Step step) {
    ModuleForm form = Objects.requireNonNull(ModuleForm.of(norm, step.inputs()));
    Saved saved =
        of(new Step(form.call(step.node()), step.inputs(), step.outputs(), step.learns()));
    List<Integer> inputs = new ArrayList<>(saved.inputs());
    boolean learned = norm.norm().weights().stream().anyMatch(slot -> slot.name().equals("weight"));
    if (learned) {
      inputs.add(form.slots().getFirst());
    }
    return new Saved(inputs, saved.outputs(), saved.own());
  }

  private static Saved everyInput(Step step) {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < step.inputs().size(); i++) {
      all.add(i);
    }
    return Saved.inputs(all);
  }

  /** Padding other than with zeros is a step of its own, whose result the convolution takes. */
  private static Saved padded(Convolution convolution, Step step) {
    Shape padded = step.input();
    Padding padding = convolution.window().padding();
    for (int axis = 0; axis < convolution.window().axes(); axis++) {
      long more = Math.addExact((long) padding.before().get(axis), padding.after().get(axis));
      padded = padded.with(axis + 2, padded.dim(axis + 2).plus(more));
    }
    return switch (convolution.paddingMode()) {
      case ZEROS -> Saved.INPUT;
      case REFLECT, REPLICATE -> Saved.INPUT.and(padded.numel());
      case CIRCULAR -> Saved.NOTHING.and(padded.numel());
    };
  }

  private static Saved activation(Activation activation, Step step) {
    return switch (activation.kind()) {
      case RELU, SIGMOID, TANH -> Saved.OUTPUT;
      case LEAKY_RELU, ELU, SELU, CELU -> activation.inplace() ? Saved.OUTPUT : Saved.INPUT;
      case RRELU -> (activation.inplace() ? Saved.OUTPUT : Saved.INPUT).and(step.in());
      case RELU6,
          GELU,
          GELU_TANH,
          SILU,
          MISH,
          HARDSWISH,
          HARDSIGMOID,
          HARDTANH,
          HARDSHRINK,
          SOFTSHRINK,
          SOFTPLUS,
          THRESHOLD ->
          Saved.INPUT;
      case SOFTSIGN, LOG_SIGMOID -> Saved.INPUT.and(step.in());
      case TANHSHRINK -> Saved.NOTHING.and(step.in());
    };
  }

  private static Saved mask(Dropout dropout, Step step) {
    if (dropout.p() == 0) {
      return Saved.NOTHING;
    }
    return switch (dropout.kind()) {
      case ELEMENT -> Saved.NOTHING.and(step.in(), DType.BOOL);
      case ALPHA -> Saved.NOTHING.and(step.in());
      case CHANNEL_1D, CHANNEL_2D, CHANNEL_3D, FEATURE_ALPHA -> Saved.NOTHING.and(step.leading(2));
      case ROW -> Saved.NOTHING.and(step.leading(1));
      case BATCH -> Saved.NOTHING.and(Dim.ONE);
    };
  }

  private static Saved pooled(Pool.Kind kind, boolean indices, Step step) {
    if (kind == Pool.Kind.AVERAGE) {
      return Saved.INPUT;
    }
    return indices
        ? new Saved(List.of(0), List.of(1), List.of())
        : Saved.INPUT.and(step.out(), DType.I64);
  }

  private static Saved elementwise(Elementwise elementwise, Step step) {
    if (elementwise.other() != null) {
      return Saved.NOTHING;
    }
    return switch (elementwise.kind()) {
      case ADD, SUB -> Saved.NOTHING;
      case MUL -> step.factors();
      case DIV -> step.learns().get(1) ? Saved.inputs(List.of(0, 1)) : Saved.inputs(List.of(1));
      case MAXIMUM, MINIMUM -> Saved.inputs(List.of(0, 1));
    };
  }

  private static Saved around(Pad pad) {
    return switch (pad.mode()) {
      case REFLECT, REPLICATE -> Saved.INPUT;
      case CONSTANT, CIRCULAR -> Saved.NOTHING;
    };
  }

  private static Saved reduced(Reduce reduce) {
    return switch (reduce.kind()) {
      case SUM -> Saved.NOTHING;
      case MEAN -> Saved.INPUT;
      case AMAX, AMIN -> new Saved(List.of(0), List.of(0), List.of());
      case MAX, MIN ->
          reduce.outputs() == 2
              ? new Saved(List.of(), List.of(1), List.of())
              : new Saved(List.of(0), List.of(0), List.of());
    };
  }

  /** How many means a layer norm takes. */
  private static Dim rows(LayerNorm norm, Step step) {
    if (norm.channelsFirst()) {
      return step.input().with(1, Dim.ONE).numel();
    }
    return step.leading(step.input().rank() - norm.normalizedShape().size());
  }

  /** The squares of the input with zeros around the channels. */
  private static Dim padded(LocalResponseNorm norm, Step step) {
    return step.input().with(1, step.input().dim(1).plus(norm.size() - 1L)).numel();
  }
}
