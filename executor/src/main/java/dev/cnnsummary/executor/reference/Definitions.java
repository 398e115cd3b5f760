package dev.cnnsummary.executor.reference;

import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Tensor;
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
import java.util.List;

/** Finds what an operator is. */
public final class Definitions {
  private Definitions() {}

  /**
   * A layer on given operands, in evaluation mode.
   *
   * @param operands its data operands
   * @param weights its weights, one for each of {@link Op#weights()}
   * @throws IllegalArgumentException if it cannot take them
   */
  public static Definition of(Op op, List<Tensor> operands, List<Tensor> weights) {
    return op instanceof TensorFunction function
        ? weighted(function, operands)
        : of(op, Arguments.of(op, operands, weights));
  }

  /** As the module that computes the same is defined. */
  private static Definition weighted(TensorFunction function, List<Tensor> operands) {
    List<Extent> extents = operands.stream().map(Tensor::extent).toList();
    ModuleForm form = WeightedShapes.module(function, extents);
    if (form == null) {
      throw NotRunnable.none(function);
    }
    WeightedShapes.outputs(form, extents);
    return of(form.module(), form.data(operands), WeightedShapes.weights(form, operands));
  }

  private static Definition of(Op op, Arguments in) {
    return switch (op) {
      case Convolution convolution -> new ConvolutionDefinition(convolution, in);
      case TransposedConvolution convolution ->
          new TransposedConvolutionDefinition(convolution, in);
      case Pool pool -> Pooling.of(pool, in);
      case AdaptivePool pool -> Pooling.of(pool, in);
      case LpPool pool -> Pooling.of(pool, in);
      case MaxUnpool _ -> new Unpooling(in);
      case Linear linear -> Features.of(linear, in);
      case Bilinear bilinear -> Features.of(bilinear, in);
      case Embedding embedding -> Features.of(embedding, in);
      case MatMul product -> Products.of(product, in);
      case ScaledDotProductAttention attention -> Products.of(attention, in);
      case MultiheadAttention attention -> new MultiheadAttentionDefinition(attention, in);
      case ShiftedWindowAttention attention -> new WindowedAttention(attention, in);
      case Recurrent network -> new RecurrentDefinition(network, in);
      case BatchNorm norm -> Norms.of(norm, in);
      case InstanceNorm norm -> Norms.of(norm, in);
      case GroupNorm norm -> Norms.of(norm, in);
      case LayerNorm norm -> Norms.of(norm, in);
      case LocalResponseNorm norm -> Norms.of(norm, in);
      case Activation activation -> Activations.of(activation, in);
      case Softmax softmax -> Pointwise.of(softmax, in);
      case PRelu prelu -> Pointwise.of(prelu, in);
      case Glu glu -> Pointwise.of(glu, in);
      case Elementwise arithmetic -> Pointwise.of(arithmetic, in);
      case Reduce reduce -> Pointwise.of(reduce, in);
      case Permute permute -> Layouts.permuted(LayoutShapes.order(permute, in.only().rank()), in);
      case Transpose transpose ->
          Layouts.permuted(LayoutShapes.order(transpose, in.only().rank()), in);
      case PixelShuffle shuffle -> Layouts.of(shuffle, in);
      case ChannelShuffle shuffle -> Layouts.of(shuffle, in);
      case Concat concat -> Layouts.of(concat, in);
      case Stack stack -> Layouts.of(stack, in);
      case IndexSelect select -> Layouts.of(select, in);
      case Interpolate interpolate -> Resampling.of(interpolate, in);
      case Chunk chunk -> Layouts.selected(Parts.of(chunk, in.extents()), 0, in);
      case Split split -> Layouts.selected(Parts.of(split, in.extents()), 0, in);
      case Slice slice -> Layouts.selected(List.of(Parts.of(slice, in.extents())), 0, in);
      case Narrow narrow -> Layouts.selected(List.of(Parts.of(narrow, in.extents())), 0, in);
      case Select select -> Layouts.selected(List.of(Parts.of(select, in.extents())), 0, in);
      case Pad pad -> Layouts.selected(List.of(Moves.of(pad, in.extents())), pad.value(), in);
      case CenterCrop crop -> Layouts.selected(List.of(Moves.of(crop, in.extents())), 0, in);
      case Expand expand -> Layouts.selected(List.of(Moves.of(expand, in.extents())), 0, in);
      case Roll roll -> Layouts.selected(List.of(Moves.of(roll, in.extents())), 0, in);
      case Contiguous _,
          Dropout _,
          Flatten _,
          Identity _,
          Reshape _,
          Squeeze _,
          Unflatten _,
          Unsqueeze _ ->
          Layouts.kept(in);
      case TensorFunction function -> throw NotRunnable.none(function);
      case FreeTensor _ -> throw new IllegalStateException("a tensor is no node");
    };
  }
}
