package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.executor.reference.NotRunnable;
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
import java.util.List;

/** Chooses the kernels of each operator. */
final class Kernels {
  private Kernels() {}

  /** Prepares what computes a step; nothing where its output is its operand. */
  static List<Kernel> prepare(Site site) {
    return switch (site.op()) {
      case Activation op -> List.of(new Activations(site, op));
      case AdaptivePool op -> List.of(Pools.of(site, op));
      case BatchNorm op -> List.of(norm(site, op));
      case Bilinear op -> List.of(Linears.of(site, op));
      case CenterCrop op -> List.of(Rearrangements.centerCrop(site, op));
      case ChannelShuffle op -> List.of(Rearrangements.channelShuffle(site, op.groups()));
      case Chunk op -> Rearrangements.parts(site, op.dim());
      case Concat op -> List.of(Concatenation.of(site, axis(site, op.dim())));
      case Convolution op -> List.of(convolution(site, op));
      case Elementwise op -> List.of(Arithmetic.of(site, op));
      case Embedding op -> List.of(Lookups.of(site, op));
      case Expand _ -> List.of(Rearrangements.expand(site));
      case FreeTensor _ -> throw new IllegalArgumentException("a free tensor is not computed");
      case Glu op -> List.of(Gates.of(site, op));
      case GroupNorm op -> List.of(RowNorm.of(site, op));
      case IndexSelect op -> List.of(Lookups.of(site, op));
      case InstanceNorm op -> List.of(norm(site, op));
      case Interpolate op -> List.of(Resampling.of(site, op));
      case LayerNorm op -> List.of(RowNorm.of(site, op));
      case Linear op -> List.of(Linears.of(site, op));
      case LocalResponseNorm op -> List.of(new NeighbourNorm(site, op));
      case LpPool op -> List.of(new PowerPool(site, op));
      case MatMul _ -> List.of(new MatrixProducts(site));
      case MaxUnpool _ -> List.of(Lookups.unpool(site));
      case MultiheadAttention op -> List.of(new HeadsAttention(site, op));
      case Narrow op -> List.of(Rearrangements.narrow(site, op));
      case PRelu op -> List.of(Gates.of(site, op));
      case Pad op -> List.of(Rearrangements.pad(site, op));
      case Permute op -> List.of(Rearrangements.permute(site, op.dims()));
      case PixelShuffle op -> List.of(Rearrangements.pixelShuffle(site, op));
      case Pool op -> List.of(Pools.of(site, op));
      case Recurrent op -> List.of(new RecurrentNetwork(site, op));
      case Reduce op -> List.of(Reductions.of(site, op));
      case Roll op -> List.of(Rearrangements.roll(site, op));
      case ScaledDotProductAttention op -> List.of(new ScaledAttention(site, op));
      case Select op -> List.of(Rearrangements.select(site, op));
      case ShiftedWindowAttention op -> List.of(new WindowAttention(site, op));
      case Slice op -> List.of(Rearrangements.slice(site, op));
      case Softmax op -> List.of(new AxisSoftmax(site, op));
      case Split op -> Rearrangements.parts(site, op.dim());
      case TensorFunction function -> throw NotRunnable.none(function);
      case Stack op -> List.of(Concatenation.of(site, axis(site, op.dim())));
      case Transpose op -> List.of(Rearrangements.transpose(site, op));
      case TransposedConvolution op -> List.of(new TransposedTiles(site, op));
      case Contiguous _,
          Dropout _,
          Flatten _,
          Identity _,
          Reshape _,
          Squeeze _,
          Unflatten _,
          Unsqueeze _ -> {
        site.share(0, 0);
        yield List.of();
      }
    };
  }

  private static int axis(Site site, int dim) {
    return Strides.axis(dim, site.result(0).shape().size());
  }

  private static Kernel convolution(Site site, Convolution op) {
    Site next = site.depthwise();
    if (next != null && next.op() instanceof Convolution depthwise) {
      return new DepthwiseConvolution(next, depthwise, new Expansion(site, op));
    }
    if (DepthwiseConvolution.suits(op, site.operand(0).shape().get(1))) {
      return new DepthwiseConvolution(site, op, null);
    }
    WinogradTiling tiling = WinogradTiling.of(site, op);
    return tiling == null
        ? new TiledConvolution(site, op)
        : new WinogradConvolution(site, op, tiling);
  }

  private static Kernel norm(Site site, BatchNorm op) {
    return op.trackRunningStats() ? new ChannelScale(site) : new BatchStatistics(site, op.eps());
  }

  private static Kernel norm(Site site, InstanceNorm op) {
    return op.trackRunningStats() ? new ChannelScale(site) : RowNorm.of(site, op);
  }
}
