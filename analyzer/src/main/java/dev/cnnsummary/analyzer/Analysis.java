package dev.cnnsummary.analyzer;

import dev.cnnsummary.analyzer.field.AxisStep;
import dev.cnnsummary.analyzer.field.FieldSteps;
import dev.cnnsummary.analyzer.field.ReceptiveField;
import dev.cnnsummary.analyzer.rules.Contents;
import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.Problem;
import dev.cnnsummary.specs.edit.Simplification;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.graph.ModulePath;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.Bindings;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known of a graph on given inputs. Immutable and complete; what is shown of it
 * and how is for others to say.
 */
public final class Analysis {
  /** Stands for the type of what a layer makes that is not known. */
  public static final TensorType UNKNOWN =
      new TensorType(DType.F32, Shape.of(Dim.symbol("unknown")));

  private final Graph graph;
  private final ModelInputs inputs;
  private final Storage storage;
  private final List<LayerReport> layers;
  private final List<WeightReport> weights;
  private final Totals totals;
  private final @Nullable TensorType[] types;
  private final PeakMemory memory;
  private final FieldSteps fieldSteps;
  private final Map<Value, List<Dim>> sizes;
  private @Nullable Map<ModulePath, List<WeightReport>> ownWeights; // as fields
  private @Nullable List<ReceptiveField> fields; // made when first asked for; always the same

  Analysis(
      Graph graph,
      ModelInputs inputs,
      Storage storage,
      List<LayerReport> layers,
      List<WeightReport> weights,
      Totals totals,
      @Nullable TensorType[] types,
      PeakMemory memory,
      FieldSteps fieldSteps,
      Map<Value, List<Dim>> sizes) {
    this.graph = graph;
    this.inputs = inputs;
    this.storage = storage;
    this.layers = Collections.unmodifiableList(layers);
    this.weights = Collections.unmodifiableList(weights);
    this.totals = totals;
    this.types = types;
    this.memory = memory;
    this.fieldSteps = fieldSteps;
    this.sizes = sizes;
  }

  /** What was analysed. */
  public Graph graph() {
    return graph;
  }

  /** What it was given. */
  public ModelInputs inputs() {
    return inputs;
  }

  /** The type in which elements of a declared one are held, so in which their bytes count. */
  public DType stored(DType declared) {
    return storage.of(declared);
  }

  /** One report for each call, in execution order. */
  public List<LayerReport> layers() {
    return layers;
  }

  /**
   * The layers at which the most memory is needed; several where symbols decide among them, none
   * where that cannot be told.
   */
  public List<Node> peakLayers() {
    return memory.peakLayers();
  }

  /**
   * What is in memory while a layer runs, weights and constants apart: inputs and what layers make,
   * in their order, without those that are views of others.
   */
  public List<Value> held(Node node) {
    return memory.held(node).stream().filter(value -> types[value.index()] != null).toList();
  }

  /** The layers of which nothing is known: their costs are not in the sums. */
  public List<LayerReport> unknown() {
    return layers.stream().filter(layer -> layer.unknown() != null).toList();
  }

  /** Every parameter and buffer, in state_dict order. */
  public List<WeightReport> weights() {
    return weights;
  }

  /** The sums. */
  public Totals totals() {
    return totals;
  }

  /**
   * The type of an input, or of what a layer makes.
   *
   * @throws IllegalArgumentException for a weight
   */
  public TensorType type(Value value) {
    TensorType type = types[value.index()];
    if (type == null && !value.isWeight()) {
      return UNKNOWN;
    }
    if (type == null) {
      throw new IllegalArgumentException(value.name() + " is a weight");
    }
    return type;
  }

  /**
   * The whole numbers that a small tensor holds, such as a shape that a network computes; null
   * where they are not known.
   */
  public @Nullable List<Dim> sizes(Value value) {
    List<Dim> known = sizes.get(value);
    Literal literal = known == null && !value.isWeight() ? graph.literal(value) : null;
    Contents contents = literal == null ? null : Contents.of(literal);
    return contents == null ? known : contents.all();
  }

  /**
   * What an element of an input, or of what a layer makes, can depend on.
   *
   * @throws InvalidSpecException with the layer whose field does not fit in 64 bits
   */
  public ReceptiveField field(Value value) {
    List<ReceptiveField> known = fields;
    if (known == null) {
      known = fieldSteps.walk(graph, inputs.types());
      fields = known;
    }
    return known.get(value.index());
  }

  /**
   * How what a node makes depends on its operands: for each that is seen a step for each of its
   * axes.
   */
  public List<List<AxisStep>> fieldSteps(Node node) {
    return fieldSteps.of(node);
  }

  /** The parameters and buffers that a module registers itself, in state_dict order. */
  public List<WeightReport> ownWeights(ModulePath module) {
    Map<ModulePath, List<WeightReport>> known = ownWeights;
    if (known == null) {
      known = new HashMap<>();
      for (WeightReport weight : weights) {
        ModulePath owner = graph.owner(weight.value());
        known.computeIfAbsent(owner, _ -> new ArrayList<>()).add(weight);
      }
      ownWeights = known;
    }
    return Collections.unmodifiableList(known.getOrDefault(module, List.of()));
  }

  /** The same network with less in it, as far as it is the same on these inputs. */
  public Simplification simplification() {
    return Simplification.of(
        graph,
        new Simplification.Knowledge() {
          @Override
          public @Nullable TensorType type(Value value) {
            return types[value.index()];
          }

          @Override
          public @Nullable Literal numbers(Value value) {
            List<Dim> held = sizes.get(value);
            TensorType type = types[value.index()];
            return held == null
                    || type == null
                    || !type.shape().isConstant()
                    || !held.stream().allMatch(Dim::isConstant)
                ? null
                : Literal.whole(type, held.stream().map(Dim::value).toList());
          }
        });
  }

  /** What a {@link #simplification} implies on the same inputs. */
  public Analysis simplified() {
    return Analyzer.analyze(simplification().graph(), inputs, storage);
  }

  /** What the model hands back. */
  public List<TensorType> outputs() {
    return graph.outputs().stream().map(this::type).toList();
  }

  /**
   * The same with some symbols bound: what an analysis of those numbers gives.
   *
   * @throws InvalidSpecException with every layer whose assumptions do not hold then, except those
   *     that depend on one of them
   */
  public Analysis bind(Bindings bindings) {
    ModelInputs bound = inputs.bind(bindings);
    if (!bound.batch().equals(inputs.batch())) {
      return Analyzer.analyze(
          graph, bound, storage); // costs of one sample do not tell those of a batch
    }
    try {
      Analysis simple = bind(bindings, bound);
      boolean settled = !graph.wholeInputs() || simple.symbols().equals(bound.symbols());
      return settled ? simple : Analyzer.analyze(graph, bound, storage);
    } catch (ArithmeticException _) {
      return Analyzer.analyze(graph, bound, storage); // it says which layer's numbers are too large
    } catch (InvalidSpecException e) {
      if (graph.wholeInputs()) { // a size that was a symbol may be 1, and broadcast
        return Analyzer.analyze(graph, bound, storage);
      }
      throw e;
    }
  }

  /** The symbols of inputs and of what layers make; some may stand for what depends on data. */
  private Set<String> symbols() {
    Set<String> symbols = new TreeSet<>(inputs.symbols());
    for (LayerReport layer : layers) {
      layer.outputs().forEach(type -> symbols.addAll(type.shape().symbols()));
    }
    return symbols;
  }

  private Analysis bind(Bindings bindings, ModelInputs boundInputs) {
    List<LayerReport> boundLayers = boundLayers(bindings);
    @Nullable TensorType[] boundTypes = new TensorType[types.length];
    for (int i = 0; i < types.length; i++) {
      TensorType type = types[i];
      boundTypes[i] = type == null ? null : type.bind(bindings);
    }
    PeakMemory boundMemory = memory.bind(bindings);
    return new Analysis(
        graph,
        boundInputs,
        storage,
        boundLayers,
        weights.stream()
            .map(w -> new WeightReport(w.value(), w.shape().bind(bindings), w.used()))
            .toList(),
        totals.bind(bindings, boundMemory),
        boundTypes,
        boundMemory,
        fieldSteps.bind(bindings),
        boundSizes(bindings));
  }

  private Map<Value, List<Dim>> boundSizes(Bindings bindings) {
    Map<Value, List<Dim>> bound = new HashMap<>();
    sizes.forEach(
        (value, dims) -> bound.put(value, dims.stream().map(dim -> dim.bind(bindings)).toList()));
    return bound;
  }

  private List<LayerReport> boundLayers(Bindings bindings) {
    List<Problem> problems = new ArrayList<>();
    List<LayerReport> bound = new ArrayList<>(layers.size());
    Unknowns unknowns = new Unknowns(graph);
    for (LayerReport layer : layers) {
      Node node = layer.node();
      if (unknowns.reach(node)) {
        continue;
      }
      String violation = violation(layer, bindings);
      if (violation == null) {
        bound.add(layer.bind(bindings));
      } else {
        unknowns.faulty(node);
        problems.add(Analyzer.problem(graph, node.path(), violation));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidSpecException(problems);
    }
    return bound;
  }

  private static @Nullable String violation(LayerReport layer, Bindings bindings) {
    for (Assumption assumption : layer.assumptions()) {
      Assumption bound = assumption.bind(bindings);
      if (bound.verdict() == Assumption.Verdict.FAILS) {
        return bound.violation();
      }
    }
    return null;
  }
}
