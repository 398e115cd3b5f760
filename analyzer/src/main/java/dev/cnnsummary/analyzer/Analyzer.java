package dev.cnnsummary.analyzer;

import dev.cnnsummary.analyzer.field.FieldSteps;
import dev.cnnsummary.analyzer.rules.Facts;
import dev.cnnsummary.analyzer.rules.Operands;
import dev.cnnsummary.analyzer.rules.Rejection;
import dev.cnnsummary.analyzer.rules.Rules;
import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.Problem;
import dev.cnnsummary.specs.function.Unknown;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.ModulePath;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.Bindings;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Walks a graph once in execution order and states what each layer makes, holds and costs. Sizes
 * may be numbers or symbols; it is the same walk.
 */
public final class Analyzer {
  private final Graph graph;
  private final ModelInputs inputs;
  private final Storage storage;
  private final Bindings sample;
  private final @Nullable TensorType[] types;
  private final @Nullable Shape[] weightShapes;
  private final FieldSteps fieldSteps;
  private final boolean[] used;
  private final boolean[] views;
  private final List<LayerReport> layers;
  private final Unknowns unknowns;
  private final Holding holding;
  private final DeclaredSizes declared;
  private final List<Problem> problems = new ArrayList<>();

  private Analyzer(Graph graph, ModelInputs inputs, Storage storage) {
    this.graph = graph;
    this.inputs = inputs;
    this.storage = storage;
    this.sample = inputs.sample();
    this.types = new TensorType[graph.valueCount()];
    this.weightShapes = new Shape[graph.valueCount()];
    this.fieldSteps = new FieldSteps(graph.nodes().size());
    this.used = new boolean[graph.valueCount()];
    this.views = new boolean[graph.nodes().size()];
    this.layers = new ArrayList<>(graph.nodes().size());
    this.unknowns = new Unknowns(graph);
    this.holding = new Holding(graph, inputs);
    this.declared = new DeclaredSizes(graph, inputs);
  }

  /**
   * Analyses a graph on its declared inputs.
   *
   * @throws InvalidSpecException with every layer that cannot be
   */
  public static Analysis analyze(Graph graph) {
    return analyze(graph, ModelInputs.declared(graph));
  }

  /**
   * Analyses a graph. Where the batch is a symbol, costs are for one sample.
   *
   * @throws InvalidSpecException with every layer that cannot be, except those that depend on one
   */
  public static Analysis analyze(Graph graph, ModelInputs inputs) {
    return analyze(graph, inputs, new Storage(null));
  }

  /**
   * The same as if all floating-point elements, of weights too, were held in another type. It
   * changes bytes and nothing else; the type may be one that layers could not compute with.
   *
   * @throws InvalidSpecException as {@link #analyze(Graph, ModelInputs)}
   */
  public static Analysis analyze(Graph graph, ModelInputs inputs, DType stored) {
    return analyze(graph, inputs, new Storage(stored));
  }

  static Analysis analyze(Graph graph, ModelInputs inputs, Storage storage) {
    if (inputs.types().size() != graph.inputs().size()) {
      throw new IllegalArgumentException(
          graph.name() + " takes " + graph.inputs().size() + " inputs");
    }
    return new Analyzer(graph, inputs, storage).run();
  }

  private Analysis run() {
    for (int i = 0; i < inputs.types().size(); i++) {
      types[graph.inputs().get(i).index()] = inputs.types().get(i);
    }
    for (Value weight : graph.weights()) {
      if (weight.dtype() != null && weight.shape() != null) {
        types[weight.index()] = new TensorType(weight.dtype(), weight.shape());
      }
    }
    for (Node node : graph.uncalled()) {
      visitUncalled(node); // first, as others may take its weights
    }
    for (Node node : graph.nodes()) {
      keepConstants(node.inputs());
      keepConstants(node.weights());
      visit(node);
    }
    keepConstants(graph.outputs());
    if (!problems.isEmpty()) {
      throw new InvalidSpecException(problems);
    }
    PeakMemory memory = memory();
    return new Analysis(
        graph,
        inputs,
        storage,
        layers,
        weights(),
        totals(memory),
        types,
        memory,
        fieldSteps,
        holding.sizes());
  }

  /** Constants are typed as they are declared; activations that stand for weights are already. */
  private void keepConstants(List<Value> values) {
    for (Value value : values) {
      if (value.kind() == Value.Kind.CONSTANT && value.dtype() != null && value.shape() != null) {
        types[value.index()] = new TensorType(value.dtype(), value.shape());
      }
    }
  }

  private void visit(Node node) {
    if (unknowns.reach(node)) {
      unexamined(
          node,
          unknowns.reason(node),
          Arrays.asList(new @Nullable TensorType[node.outputs().size()]));
      return;
    }
    if (node.op() instanceof Unknown unknown) {
      List<@Nullable TensorType> told = declared.of(unknown);
      unknowns.unknown(node, told);
      unexamined(node, unknown.name() + ": " + unknown.reason(), told);
      return;
    }
    try {
      List<TensorType> operands = operands(node);
      Operands context = holding.operands(node, operands);
      Facts facts = Rules.facts(node.op(), context);
      if (node.outputs().size() > facts.outputs().size()) {
        fault(
            node, "makes " + facts.outputs().size() + ", not " + node.outputs().size() + " values");
        return;
      }
      keepWeights(node, facts.weights(), context);
      LayerReport report = report(node, facts, operands, context.assumptions());
      List<Value> outputs = node.outputs();
      for (int i = 0; i < outputs.size(); i++) {
        types[outputs.get(i).index()] = facts.outputs().get(i);
      }
      if (facts.contents() != null) {
        holding.keep(outputs.getFirst(), facts.contents());
      }
      views[node.index()] = facts.view();
      fieldSteps.add(facts.field());
      layers.add(report);
    } catch (Rejection e) {
      fault(node, e.reason());
    } catch (ArithmeticException e) {
      fault(node, tooLarge(e));
    }
  }

  /**
   * Keeps what is known of a layer that cannot be examined: its weights, and types that are told.
   */
  private void unexamined(Node node, String reason, List<@Nullable TensorType> told) {
    List<TensorType> outputs = new ArrayList<>();
    for (int i = 0; i < told.size(); i++) {
      TensorType type = told.get(i);
      types[node.outputs().get(i).index()] = type;
      outputs.add(type == null ? Analysis.UNKNOWN : type);
    }
    List<Value> weights = own(node);
    Dim params = Dim.ZERO;
    for (Value weight : weights) {
      boolean counts = weight.kind() == Value.Kind.PARAMETER && weight.shape() != null;
      params = counts ? params.plus(weightShape(weight).numel()) : params;
    }
    fieldSteps.add(List.of());
    layers.add(
        new LayerReport(
            node, List.of(), outputs, params, params, Dim.ZERO, Dim.ZERO, Dim.ZERO, Dim.ZERO, false,
            List.of(), reason));
  }

  private List<TensorType> operands(Node node) {
    List<TensorType> operands = new ArrayList<>(node.inputs().size());
    for (Value input : node.inputs()) {
      operands.add(Objects.requireNonNull(types[input.index()]));
    }
    return operands;
  }

  private void fault(Node node, String message) {
    unknowns.faulty(node);
    problems.add(problem(graph, node.path(), message));
  }

  private LayerReport report(
      Node node, Facts facts, List<TensorType> operands, List<Assumption> assumptions) {
    Dim params = Dim.ZERO;
    Dim trainable = Dim.ZERO;
    Dim buffers = Dim.ZERO;
    for (Value weight : own(node)) {
      Dim numel = weightShape(weight).numel();
      if (weight.kind() == Value.Kind.PARAMETER) {
        params = params.plus(numel);
        trainable = weight.trainable() ? trainable.plus(numel) : trainable;
      } else if (weight.dtype() != DType.I64) {
        buffers = buffers.plus(numel);
      }
    }
    Dim outputBytes = Dim.ZERO;
    for (TensorType output : facts.outputs()) {
      outputBytes = outputBytes.plus(storage.bytes(output));
    }
    return new LayerReport(
        node,
        operands,
        facts.outputs(),
        params,
        trainable,
        buffers,
        facts.macs().bind(sample),
        facts.flops().bind(sample),
        outputBytes.bind(sample),
        facts.view(),
        assumptions,
        null);
  }

  /** The weights of a layer: those of its slots, and operands that belong to no other. */
  private List<Value> own(Node node) {
    List<Value> own = new ArrayList<>(node.weights().size());
    for (Value weight : node.weights()) {
      used[weight.index()] = true;
      if (weight.isWeight()) {
        own.add(weight);
      }
    }
    for (Value input : node.inputs()) {
      used[input.index()] = true;
      if (input.isWeight() && graph.owner(input).equals(node.path())) {
        own.add(input);
      }
    }
    return own;
  }

  private void visitUncalled(Node node) {
    try {
      keepWeights(node, Rules.declaredWeights(node.op()), new Operands(List.of()));
    } catch (Rejection e) {
      fault(node, e.reason());
    } catch (ArithmeticException e) {
      fault(node, tooLarge(e));
    }
  }

  /** Keeps the shapes that a rule states; those that are known already must agree. */
  private void keepWeights(Node node, List<Shape> shapes, Operands context) {
    List<Value> weights = node.weights();
    for (int i = 0; i < weights.size(); i++) {
      Value weight = weights.get(i);
      Shape known =
          weightShapes[weight.index()] == null ? weight.shape() : weightShapes[weight.index()];
      if (known != null) {
        context.sameShape(known, shapes.get(i), weight.name());
      } else {
        weightShapes[weight.index()] = shapes.get(i);
        DType dtype = weight.dtype() == null ? DType.F32 : weight.dtype();
        types[weight.index()] = new TensorType(dtype, shapes.get(i));
      }
    }
  }

  private Shape weightShape(Value weight) {
    Shape shape = weightShapes[weight.index()];
    if (shape == null) {
      shape = weight.shape();
    }
    if (shape == null) {
      throw new IllegalStateException(weight.name() + " has no shape");
    }
    return shape;
  }

  private List<WeightReport> weights() {
    List<WeightReport> weights = new ArrayList<>(graph.weights().size());
    for (Value weight : graph.weights()) {
      weights.add(new WeightReport(weight, weightShape(weight), used[weight.index()]));
    }
    return weights;
  }

  private PeakMemory memory() {
    try {
      return PeakMemory.of(graph, types, storage, views, sample);
    } catch (ArithmeticException e) {
      throw tooLargeInAll(e);
    }
  }

  private Totals totals(PeakMemory memory) {
    try {
      return sum(memory);
    } catch (ArithmeticException e) {
      throw tooLargeInAll(e);
    }
  }

  private InvalidSpecException tooLargeInAll(ArithmeticException e) {
    return new InvalidSpecException(
        List.of(new Problem(null, "", graph.name() + ": " + tooLarge(e))));
  }

  private Totals sum(PeakMemory memory) {
    Dim params = Dim.ZERO;
    Dim trainable = Dim.ZERO;
    Dim buffers = Dim.ZERO;
    Dim weightBytes = Dim.ZERO;
    for (Value weight : graph.weights()) {
      Dim numel = weightShape(weight).numel();
      DType dtype = weight.dtype() == null ? DType.F32 : weight.dtype();
      weightBytes = weightBytes.plus(storage.of(dtype).bytes(numel));
      if (weight.kind() == Value.Kind.PARAMETER) {
        params = params.plus(numel);
        trainable = weight.trainable() ? trainable.plus(numel) : trainable;
      } else if (dtype != DType.I64) {
        buffers = buffers.plus(numel);
      }
    }
    Dim macs = Dim.ZERO;
    Dim flops = Dim.ZERO;
    Dim outputBytes = Dim.ZERO;
    for (LayerReport layer : layers) {
      macs = macs.plus(layer.macs());
      flops = flops.plus(layer.flops());
      outputBytes = outputBytes.plus(layer.outputBytes());
    }
    return new Totals(
        params,
        trainable,
        params.minus(trainable),
        buffers,
        macs,
        flops,
        weightBytes,
        outputBytes,
        memory.peak(),
        memory.peakLayer(),
        WeightedDepth.of(graph, layers));
  }

  static Problem problem(Graph graph, ModulePath path, String message) {
    return new Problem(graph.location(path), path.text(), message);
  }

  private static String tooLarge(ArithmeticException e) {
    return "a number is too large: " + e.getMessage();
  }
}
