package dev.cnnsummary.executor;

import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.op.CenterCrop;
import dev.cnnsummary.specs.op.Embedding;
import dev.cnnsummary.specs.op.IndexSelect;
import dev.cnnsummary.specs.op.Narrow;
import dev.cnnsummary.specs.op.Select;
import dev.cnnsummary.specs.op.Slice;
import java.util.Collection;
import java.util.List;

/**
 * What a kernel does.
 *
 * @param algorithm what a table of timings calls it
 * @param saving how many times fewer multiplications it makes than the definition has
 * @param nodes those whose multiplications it makes
 * @param bytes those that it, and others which take part in the same step, cannot do without:
 *     inputs and weights read once, outputs written once, as they are held in memory
 */
public record Work(String algorithm, double saving, List<Node> nodes, long bytes) {
  /** A node by itself, as its definition says. */
  static Work byDefinition(
      Node node, List<Tensor> operands, List<Tensor> weights, List<Tensor> outputs) {
    long bytes = bytes(node, extents(operands), extents(outputs), bytes(extents(weights)));
    return new Work("by definition", 1, List.of(node), bytes);
  }

  private static Collection<Extent> extents(List<Tensor> tensors) {
    return tensors.stream().map(Tensor::extent).toList();
  }

  /**
   * The bytes of a step.
   *
   * @param weights those of its weights
   */
  static long bytes(
      Node node, Collection<Extent> inputs, Collection<Extent> outputs, long weights) {
    long written = bytes(outputs);
    return picks(node) ? 2 * written : bytes(inputs) + weights + written;
  }

  /** Whether it reads no more of its input than it writes. */
  private static boolean picks(Node node) {
    return switch (node.op()) {
      case CenterCrop _, Embedding _, IndexSelect _, Narrow _, Select _, Slice _ -> true;
      default -> false;
    };
  }

  private static long bytes(Collection<Extent> extents) {
    return extents.stream()
        .mapToLong(
            each -> each.numel() * (Tensor.holdsFloats(each.dtype()) ? Float.BYTES : Long.BYTES))
        .sum();
  }
}
