package dev.cnnsummary.executor.functions;

import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.executor.reference.NotRunnable;
import dev.cnnsummary.specs.function.Addmm;
import dev.cnnsummary.specs.function.AffineGrid;
import dev.cnnsummary.specs.function.Arange;
import dev.cnnsummary.specs.function.ArgReduce;
import dev.cnnsummary.specs.function.Attention;
import dev.cnnsummary.specs.function.AxisNorm;
import dev.cnnsummary.specs.function.Binary;
import dev.cnnsummary.specs.function.Cast;
import dev.cnnsummary.specs.function.ChannelNorm;
import dev.cnnsummary.specs.function.Clamp;
import dev.cnnsummary.specs.function.CoercedSoftmax;
import dev.cnnsummary.specs.function.Combination;
import dev.cnnsummary.specs.function.CropPad;
import dev.cnnsummary.specs.function.CumSum;
import dev.cnnsummary.specs.function.DeformableConvolution;
import dev.cnnsummary.specs.function.Dequantize;
import dev.cnnsummary.specs.function.DropoutMask;
import dev.cnnsummary.specs.function.DynamicQuantize;
import dev.cnnsummary.specs.function.Einsum;
import dev.cnnsummary.specs.function.ExpandTo;
import dev.cnnsummary.specs.function.FlattenTo;
import dev.cnnsummary.specs.function.Fold;
import dev.cnnsummary.specs.function.Full;
import dev.cnnsummary.specs.function.FunctionalBilinear;
import dev.cnnsummary.specs.function.FunctionalConvolution;
import dev.cnnsummary.specs.function.FunctionalEmbedding;
import dev.cnnsummary.specs.function.FunctionalLinear;
import dev.cnnsummary.specs.function.FunctionalNorm;
import dev.cnnsummary.specs.function.FunctionalPRelu;
import dev.cnnsummary.specs.function.FunctionalPool;
import dev.cnnsummary.specs.function.FunctionalTransposedConvolution;
import dev.cnnsummary.specs.function.FunctionalUnpool;
import dev.cnnsummary.specs.function.Gather;
import dev.cnnsummary.specs.function.GlobalPool;
import dev.cnnsummary.specs.function.GridSample;
import dev.cnnsummary.specs.function.IntegerConvolution;
import dev.cnnsummary.specs.function.IntegerMatMul;
import dev.cnnsummary.specs.function.LpNormalize;
import dev.cnnsummary.specs.function.MeanVarianceNorm;
import dev.cnnsummary.specs.function.NonMaxSuppression;
import dev.cnnsummary.specs.function.NonZero;
import dev.cnnsummary.specs.function.Numel;
import dev.cnnsummary.specs.function.OneHot;
import dev.cnnsummary.specs.function.PadBy;
import dev.cnnsummary.specs.function.Quantize;
import dev.cnnsummary.specs.function.QuantizedConvolution;
import dev.cnnsummary.specs.function.QuantizedMatMul;
import dev.cnnsummary.specs.function.Reduction;
import dev.cnnsummary.specs.function.Repeat;
import dev.cnnsummary.specs.function.ReshapeTo;
import dev.cnnsummary.specs.function.Resize;
import dev.cnnsummary.specs.function.RoiAlign;
import dev.cnnsummary.specs.function.Scatter;
import dev.cnnsummary.specs.function.ShapeOf;
import dev.cnnsummary.specs.function.SliceBy;
import dev.cnnsummary.specs.function.SpaceDepth;
import dev.cnnsummary.specs.function.SplitBy;
import dev.cnnsummary.specs.function.SqueezeAxes;
import dev.cnnsummary.specs.function.TensorFunction;
import dev.cnnsummary.specs.function.TopK;
import dev.cnnsummary.specs.function.Triangle;
import dev.cnnsummary.specs.function.Unary;
import dev.cnnsummary.specs.function.Unknown;
import dev.cnnsummary.specs.function.UnsqueezeAxes;
import dev.cnnsummary.specs.function.Where;
import dev.cnnsummary.specs.op.Op;
import java.util.List;

/** Computes functions of tensors. */
public final class Functions {
  private Functions() {}

  /**
   * What an operator makes, by its definition.
   *
   * @param weights those of its slots; a function has none
   * @throws IllegalArgumentException if it cannot take these tensors
   * @throws ArithmeticException if what it makes has more elements than an array can have
   */
  public static Result of(Op op, List<Tensor> operands, List<Tensor> weights) {
    return op instanceof TensorFunction function
        ? of(function, operands)
        : SpecOps.of(op, operands, weights);
  }

  private static Result of(TensorFunction function, List<Tensor> in) {
    return switch (function) {
      case Addmm f -> Products.of(f, in);
      case AffineGrid f -> Grids.of(f, in.get(0), in.get(1));
      case Arange _ -> Makers.range(in.get(0), in.get(1), in.get(2));
      case ArgReduce f -> Selections.of(f, in.get(0));
      case Attention f -> Attentions.of(f, in);
      case AxisNorm f -> Norms.of(f, in);
      case Binary f -> Binaries.of(f, in.get(0), in.get(1));
      case Cast f -> Result.of(in.get(0).as(f.dtype()));
      case ChannelNorm f -> ChannelNorms.of(f, in);
      case Clamp f -> Binaries.of(f, in);
      case CoercedSoftmax f -> Norms.of(f, in.get(0));
      case Combination f -> Binaries.of(f, in);
      case CropPad f -> Pieces.of(f, in.get(0), in.get(1));
      case CumSum f -> Selections.of(f, in.get(0), in.get(1));
      case DeformableConvolution f -> DeformableConvolutions.of(f, in);
      case Dequantize f -> Quantizations.of(f, in);
      case DropoutMask f -> Makers.of(f, in);
      case DynamicQuantize _ -> Quantizations.dynamic(in.get(0));
      case Einsum f -> Einsums.of(f, in);
      case ExpandTo _ -> Pieces.expanded(in.get(0), in.get(1));
      case FlattenTo f -> Layouts.of(f, in.get(0));
      case Fold f -> Unpoolings.of(f, in);
      case Full f -> Makers.of(f, in.get(0));
      case FunctionalBilinear f -> Weighted.computed(f, in);
      case FunctionalEmbedding f -> Weighted.computed(f, in);
      case FunctionalLinear f -> Weighted.computed(f, in);
      case FunctionalNorm f -> Weighted.computed(f, in);
      case FunctionalPRelu f -> Weighted.computed(f, in);
      case FunctionalConvolution f -> Convolutions.of(f, in);
      case FunctionalPool f -> Poolings.of(f, in.get(0));
      case FunctionalTransposedConvolution f -> TransposedConvolutions.of(f, in);
      case FunctionalUnpool f -> Unpoolings.of(f, in);
      case Gather f -> Indices.of(f, in.get(0), in.get(1));
      case GlobalPool f -> Poolings.of(f, in.get(0));
      case GridSample f -> Grids.of(f, in.get(0), in.get(1));
      case IntegerConvolution f -> Convolutions.of(f, in);
      case IntegerMatMul f -> QuantizedProducts.of(f, in);
      case LpNormalize f -> Norms.of(f, in.get(0));
      case MeanVarianceNorm f -> Norms.of(f, in.get(0));
      case NonMaxSuppression f -> Boxes.of(f, in);
      case NonZero _ -> Indices.nonZero(in.get(0));
      case Numel _ -> Makers.numel(in.get(0));
      case OneHot f -> Indices.of(f, in.get(0), in.get(1), in.get(2));
      case PadBy f -> Pieces.of(f, in);
      case Quantize f -> Quantizations.of(f, in);
      case QuantizedConvolution f -> QuantizedProducts.of(f, in);
      case QuantizedMatMul _ -> QuantizedProducts.matrices(in);
      case Reduction f -> Reductions.of(f, in);
      case Repeat _ -> Pieces.repeated(in.get(0), in.get(1));
      case ReshapeTo f -> Layouts.of(f, in.get(0), in.get(1));
      case Resize f -> Resizings.of(f, in);
      case RoiAlign f -> Regions.of(f, in);
      case Scatter f -> Indices.of(f, in.get(0), in.get(1), in.get(2));
      case ShapeOf f -> Makers.of(f, in.get(0));
      case SliceBy f -> Pieces.of(f, in);
      case SpaceDepth f -> Layouts.of(f, in.get(0));
      case SplitBy f -> Pieces.of(f, in);
      case SqueezeAxes f -> Layouts.of(f, in);
      case TopK f -> Selections.of(f, in.get(0), in.get(1));
      case Triangle f -> Layouts.of(f, in);
      case Unary f -> Unaries.of(f, in.get(0));
      case Unknown f -> throw NotRunnable.of(f);
      case UnsqueezeAxes f -> Layouts.of(f, in);
      case Where _ -> Binaries.where(in.get(0), in.get(1), in.get(2));
    };
  }
}
