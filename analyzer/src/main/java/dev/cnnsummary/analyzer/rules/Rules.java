package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.analyzer.field.AxisStep;
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
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.util.List;

/** Finds the rule of an operator. */
public final class Rules {
  private Rules() {}

  /**
   * Everything about an operator on its operands; conditions on symbols are kept in the operands.
   *
   * @throws Rejection if it cannot take them
   * @throws ArithmeticException if a number does not fit in 64 bits
   */
  public static Facts facts(Op op, Operands in) {
    Facts facts = rule(op, in);
    return in.haveContents() && facts.contents() == null
        ? facts.holding(Carrying.of(op, in, facts.outputs().getFirst().shape()))
        : facts;
  }

  private static Facts rule(Op op, Operands in) {
    return switch (op) {
      case Convolution convolution -> Convolutions.facts(convolution, in);
      case TransposedConvolution convolution -> TransposedConvolutions.facts(convolution, in);
      case Linear linear -> Linears.facts(linear, in);
      case Bilinear bilinear -> Linears.facts(bilinear, in);
      case Embedding embedding -> Linears.facts(embedding, in);
      case MultiheadAttention attention -> Attentions.facts(attention, in);
      case ShiftedWindowAttention attention -> WindowAttentions.facts(attention, in);
      case Recurrent network -> Recurrences.facts(network, in);
      case Pool pool -> Pools.facts(pool, in);
      case AdaptivePool pool -> Pools.facts(pool, in);
      case LpPool pool -> Pools.facts(pool, in);
      case MaxUnpool unpool -> Unpools.facts(unpool, in);
      case BatchNorm norm -> Norms.facts(norm, in);
      case InstanceNorm norm -> SampleNorms.facts(norm, in);
      case GroupNorm norm -> SampleNorms.facts(norm, in);
      case LayerNorm norm -> SampleNorms.facts(norm, in);
      case LocalResponseNorm norm -> Norms.facts(norm, in);
      case Activation activation -> Pointwise.facts(activation, in);
      case Softmax softmax -> Pointwise.facts(softmax, in);
      case Elementwise elementwise -> Pointwise.facts(elementwise, in);
      case MatMul matMul -> Products.facts(matMul, in);
      case ScaledDotProductAttention attention -> Products.facts(attention, in);
      case PRelu prelu -> Pointwise.facts(prelu, in);
      case Glu glu -> Pointwise.facts(glu, in);
      case Dropout dropout -> Pointwise.facts(dropout, in);
      case Identity _ -> Facts.view(in.only(), AxisStep.pointwise(in.only().shape().rank()));
      case Flatten flatten -> Layouts.facts(flatten, in);
      case Reshape reshape -> Layouts.facts(reshape, in);
      case Unflatten unflatten -> Layouts.facts(unflatten, in);
      case Permute permute -> Layouts.facts(permute, in);
      case Transpose transpose -> Layouts.facts(transpose, in);
      case Squeeze squeeze -> Layouts.facts(squeeze, in);
      case Unsqueeze unsqueeze -> Layouts.facts(unsqueeze, in);
      case Expand expand -> Layouts.facts(expand, in);
      case Concat concat -> Copies.facts(concat, in);
      case Stack stack -> Copies.facts(stack, in);
      case TensorFunction function -> FunctionRules.facts(function, in);
      case Roll roll -> Copies.facts(roll, in);
      case Chunk chunk -> Slices.facts(chunk, in);
      case Split split -> Slices.facts(split, in);
      case Slice slice -> Slices.facts(slice, in);
      case Select select -> Slices.facts(select, in);
      case Narrow narrow -> Slices.facts(narrow, in);
      case IndexSelect select -> Copies.facts(select, in);
      case CenterCrop crop -> Copies.facts(crop, in);
      case Pad pad -> Pads.facts(pad, in);
      case Reduce reduce -> Reductions.facts(reduce, in);
      case PixelShuffle shuffle -> Shuffles.facts(shuffle, in);
      case ChannelShuffle shuffle -> Shuffles.facts(shuffle, in);
      case Interpolate interpolate -> Resampling.facts(interpolate, in);
      case FreeTensor _ -> throw new IllegalStateException("a tensor is no node");
      case Contiguous _ ->
          Facts.of(in.only(), Dim.ZERO, AxisStep.pointwise(in.only().shape().rank()));
    };
  }

  /**
   * The weights of a module that is never called, from what it declares alone.
   *
   * @throws Rejection if it leaves a size to its input
   */
  public static List<Shape> declaredWeights(Op op) {
    return switch (op) {
      case Convolution convolution -> Convolutions.declaredWeights(convolution);
      case TransposedConvolution convolution -> TransposedConvolutions.declaredWeights(convolution);
      case Linear linear -> Linears.declaredWeights(linear);
      case Bilinear bilinear -> Linears.declaredWeights(bilinear);
      case Embedding embedding -> Linears.weights(embedding);
      case MultiheadAttention attention -> Attentions.weights(attention);
      case Recurrent network -> Recurrences.declaredWeights(network);
      case PRelu prelu -> Pointwise.weights(prelu);
      case BatchNorm norm -> Norms.declaredWeights(norm);
      case InstanceNorm norm -> SampleNorms.declaredWeights(norm);
      case GroupNorm norm -> SampleNorms.declaredWeights(norm);
      case LayerNorm norm -> SampleNorms.declaredWeights(norm);
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
          List.of();
    };
  }
}
