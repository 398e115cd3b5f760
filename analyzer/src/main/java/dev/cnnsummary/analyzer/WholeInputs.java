package dev.cnnsummary.analyzer;

import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Inputs that are declared with all their axes, as an ONNX file's are. Nothing tells which axis is
 * the batch; it is taken to be the first one of the first input, and of every other input that
 * begins with the same extent.
 */
final class WholeInputs {
  private WholeInputs() {}

  /**
   * What such a model is given.
   *
   * @param given shapes that the user gave, whole or without the first axis, by input
   * @param batch the batch that the user gave
   */
  static ModelInputs of(Graph graph, Map<String, Shape> given, OptionalLong batch) {
    if (batch.isPresent() && batch.getAsLong() < 1) {
      throw ModelInputs.refused(
          "--batch: expected a number of at least 1, got " + batch.getAsLong());
    }
    List<Shape> shapes = new ArrayList<>();
    for (Value input : graph.inputs()) {
      shapes.add(shape(graph, input, given.get(input.name())));
    }
    Dim first =
        shapes.isEmpty() || shapes.getFirst().rank() == 0 ? Dim.ONE : shapes.getFirst().dim(0);
    Dim extent = batch.isPresent() ? Dim.of(batch.getAsLong()) : first;
    List<TensorType> types = new ArrayList<>();
    for (int i = 0; i < shapes.size(); i++) {
      Shape shape = shapes.get(i);
      boolean batched = shape.rank() > 0 && shape.dim(0).equals(first);
      DType dtype = graph.inputs().get(i).dtype();
      types.add(
          new TensorType(
              dtype == null ? DType.F32 : dtype, batched ? shape.with(0, extent) : shape));
    }
    boolean plain =
        extent.isConstant() || extent.equals(Dim.symbol(extent.symbols().iterator().next()));
    return new ModelInputs(types, plain ? extent : Dim.ONE);
  }

  private static Shape shape(Graph graph, Value input, @Nullable Shape given) {
    Shape declared = input.shape();
    if (declared == null) {
      if (given == null) {
        throw ModelInputs.refused(
            graph.name() + " declares no shape for '" + input.name() + "': give --input");
      }
      return given;
    }
    if (given == null || given.rank() == declared.rank()) {
      return given == null ? declared : given;
    }
    if (given.rank() == declared.rank() - 1) {
      List<Dim> dims = new ArrayList<>(given.dims());
      dims.addFirst(declared.dim(0));
      return Shape.of(dims);
    }
    throw ModelInputs.refused(
        "--input: expected "
            + declared.rank()
            + " sizes for '"
            + input.name()
            + "', as in "
            + ModelInputs.text(declared)
            + ", or one less without the first; got "
            + ModelInputs.text(given));
  }
}
