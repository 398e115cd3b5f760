package dev.cnnsummary.executor;

import dev.cnnsummary.executor.reference.Shapes;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The extents of every value of a graph on given inputs, as the executor finds them itself, by
 * walking windows and counting elements; it knows nothing of the analysis that it is to confirm.
 */
public final class Geometry {
  private final @Nullable Extent[] extents;

  private Geometry(int values) {
    extents = new Extent[values];
  }

  /**
   * A tensor without its numbers.
   *
   * @param dtype the type of its elements
   * @param shape its extents
   */
  public record Extent(DType dtype, List<Integer> shape) {
    /** Copies the list. */
    public Extent {
      shape = List.copyOf(shape);
    }

    /** The extents as an array of its own. */
    public int[] array() {
      return shape.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The number of elements. */
    public long numel() {
      long product = 1;
      for (int extent : shape) {
        product = Math.multiplyExact(product, extent);
      }
      return product;
    }
  }

  /**
   * Walks a graph.
   *
   * @param inputs one for each input of the graph, the batch axis included
   * @throws ExecutionException if the graph takes other inputs, and at the first layer that cannot
   *     run on what it gets
   */
  public static Geometry of(Graph graph, List<Extent> inputs) {
    Geometry geometry = before(graph, inputs);
    graph.uncalled().forEach(geometry::visit); // first, as others may take its weights
    graph.nodes().forEach(geometry::visit);
    return geometry;
  }

  /** What is known before any layer has been looked at: inputs, and what declares its extents. */
  static Geometry before(Graph graph, List<Extent> inputs) {
    Inputs.requireExtents(graph, inputs);
    Geometry geometry = new Geometry(graph.valueCount());
    for (int i = 0; i < inputs.size(); i++) {
      geometry.put(graph.inputs().get(i), inputs.get(i));
    }
    graph.weights().forEach(geometry::declare);
    Stream.concat(
            graph.nodes().stream().flatMap(node -> node.inputs().stream()),
            graph.outputs().stream())
        .filter(value -> value.kind() == Value.Kind.CONSTANT)
        .forEach(geometry::declare);
    return geometry;
  }

  private void declare(Value value) {
    if (value.shape() != null) {
      put(value, declared(value, value.shape()));
    }
  }

  /** Of so many values, of which nothing is known yet. */
  static Geometry ofCount(int values) {
    return new Geometry(values);
  }

  /** A copy that another walk goes on with. */
  Geometry copy() {
    Geometry copy = new Geometry(extents.length);
    System.arraycopy(extents, 0, copy.extents, 0, extents.length);
    return copy;
  }

  /**
   * Finds what a layer makes.
   *
   * @throws ExecutionException if it cannot run on what it gets
   */
  void visit(Node node) {
    List<Extent> operands = node.inputs().stream().map(this::of).toList();
    try {
      Shapes shapes = Shapes.of(node.op(), operands);
      for (int i = 0; i < node.outputs().size(); i++) {
        put(node.outputs().get(i), shapes.outputs().get(i));
      }
      for (int i = 0; i < node.weights().size(); i++) {
        putWeight(node.weights().get(i), shapes.weights().get(i));
      }
    } catch (IllegalArgumentException e) {
      throw new ExecutionException(node.path() + ": " + e.getMessage(), e);
    } catch (ArithmeticException e) {
      throw new ExecutionException(node.path() + ": a size does not fit in 32 bits", e);
    }
  }

  void put(Value value, Extent extent) {
    extents[value.index()] = extent;
  }

  private void putWeight(Value weight, List<Integer> shape) {
    Extent known = extents[weight.index()];
    if (known != null && !known.shape().equals(shape)) {
      throw new IllegalArgumentException(
          weight.name() + " is " + known.shape() + " where " + shape + " is needed");
    }
    DType dtype = weight.dtype() == null ? DType.F32 : weight.dtype();
    put(weight, new Extent(dtype, shape));
  }

  private static Extent declared(Value weight, Shape shape) {
    List<Integer> extents = new ArrayList<>();
    for (Dim dim : shape.dims()) {
      if (!dim.isConstant()) {
        throw new ExecutionException(
            weight.name() + " is " + shape + ": its sizes must be numbers");
      }
      extents.add(Math.toIntExact(dim.value()));
    }
    return new Extent(weight.dtype() == null ? DType.F32 : weight.dtype(), extents);
  }

  /**
   * The inputs that a graph declares, for a batch of samples.
   *
   * @throws ExecutionException if a size is a symbol and no number
   */
  public static List<Extent> declaredInputs(Graph graph, int batch) {
    return Inputs.declared(graph, batch);
  }

  /** Whether the extents of a value are known. */
  boolean has(Value value) {
    return extents[value.index()] != null;
  }

  /** The extents of an input, an activation or a weight. */
  public Extent of(Value value) {
    return Objects.requireNonNull(extents[value.index()], value.name());
  }
}
