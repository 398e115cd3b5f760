package dev.cnnsummary.executor;

import static dev.cnnsummary.specs.graph.Value.Kind.ACTIVATION;

import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.kernels.Section;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.op.Activation;
import dev.cnnsummary.specs.op.AdaptivePool;
import dev.cnnsummary.specs.op.BatchNorm;
import dev.cnnsummary.specs.op.ChannelShuffle;
import dev.cnnsummary.specs.op.Chunk;
import dev.cnnsummary.specs.op.Concat;
import dev.cnnsummary.specs.op.Convolution;
import dev.cnnsummary.specs.op.Dropout;
import dev.cnnsummary.specs.op.Elementwise;
import dev.cnnsummary.specs.op.GroupNorm;
import dev.cnnsummary.specs.op.Identity;
import dev.cnnsummary.specs.op.Interpolate;
import dev.cnnsummary.specs.op.LayerNorm;
import dev.cnnsummary.specs.op.Linear;
import dev.cnnsummary.specs.op.LocalResponseNorm;
import dev.cnnsummary.specs.op.Permute;
import dev.cnnsummary.specs.op.PixelShuffle;
import dev.cnnsummary.specs.op.Pool;
import dev.cnnsummary.specs.op.ShiftedWindowAttention;
import dev.cnnsummary.specs.op.TransposedConvolution;
import dev.cnnsummary.specs.shape.DType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of a network is computed for one sample of a batch after the other. Values of one sample are
 * still in the caches when the next layer takes them, and take the same memory as those of the
 * sample before. Maps of whole samples stay behind, with all that follows them: they wait for their
 * weights, which a batch reads once.
 *
 * @param each what is computed of each sample
 * @param one the extents of a batch of one sample
 * @param rest what is computed of the batch
 */
record Samples(Section each, Geometry one, Section rest) {
  /** Numbers of one sample from which on a batch does not stay in a core's second cache. */
  private static final long LARGE = 32 * 1024;

  /**
   * Divides a network.
   *
   * @param whole its extents
   * @return null where nothing is to be gained
   */
  static @Nullable Samples of(Graph graph, List<Extent> inputs, Geometry whole) {
    int batch = batch(inputs);
    if (batch < 2 || graph.outputs().stream().anyMatch(value -> value.kind() != ACTIVATION)) {
      return null;
    }
    Geometry one;
    try {
      one = Geometry.of(graph, inputs.stream().map(Samples::first).toList());
    } catch (ExecutionException _) {
      return null; // it is made for its batch
    }
    Set<Value> apart = new HashSet<>(graph.inputs());
    List<Node> each = new ArrayList<>();
    List<Node> rest = new ArrayList<>();
    long largest = 0;
    for (Node node : graph.nodes()) {
      if (isApart(node, one)
          && apart.containsAll(node.inputs())
          && node.outputs().stream().allMatch(value -> isOf(batch, whole, one, value))) {
        each.add(node);
        apart.addAll(node.outputs());
        for (Value output : node.outputs()) {
          largest = Math.max(largest, one.of(output).numel());
        }
      } else {
        rest.add(node);
      }
    }
    return largest >= LARGE && each.size() > rest.size()
        ? new Samples(Section.of(graph, each), one, Section.of(graph, rest))
        : null;
  }

  /** The first extent of all inputs; 1 where they differ, or there is something else. */
  private static int batch(List<Extent> inputs) {
    List<Integer> first =
        inputs.stream()
            .filter(input -> input.dtype() == DType.F32 && input.shape().size() > 1)
            .map(input -> input.shape().get(0))
            .toList();
    boolean same = first.size() == inputs.size() && first.stream().distinct().count() == 1;
    return same ? first.get(0) : 1;
  }

  private static Extent first(Extent extent) {
    List<Integer> shape = new ArrayList<>(extent.shape());
    shape.set(0, 1);
    return new Extent(extent.dtype(), shape);
  }

  private static boolean isOf(int batch, Geometry whole, Geometry one, Value value) {
    List<Integer> all = whole.of(value).shape();
    List<Integer> single = one.of(value).shape();
    return !single.isEmpty()
        && all.size() == single.size()
        && single.get(0) == 1
        && all.get(0) == batch
        && all.subList(1, all.size()).equals(single.subList(1, single.size()));
  }

  /** Whether a node computes each sample as if it were alone. */
  private static boolean isApart(Node node, Geometry one) {
    if (node.inputs().isEmpty()) {
      return false;
    }
    int rank = one.of(node.inputs().get(0)).shape().size();
    return switch (node.op()) {
      case BatchNorm norm -> norm.trackRunningStats();
      case Concat concat -> Math.floorMod(concat.dim(), rank) != 0;
      case Chunk chunk -> Math.floorMod(chunk.dim(), rank) != 0;
      case LayerNorm norm -> norm.normalizedShape().size() < rank;
      case Linear _ -> rank > 2;
      case Permute permute -> Math.floorMod(permute.dims().get(0), rank) == 0;
      case Activation _,
          AdaptivePool _,
          ChannelShuffle _,
          Convolution _,
          Dropout _,
          Elementwise _,
          GroupNorm _,
          Identity _,
          Interpolate _,
          LocalResponseNorm _,
          PixelShuffle _,
          Pool _,
          ShiftedWindowAttention _,
          TransposedConvolution _ ->
          true;
      default -> false;
    };
  }
}
