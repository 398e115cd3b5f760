package dev.cnnsummary.analyzer.explain;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.Assumption;
import dev.cnnsummary.analyzer.LayerReport;
import dev.cnnsummary.analyzer.WeightReport;
import dev.cnnsummary.analyzer.explain.Section.Topic;
import dev.cnnsummary.specs.graph.Member;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.ScopeCall;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Explains the numbers of an analysis, layer by layer. */
public final class Explainer {
  private final Analysis analysis;
  private final Map<Value, WeightReport> weights = new HashMap<>();
  private final Sums sums;

  /** Explains the layers of an analysis. */
  public Explainer(Analysis analysis) {
    this.analysis = analysis;
    analysis.weights().forEach(weight -> weights.put(weight.value(), weight));
    this.sums = new Sums(analysis);
  }

  /**
   * Why the numbers of a call are what they are; of a module with children, what they are the sums
   * of.
   *
   * @throws ArithmeticException if a number does not fit in 64 bits
   */
  public Explanation explain(Member member) {
    return switch (member) {
      case Node node when node.isCalled() -> called(node);
      case Node node -> new Explanation(node, List.of(), List.of(), registered(node));
      case ScopeCall scope ->
          new Explanation(
              scope, types(scope.inputs()), types(scope.outputs()), sums.sections(scope));
    };
  }

  /** A call and, of a module, all that is in it: in the order of a table of layers. */
  public List<Explanation> explainAll(Member member) {
    List<Explanation> all = new ArrayList<>();
    all.add(explain(member));
    if (member instanceof ScopeCall scope) {
      scope.members().forEach(child -> all.addAll(explainAll(child)));
    }
    return all;
  }

  private List<TensorType> types(List<Value> values) {
    return values.stream().filter(value -> !value.isWeight()).map(analysis::type).toList();
  }

  private Explanation called(Node node) {
    LayerReport report = analysis.layers().get(node.index());
    List<Shape> shapes = node.weights().stream().map(this::shape).toList();
    Subject subject = new Subject(report, shapes, analysis.inputs().sample());
    Reason reason = Reasons.of(node.op(), subject);
    List<Section> sections = new ArrayList<>();
    sections.add(output(node, report, reason));
    if (!reason.bins().isEmpty()) {
      sections.add(new Section(Topic.BINS, null, reason.bins(), List.of()));
    }
    sections.addAll(elements(node));
    cost(Topic.MACS, reason.macs(), report.macs(), sections);
    cost(Topic.FLOPS, reason.flops(), report.flops(), sections);
    Section field = FieldReasons.of(analysis, node);
    if (field != null) {
      sections.add(field);
    }
    sections.add(memory(node, subject));
    if (!report.assumptions().isEmpty()) {
      List<String> conditions =
          report.assumptions().stream().map(Assumption::condition).distinct().toList();
      sections.add(new Section(Topic.CONDITIONS, null, List.of(), conditions));
    }
    return new Explanation(node, report.inputs(), report.outputs(), sections);
  }

  private List<Section> registered(Node node) {
    List<Section> sections = new ArrayList<>(elements(node));
    sections.add(
        new Section(
            Topic.MEMORY, null, weightBytes(node), List.of("it is never called: no other cost")));
    return sections;
  }

  private Shape shape(Value weight) {
    return Objects.requireNonNull(weights.get(weight)).shape();
  }

  private static Section output(Node node, LayerReport report, Reason reason) {
    List<Derivation> derivations = new ArrayList<>();
    for (int output = 0; output < reason.outputs().size(); output++) {
      List<Axis> axes = reason.outputs().get(output);
      Shape shape = report.outputs().get(output).shape();
      if (axes.size() != shape.rank()) {
        throw new IllegalStateException(
            node.path() + " is explained with " + axes.size() + " axes, but makes " + shape);
      }
      String of = reason.outputs().size() == 1 ? "" : "output " + output + " ";
      for (int axis = 0; axis < axes.size(); axis++) {
        derivations.add(
            Derivation.of(
                of + AxisNames.of(node.op(), axis, shape.rank()),
                axes.get(axis).formula(),
                axes.get(axis).note(),
                shape.dim(axis)));
      }
    }
    if (derivations.isEmpty()
        && reason.outputs().isEmpty()
        && !report.outputs().getFirst().shape().equals(report.inputs().getFirst().shape())) {
      throw new IllegalStateException(node.path() + " is explained to keep its input's shape");
    }
    return new Section(
        Topic.OUTPUT,
        reason.law(),
        derivations,
        reason.note().isEmpty() ? List.of() : List.of(reason.note()));
  }

  /** The section of a cost; most layers have no multiply-accumulates, which needs no words. */
  private static void cost(Topic topic, Formula formula, Dim analysed, List<Section> sections) {
    Derivation derivation = Derivation.of("", formula, "", analysed);
    if (topic != Topic.MACS || !analysed.equals(Dim.ZERO)) {
      sections.add(new Section(topic, null, List.of(derivation), List.of()));
    }
  }

  private List<Section> elements(Node node) {
    List<Section> sections = new ArrayList<>();
    for (boolean parameters : List.of(true, false)) {
      List<Value> chosen =
          node.weights().stream()
              .filter(weight -> (weight.kind() == Value.Kind.PARAMETER) == parameters)
              .filter(weight -> weight.dtype() != DType.I64)
              .toList();
      if (!chosen.isEmpty()) {
        sections.add(elements(node, parameters, chosen));
      }
    }
    return sections;
  }

  private Section elements(Node node, boolean parameters, List<Value> chosen) {
    Formula formula =
        Formula.sum(chosen.stream().map(each -> Formula.product(shape(each).dims())).toList());
    List<String> notes = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Value weight : chosen) {
      names.add(slot(node, weight) + " " + shape(weight));
    }
    notes.add(String.join(", ", names));
    if (node.call() > 1) {
      notes.add("those of the first call: the totals count them once");
    }
    if (parameters && chosen.stream().noneMatch(Value::trainable)) {
      notes.add("frozen");
    }
    Dim analysed = formula.value();
    if (node.isCalled()) {
      LayerReport report = analysis.layers().get(node.index());
      analysed = parameters ? report.params() : report.buffers();
    }
    return new Section(
        parameters ? Topic.PARAMETERS : Topic.BUFFERS,
        null,
        List.of(Derivation.of("", formula, "", analysed)),
        notes);
  }

  /** A weight's name in its module; its whole name where another module has registered it. */
  private static String slot(Node node, Value weight) {
    String prefix = node.path().text() + ".";
    return weight.name().startsWith(prefix)
        ? weight.name().substring(prefix.length())
        : weight.name();
  }

  private Section memory(Node node, Subject subject) {
    LayerReport report = subject.report();
    List<Formula> parts = new ArrayList<>();
    for (TensorType type : report.outputs()) {
      parts.add(ModelMemory.bytes(analysis.stored(type.dtype()), subject.elements(type.shape())));
    }
    List<Derivation> derivations = new ArrayList<>();
    derivations.add(Derivation.of("output bytes", Formula.sum(parts), "", report.outputBytes()));
    derivations.addAll(weightBytes(node));
    List<String> notes = new ArrayList<>();
    if (report.view()) {
      notes.add("a view: it shares the memory of its input and adds nothing to the peak");
    }
    return new Section(Topic.MEMORY, null, derivations, notes);
  }

  private List<Derivation> weightBytes(Node node) {
    List<Formula> parts = new ArrayList<>();
    for (Value weight : node.weights()) {
      DType dtype = weight.dtype() == null ? DType.F32 : weight.dtype();
      parts.add(ModelMemory.bytes(analysis.stored(dtype), Formula.of(shape(weight).numel())));
    }
    return parts.isEmpty()
        ? List.of()
        : List.of(new Derivation("weight bytes", Formula.sum(parts), ""));
  }
}
