package dev.cnnsummary.executor;

import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import java.util.ArrayList;
import java.util.List;

/** Checks of what is given for a graph's inputs. */
final class Inputs {
  private Inputs() {}

  /** The inputs as a graph declares them, for a batch of some samples. */
  static List<Extent> declared(Graph graph, int batch) {
    List<Extent> extents = new ArrayList<>();
    for (Value input : graph.inputs()) {
      List<Integer> shape = new ArrayList<>(List.of(batch));
      if (input.shape() == null) {
        throw new ExecutionException("the input " + input.name() + " declares no shape");
      }
      for (Dim dim : input.shape().dims()) {
        if (!dim.isConstant()) {
          throw new ExecutionException(
              "the input " + input.name() + " is " + input.shape() + ": its sizes must be numbers");
        }
        shape.add(Math.toIntExact(dim.value()));
      }
      extents.add(new Extent(input.dtype() == null ? DType.F32 : input.dtype(), shape));
    }
    return extents;
  }

  /** Requires as many extents as there are inputs, all of them positive, of types that fit. */
  static void requireExtents(Graph graph, List<Extent> extents) {
    requireCount(graph, extents.size());
    for (int i = 0; i < extents.size(); i++) {
      Value input = graph.inputs().get(i);
      Extent extent = extents.get(i);
      DType declared = input.dtype();
      if (!extent.dtype().isComputed()) {
        throw new ExecutionException(
            "the input " + input.name() + " is " + shown(extent) + ", which is not computed with");
      }
      if (declared != null && declared.isFloating() != extent.dtype().isFloating()) {
        throw new ExecutionException(
            "the input " + input.name() + " takes " + declared.text() + ", not " + shown(extent));
      }
      int least = graph.wholeInputs() ? 0 : 1;
      if (extent.shape().stream().anyMatch(size -> size < least)) {
        throw new ExecutionException(
            "the input "
                + input.name()
                + " cannot be "
                + shown(extent)
                + ": sizes start at "
                + least);
      }
    }
  }

  /** Requires tensors of the extents that a program was prepared for. */
  static void requireTensors(Graph graph, Geometry geometry, List<Tensor> tensors) {
    requireCount(graph, tensors.size());
    for (int i = 0; i < tensors.size(); i++) {
      Value input = graph.inputs().get(i);
      requireExtent("the input " + input.name(), tensors.get(i), geometry.of(input));
    }
  }

  /** Requires a tensor of certain extents, floating-point where they are. */
  static void requireExtent(String name, Tensor tensor, Extent wanted) {
    boolean sameKind = tensor.dtype().isFloating() == wanted.dtype().isFloating();
    if (!sameKind || !java.util.Arrays.equals(tensor.shape(), wanted.array())) {
      throw new ExecutionException(name + " must be " + shown(wanted) + ", not " + tensor);
    }
  }

  private static void requireCount(Graph graph, int given) {
    int count = graph.inputs().size();
    if (given != count) {
      throw new ExecutionException(
          graph.name()
              + " takes "
              + count
              + (count == 1 ? " input" : " inputs")
              + ", not "
              + given);
    }
  }

  private static String shown(Extent extent) {
    return extent.dtype().text() + extent.shape();
  }
}
