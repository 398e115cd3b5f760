package dev.cnnsummary.analyzer.diff;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.LayerReport;
import dev.cnnsummary.analyzer.Totals;
import dev.cnnsummary.analyzer.WeightReport;
import dev.cnnsummary.specs.graph.Member;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.ScopeCall;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.TensorType;
import dev.cnnsummary.specs.spec.SpecWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is remembered of an analysis to compare it with another, now or years later.
 *
 * @param model the model's name
 * @param inputs what it takes: {@code input [N, 3, 224, 224]}
 * @param layers every call of a module or function in execution order, modules before what is in
 *     them, and modules that are never called where they are declared; the first is the model
 * @param totals the sums by their names in the JSON format
 */
public record Portrait(
    String model, List<String> inputs, List<Layer> layers, Map<String, Quantity> totals) {
  /** Copies the collections, in order. */
  public Portrait {
    inputs = List.copyOf(inputs);
    layers = List.copyOf(layers);
    totals = Collections.unmodifiableMap(new LinkedHashMap<>(totals));
  }

  /**
   * One call.
   *
   * @param path where it stands; empty for the model
   * @param call which call, from 1; 0 for a module that is never called
   * @param type PyTorch's class or function
   * @param settings the options that a spec would give; of a module with children what it owns
   *     itself, by name with its shape
   * @param outputs the shapes of what it makes, with the type of its elements unless that is f32
   * @param params elements of its own parameters, at its first call
   * @param trainable those of them that are trained
   * @param macs multiply-accumulates
   */
  public record Layer(
      String path,
      int call,
      String type,
      Map<String, String> settings,
      List<String> outputs,
      Quantity params,
      Quantity trainable,
      Quantity macs) {
    /** Options of which one number counts for every axis. */
    private static final Set<String> OF_EACH_AXIS =
        Set.of("kernel_size", "stride", "padding", "output_padding", "dilation", "output_size");

    /** Copies the collections, in order; a kernel of [2, 2] is one of 2. */
    public Layer {
      Map<String, String> plain = new LinkedHashMap<>(settings);
      plain.replaceAll((option, text) -> OF_EACH_AXIS.contains(option) ? plain(text) : text);
      settings = Collections.unmodifiableMap(plain);
      outputs = List.copyOf(outputs);
    }

    /** One number for a list of equal ones. */
    private static String plain(String text) {
      if (!text.startsWith("[")) {
        return text;
      }
      String[] numbers = text.substring(1, text.length() - 1).split(", ");
      boolean equal = Stream.of(numbers).distinct().count() == 1;
      return equal ? numbers[0] : text;
    }

    /** The path, with the call where it is not the first; a word for the model. */
    public String label() {
      String name = path.isEmpty() ? "(model)" : path;
      return switch (call) {
        case 0 -> name + " (not called)";
        case 1 -> name;
        default -> name + " (call " + call + ")";
      };
    }
  }

  /** What an analysis says. */
  public static Portrait of(Analysis analysis) {
    List<String> inputs = new ArrayList<>();
    for (int i = 0; i < analysis.inputs().types().size(); i++) {
      String name = analysis.graph().inputs().get(i).name();
      inputs.add(name + " " + text(analysis.inputs().types().get(i)));
    }
    List<Layer> layers = new ArrayList<>();
    collect(analysis, analysis.graph().root(), layers);
    return new Portrait(analysis.graph().name(), inputs, layers, totals(analysis.totals()));
  }

  private static void collect(Analysis analysis, Member member, List<Layer> layers) {
    switch (member) {
      case Node node when node.isCalled() -> layers.add(layer(analysis.layers().get(node.index())));
      case Node node ->
          layers.add(
              layer(
                  node, node.type(), SpecWriter.options(node), List.of(), weights(analysis, node)));
      case ScopeCall scope -> {
        List<WeightReport> own = weights(analysis, scope);
        Map<String, String> settings = new LinkedHashMap<>();
        own.forEach(weight ->
            settings.put(
                weight.value().name().substring(weight.value().name().lastIndexOf('.') + 1),
                weight.shape().toString()));
        List<String> outputs =
            scope.outputs().stream().map(value -> text(analysis.type(value))).toList();
        layers.add(layer(scope, scope.type(), settings, outputs, own));
        scope.members().forEach(child -> collect(analysis, child, layers));
      }
    }
  }

  private static Layer layer(LayerReport report) {
    Node node = report.node();
    boolean first = node.call() == 1;
    return new Layer(
        node.path().text(),
        node.call(),
        node.type(),
        SpecWriter.options(node),
        report.outputs().stream().map(Portrait::text).toList(),
        first ? Quantity.of(report.params()) : Quantity.ZERO,
        first ? Quantity.of(report.trainableParams()) : Quantity.ZERO,
        Quantity.of(report.macs()));
  }

  /** A module that does no work of its own. */
  private static Layer layer(
      Member member,
      String type,
      Map<String, String> settings,
      List<String> outputs,
      List<WeightReport> weights) {
    Dim params = Dim.ZERO;
    Dim trainable = Dim.ZERO;
    for (WeightReport weight : weights) {
      if (weight.value().kind() == Value.Kind.PARAMETER) {
        Dim numel = weight.shape().numel();
        params = params.plus(numel);
        trainable = weight.value().trainable() ? trainable.plus(numel) : trainable;
      }
    }
    return new Layer(
        member.path().text(),
        member.call(),
        type,
        settings,
        outputs,
        Quantity.of(params),
        Quantity.of(trainable),
        Quantity.ZERO);
  }

  /** What a module registers itself, at its first call or where it is never called. */
  private static List<WeightReport> weights(Analysis analysis, Member member) {
    return member.call() > 1 ? List.of() : analysis.ownWeights(member.path());
  }

  private static String text(TensorType type) {
    return (type.dtype() == DType.F32 ? "" : type.dtype().text() + " ") + type.shape();
  }

  private static Map<String, Quantity> totals(Totals totals) {
    Map<String, Quantity> sums = new LinkedHashMap<>();
    sums.put("params", Quantity.of(totals.params()));
    sums.put("trainable_params", Quantity.of(totals.trainableParams()));
    sums.put("frozen_params", Quantity.of(totals.frozenParams()));
    sums.put("buffers", Quantity.of(totals.buffers()));
    sums.put("macs", Quantity.of(totals.macs()));
    sums.put("flops", Quantity.of(totals.flops()));
    sums.put("weight_bytes", Quantity.of(totals.weightBytes()));
    sums.put("output_bytes", Quantity.of(totals.outputBytes()));
    sums.put("peak_activation_bytes", Quantity.of(totals.peakActivationBytes()));
    sums.put("weighted_depth", Quantity.of(totals.weightedDepth()));
    return sums;
  }
}
