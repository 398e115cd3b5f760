package dev.cnnsummary.cli.check;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.LayerReport;
import dev.cnnsummary.cli.render.Numbers;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.shape.Dim;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** Holds a model to limits, and names the layers that weigh most where it is above them. */
public final class Budgets {
  private static final int HEAVIEST = 5;

  private final Analysis analysis;

  /**
   * For a model.
   *
   * @param analysis of numbers only
   */
  public Budgets(Analysis analysis) {
    this.analysis = analysis;
  }

  /** All parameters, each once, those that are not trained included. */
  public Finding params(Amount most) {
    return limit(
        "max-params",
        analysis.totals().params(),
        most,
        "parameters",
        layer -> layer.node().call() == 1 ? layer.params().value() : 0);
  }

  /** Multiply-accumulates of the whole batch, or of one sample where the batch is open. */
  public Finding macs(Amount most) {
    return limit("max-macs", analysis.totals().macs(), most, "MACs", layer -> layer.macs().value());
  }

  /** Bytes of all weights, and of activations at their peak. */
  public Finding memory(Amount most) {
    Dim needed = analysis.totals().weightBytes().plus(analysis.totals().peakActivationBytes());
    return limit("max-memory", needed, most, "bytes", Budgets::bytes);
  }

  private static long bytes(LayerReport layer) {
    long held = layer.outputBytes().value();
    if (layer.node().call() == 1) {
      held = Math.addExact(held, Math.multiplyExact(layer.params().value(), (long) Float.BYTES));
    }
    return held;
  }

  /** Calls of modules without children and of functions. */
  public Finding layers(Amount most) {
    int layers = analysis.layers().size();
    String summary = Numbers.grouped(Dim.of(layers)) + " layers, at most " + most;
    return layers <= most.value()
        ? Finding.passed("max-layers", summary)
        : Finding.failed("max-layers", summary, types());
  }

  /** The types that are called most, with how often. */
  private List<String> types() {
    Map<String, Integer> calls = new TreeMap<>();
    analysis.layers().forEach(layer -> calls.merge(layer.node().type(), 1, Integer::sum));
    return calls.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(HEAVIEST)
        .map(type -> type.getKey() + ": " + type.getValue())
        .toList();
  }

  private Finding limit(
      String name, Dim actual, Amount most, String unit, ToLongFunction<LayerReport> weight) {
    String summary = Numbers.grouped(actual) + " " + unit + ", at most " + most;
    if (actual.value() <= most.value()) {
      return Finding.passed(name, summary);
    }
    List<LayerReport> heaviest =
        analysis.layers().stream()
            .filter(layer -> weight.applyAsLong(layer) > 0)
            .sorted(Comparator.comparingLong(weight).reversed())
            .limit(HEAVIEST)
            .toList();
    List<String> details = new ArrayList<>();
    for (LayerReport layer : heaviest) {
      Dim part = Dim.of(weight.applyAsLong(layer));
      details.add(
          name(layer.node())
              + ": "
              + Numbers.grouped(part)
              + " ("
              + Numbers.percent(part, actual)
              + ")");
    }
    return Finding.failed(name, summary, details);
  }

  private static String name(Node node) {
    String path = node.path().isRoot() ? node.type() : node.path().text();
    return node.call() > 1 ? path + " (call " + node.call() + ")" : path;
  }
}
