package dev.cnnsummary.executor.reference;

import dev.cnnsummary.executor.Geometry.Extent;
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
import java.util.ArrayList;
import java.util.List;

/**
 * The extents that an operator makes and needs.
 *
 * @param outputs of what it makes
 * @param weights of its weights, in the order of the operator's slots
 */
public record Shapes(List<Extent> outputs, List<List<Integer>> weights) {
  /** Copies the lists. */
  public Shapes {
    outputs = List.copyOf(outputs);
    weights = List.copyOf(weights);
  }

  /**
   * The extents of one operator.
   *
   * @param operands its data operands; empty for a module that is never called, which declares what
   *     its weights need
   * @throws IllegalArgumentException if it cannot take them
   */
  public static Shapes of(Op op, List<Extent> operands) {
    return operands.isEmpty() && op.weights().isEmpty()
        ? declared(List.of())
        : of(op, new Operands(operands));
  }

  private static Shapes of(Op op, Operands in) {
    return switch (op) {
      case Convolution convolution -> WindowShapes.of(convolution, in);
      case TransposedConvolution convolution -> WindowShapes.of(convolution, in);
      case Pool pool -> WindowShapes.of(pool, in);
      case AdaptivePool pool -> WindowShapes.of(pool, in);
      case LpPool pool -> WindowShapes.of(pool, in);
      case MaxUnpool unpool -> WindowShapes.of(unpool, in);
      case Linear linear -> FeatureShapes.of(linear, in);
      case Bilinear bilinear -> FeatureShapes.of(bilinear, in);
      case Embedding embedding -> FeatureShapes.of(embedding, in);
      case MatMul product -> FeatureShapes.of(product, in);
      case ScaledDotProductAttention attention -> FeatureShapes.of(attention, in);
      case MultiheadAttention attention -> SequenceShapes.of(attention, in);
      case ShiftedWindowAttention attention -> WindowedAttention.shapes(attention, in);
      case Recurrent network -> SequenceShapes.of(network, in);
      case BatchNorm norm -> NormShapes.of(norm, in);
      case InstanceNorm norm -> NormShapes.of(norm, in);
      case GroupNorm norm -> NormShapes.of(norm, in);
      case LayerNorm norm -> NormShapes.of(norm, in);
      case LocalResponseNorm norm -> NormShapes.of(norm, in);
      case Activation activation -> PointwiseShapes.of(activation, in);
      case Softmax softmax -> PointwiseShapes.of(softmax, in);
      case PRelu prelu -> PointwiseShapes.of(prelu, in);
      case Glu glu -> PointwiseShapes.of(glu, in);
      case Dropout dropout -> PointwiseShapes.of(dropout, in);
      case Elementwise arithmetic -> PointwiseShapes.of(arithmetic, in);
      case Reduce reduce -> PointwiseShapes.of(reduce, in);
      case Flatten flatten -> LayoutShapes.of(flatten, in);
      case Reshape reshape -> LayoutShapes.of(reshape, in);
      case Unflatten unflatten -> LayoutShapes.of(unflatten, in);
      case Squeeze squeeze -> LayoutShapes.of(squeeze, in);
      case Unsqueeze unsqueeze -> LayoutShapes.of(unsqueeze, in);
      case Permute permute -> LayoutShapes.of(permute, in);
      case Transpose transpose -> LayoutShapes.of(transpose, in);
      case PixelShuffle shuffle -> LayoutShapes.of(shuffle, in);
      case ChannelShuffle shuffle -> LayoutShapes.of(shuffle, in);
      case Concat concat -> LayoutShapes.of(concat, in);
      case Stack stack -> LayoutShapes.of(stack, in);
      case IndexSelect select -> LayoutShapes.of(select, in);
      case Interpolate interpolate -> ResamplingShapes.of(interpolate, in);
      case Chunk chunk -> Parts.shapes(Parts.of(chunk, in), in);
      case Split split -> Parts.shapes(Parts.of(split, in), in);
      case Slice slice -> Moves.shape(Parts.of(slice, in), in);
      case Narrow narrow -> Moves.shape(Parts.of(narrow, in), in);
      case Select select -> Parts.shape(select, in);
      case Pad pad -> Moves.shape(Moves.of(pad, in), in);
      case CenterCrop crop -> Moves.shape(Moves.of(crop, in), in);
      case Expand expand -> Moves.shape(Moves.of(expand, in), in);
      case Roll roll -> Moves.shape(roll, in);
      case Contiguous _, Identity _ -> one(in.only());
      case TensorFunction function -> WeightedShapes.of(function, in);
      case FreeTensor _ -> throw new IllegalStateException("a tensor is no node");
    };
  }

  /** Of an operator without weights that makes one tensor. */
  static Shapes one(Extent output) {
    return new Shapes(List.of(output), List.of());
  }

  /** Of an operator with weights that makes one tensor. */
  static Shapes weighing(Extent output, List<List<Integer>> weights) {
    return new Shapes(List.of(output), weights);
  }

  /** Of a module that is never called. */
  static Shapes declared(List<List<Integer>> weights) {
    return new Shapes(List.of(), weights);
  }

  /** An extent with another number of elements along an axis. */
  static Extent with(Extent extent, int axis, int elements) {
    List<Integer> shape = new ArrayList<>(extent.shape());
    shape.set(axis, elements);
    return new Extent(extent.dtype(), shape);
  }
}
