package dev.cnnsummary.analyzer.explain;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.WeightReport;
import dev.cnnsummary.analyzer.explain.Formula.Rounding;
import dev.cnnsummary.analyzer.explain.Section.Topic;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The bytes of a whole model: its weights, all that its layers make, and the most at once. */
final class ModelMemory {
  private final Analysis analysis;

  private ModelMemory(Analysis analysis) {
    this.analysis = analysis;
  }

  /**
   * The bytes of a model.
   *
   * @param outputs what the bytes of all that its layers make are the sum of
   */
  static Section of(Analysis analysis, Formula outputs) {
    ModelMemory memory = new ModelMemory(analysis);
    List<Derivation> derivations = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    derivations.add(
        Derivation.of("weight bytes", memory.weights(), "", analysis.totals().weightBytes()));
    derivations.add(Derivation.of("output bytes", outputs, "", analysis.totals().outputBytes()));
    memory.peak(derivations, notes);
    return new Section(Topic.MEMORY, null, derivations, notes);
  }

  /** The elements of each type; where several stand in a byte, of each weight. */
  private Formula weights() {
    Map<DType, Dim> elements = new LinkedHashMap<>();
    List<Formula> packed = new ArrayList<>();
    for (WeightReport weight : analysis.weights()) {
      DType declared = weight.value().dtype() == null ? DType.F32 : weight.value().dtype();
      DType dtype = analysis.stored(declared);
      if (dtype.isPacked()) {
        packed.add(bytes(dtype, Formula.of(weight.shape().numel())));
      } else {
        elements.merge(dtype, weight.shape().numel(), Dim::plus);
      }
    }
    List<Formula> parts = new ArrayList<>();
    elements.forEach((dtype, numel) -> parts.add(bytes(dtype, Formula.of(numel))));
    parts.addAll(packed);
    return Formula.sum(parts);
  }

  /**
   * The sizes of what is there when the most is; the greatest where symbols decide when that is.
   */
  private void peak(List<Derivation> derivations, List<String> notes) {
    List<Formula> candidates = new ArrayList<>();
    List<String> times = new ArrayList<>();
    for (Node node : analysis.peakLayers()) {
      List<Value> held = analysis.held(node);
      List<Formula> parts = new ArrayList<>();
      for (Value value : held) {
        TensorType type = sample(analysis.type(value));
        List<Dim> extents = type.shape().dims();
        boolean one = extents.size() > 1 && extents.getFirst().equals(Dim.ONE);
        parts.add(
            bytes(
                type.dtype(), Formula.product(one ? extents.subList(1, extents.size()) : extents)));
      }
      candidates.add(Formula.sum(parts));
      String names = held.stream().map(Value::name).distinct().collect(Collectors.joining(", "));
      times.add("while " + name(node) + " runs: " + names);
    }
    if (candidates.isEmpty()) {
      notes.add("of the peak: which layer needs the most depends on too many symbols");
    } else {
      Formula formula =
          candidates.size() == 1
              ? candidates.getFirst()
              : Formula.greatest(candidates.toArray(Formula[]::new));
      derivations.add(
          Derivation.of(
              "peak bytes",
              formula,
              String.join("; ", times),
              analysis.totals().peakActivationBytes()));
    }
  }

  private static String name(Node node) {
    return node.path() + (node.call() > 1 ? ":" + node.call() : "");
  }

  /** As it counts: of one sample where the batch is a symbol, in the type that holds it. */
  private TensorType sample(TensorType type) {
    TensorType one = type.bind(analysis.inputs().sample());
    return new TensorType(analysis.stored(one.dtype()), one.shape());
  }

  /** Small elements stand together in a byte. */
  static Formula bytes(DType dtype, Formula elements) {
    return dtype.isPacked()
        ? elements.over(Rounding.UP, 8 / dtype.bits())
        : elements.times(dtype.bytes());
  }
}
