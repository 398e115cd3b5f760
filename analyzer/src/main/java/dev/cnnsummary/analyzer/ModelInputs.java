package dev.cnnsummary.analyzer;

import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.Problem;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.Bindings;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import dev.cnnsummary.specs.spec.InputShapes;
import dev.cnnsummary.specs.spec.Nearest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a model is given.
 *
 * @param types the type of each input of the graph, the batch axis first
 * @param batch the batch's extent, the first axis of each type
 * @param contents the numbers of inputs that are known beforehand, by name; sizes that others tell
 *     stay symbols
 */
public record ModelInputs(List<TensorType> types, Dim batch, Map<String, Literal> contents) {
  /** The batch's symbol where no other is given. */
  public static final String BATCH = "N";

  /** Copies the list. */
  public ModelInputs {
    types = List.copyOf(types);
    contents = Map.copyOf(contents);
  }

  /** Inputs whose numbers do not matter. */
  public ModelInputs(List<TensorType> types, Dim batch) {
    this(types, batch, Map.of());
  }

  /** The declared inputs, one sample for the costs. */
  public static ModelInputs declared(Graph graph) {
    return of(graph, List.of(), OptionalLong.empty());
  }

  /**
   * Reads shapes as a user writes them.
   *
   * @param texts {@code 3x224x224} for the only input, {@code name=3x224x224} for one of several,
   *     letters for symbols; one axis more than declared means that the batch comes first. Inputs
   *     that are not named have their declared shapes.
   * @param batch the batch's extent; empty for a symbol, where costs are for one sample
   * @throws InvalidSpecException if a text does not fit the graph's inputs
   */
  public static ModelInputs of(Graph graph, List<String> texts, OptionalLong batch) {
    Map<String, Shape> given = new HashMap<>();
    for (String text : texts) {
      read(text, graph, given);
    }
    if (graph.wholeInputs()) {
      return WholeInputs.of(graph, given, batch);
    }
    if (batch.isPresent() && batch.getAsLong() < 1) {
      throw refused("--batch: expected a number of at least 1, got " + batch.getAsLong());
    }
    Dim extent = batch.isPresent() ? Dim.of(batch.getAsLong()) : null;
    List<Shape> samples = new ArrayList<>();
    for (Value input : graph.inputs()) {
      Shape shape = given.getOrDefault(input.name(), input.shape());
      if (shape == null) {
        throw refused(graph.name() + " declares no shape for '" + input.name() + "': give --input");
      }
      Dim own = batchOf(shape, input);
      if (own != null) {
        if (extent != null && !extent.equals(own)) {
          throw refused("--input: the batch is " + own + " and also " + extent);
        }
        extent = own;
        shape = Shape.of(shape.dims().subList(1, shape.rank()));
      }
      samples.add(shape);
    }
    return with(graph, samples, extent == null ? Dim.symbol(BATCH) : extent);
  }

  /** The same with some symbols bound. */
  public ModelInputs bind(Bindings bindings) {
    return new ModelInputs(
        types.stream().map(type -> type.bind(bindings)).toList(), batch.bind(bindings), contents);
  }

  /** The same with another batch. */
  public ModelInputs withBatch(Dim other) {
    List<TensorType> changed = new ArrayList<>();
    for (TensorType type : types) {
      boolean batched = type.shape().rank() > 0 && type.shape().dim(0).equals(batch);
      changed.add(batched ? new TensorType(type.dtype(), type.shape().with(0, other)) : type);
    }
    return new ModelInputs(changed, other, contents);
  }

  /** The symbols of their sizes, sorted. */
  public Set<String> symbols() {
    Set<String> symbols = new TreeSet<>();
    types.forEach(type -> symbols.addAll(type.shape().symbols()));
    return symbols;
  }

  /** What makes a batch that is a symbol one sample; empty where it is a number. */
  public Bindings sample() {
    return batch.isConstant() ? Bindings.none() : Bindings.of(batch.symbols().iterator().next(), 1);
  }

  private static ModelInputs with(Graph graph, List<Shape> samples, Dim batch) {
    List<TensorType> types = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      Shape sample = samples.get(i);
      if (!batch.isConstant() && sample.symbols().stream().anyMatch(batch.symbols()::contains)) {
        throw refused(
            "--input: '" + batch + "' stands for the batch; use another letter in " + sample);
      }
      List<Dim> dims = new ArrayList<>();
      dims.add(batch);
      dims.addAll(sample.dims());
      DType dtype = graph.inputs().get(i).dtype();
      types.add(new TensorType(dtype == null ? DType.F32 : dtype, Shape.of(dims)));
    }
    return new ModelInputs(types, batch);
  }

  /** The batch's extent where a shape begins with it; null where it does not. */
  private static @Nullable Dim batchOf(Shape shape, Value input) {
    Shape declared = input.shape();
    if (declared == null || shape.rank() == declared.rank()) {
      return null;
    }
    if (shape.rank() == declared.rank() + 1) {
      return shape.dim(0);
    }
    throw refused(
        "--input: expected "
            + declared.rank()
            + " sizes for '"
            + input.name()
            + "', as in "
            + text(declared)
            + ", or one more with the batch first; got "
            + text(shape));
  }

  static String text(Shape shape) {
    List<String> parts = shape.dims().stream().map(Dim::toString).toList();
    return String.join("x", parts);
  }

  private static void read(String text, Graph graph, Map<String, Shape> given) {
    int equals = text.indexOf('=');
    List<String> names = graph.inputs().stream().map(Value::name).toList();
    if (equals < 0 && names.size() != 1) {
      throw refused(
          "--input: "
              + graph.name()
              + " has "
              + names.size()
              + " inputs ("
              + String.join(", ", names)
              + "): write name=shape");
    }
    String name = equals < 0 ? names.getFirst() : text.substring(0, equals);
    if (!names.contains(name)) {
      throw refused(
          "--input: "
              + graph.name()
              + " has no input '"
              + name
              + "'"
              + Nearest.suggestion(name, names));
    }
    try {
      if (given.put(name, InputShapes.parse(text.substring(equals + 1))) != null) {
        throw refused("--input: '" + name + "' is given twice");
      }
    } catch (IllegalArgumentException e) {
      throw refused("--input: " + e.getMessage());
    }
  }

  static InvalidSpecException refused(String message) {
    return new InvalidSpecException(List.of(new Problem(null, "", message)));
  }
}
