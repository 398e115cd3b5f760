package dev.cnnsummary.executor;

import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.kernels.Loops;
import dev.cnnsummary.executor.kernels.Section;
import dev.cnnsummary.executor.kernels.Workers;
import dev.cnnsummary.executor.weights.Weights;
import dev.cnnsummary.specs.function.TensorFunction;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.DType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Nodes of a larger graph that kernels compute together: modules and functions of specs, on 32-bit
 * floating-point numbers. Of narrower ones it is one node, computed in 32 bits and rounded.
 */
final class FloatSection {
  private final PlannedSection planned;
  private final Geometry made;
  private final List<Extent> given;

  private FloatSection(PlannedSection planned, Geometry made) {
    this.planned = planned;
    this.made = made;
    this.given = planned.section().inputs().stream().map(made::of).toList();
  }

  /**
   * The longest section that begins with a node.
   *
   * @param geometry of what has been made before it
   * @return null where the node is not for kernels of floating-point numbers
   */
  static @Nullable FloatSection from(
      Graph graph, int start, Geometry geometry, Program.Mode mode, Loops loops, int threads) {
    List<Node> nodes = graph.nodes();
    Geometry walked = geometry.copy();
    if (!takesFloats(nodes.get(start), walked)) {
      return null;
    }
    boolean wide = isWide(nodes.get(start), walked);
    int end = start;
    while (end < nodes.size()
        && (wide || end == start)
        && takesFloats(nodes.get(end), walked)
        && isWide(nodes.get(end), walked) == wide
        && canFollow(nodes.get(end), walked, end > start)) {
      end++;
    }
    if (end == start) {
      return null;
    }
    Section section = Section.of(graph, nodes.subList(start, end));
    Geometry used = wide ? walked : widened(nodes.get(start), geometry);
    return new FloatSection(new PlannedSection(section, used, used, mode, loops, threads), walked);
  }

  /** Whether a node is one for kernels, and everything that it takes is there and suits them. */
  private static boolean takesFloats(Node node, Geometry geometry) {
    return !(node.op() instanceof TensorFunction)
        && !node.inputs().isEmpty()
        && node.inputs().stream().allMatch(each -> geometry.has(each) && suits(geometry.of(each)));
  }

  private static boolean suits(Extent extent) {
    return Tensor.holdsFloats(extent.dtype())
        && extent.shape().stream().allMatch(size -> size >= 1);
  }

  private static boolean isWide(Node node, Geometry geometry) {
    return node.inputs().stream().allMatch(each -> geometry.of(each).dtype() == DType.F32);
  }

  /** A fault of a later node is told when it is its turn. */
  private static boolean canFollow(Node node, Geometry geometry, boolean later) {
    try {
      geometry.visit(node);
    } catch (ExecutionException e) {
      if (later) {
        return false;
      }
      throw e;
    }
    return node.outputs().stream().allMatch(each -> suits(geometry.of(each)));
  }

  private static Geometry widened(Node node, Geometry geometry) {
    Geometry wide = geometry.copy();
    for (Value input : node.inputs()) {
      wide.put(input, new Extent(DType.F32, geometry.of(input).shape()));
    }
    wide.visit(node);
    return wide;
  }

  List<Node> nodes() {
    return planned.section().nodes();
  }

  List<Value> inputs() {
    return planned.section().inputs();
  }

  List<Value> outputs() {
    return planned.section().outputs();
  }

  /** Whether it was planned for what there is now. */
  boolean fits(Geometry geometry) {
    for (int i = 0; i < given.size(); i++) {
      if (!given.get(i).equals(geometry.of(inputs().get(i)))) {
        return false;
      }
    }
    return true;
  }

  /** Tells the extents of what it makes. */
  void putExtents(Geometry geometry) {
    for (Node node : nodes()) {
      node.outputs().forEach(output -> geometry.put(output, made.of(output)));
      node.weights().forEach(weight -> geometry.put(weight, made.of(weight)));
    }
  }

  PlannedSection.Read load(Weights weights) {
    return planned.load(weights);
  }

  void run(List<Tensor> tensors, Workers workers, Program.Timer timer) {
    planned.run(tensors, workers, timer);
  }

  /** What a value was in the last run, as a copy. */
  Tensor tensor(Value value) {
    return planned.tensor(value).as(made.of(value).dtype());
  }
}
