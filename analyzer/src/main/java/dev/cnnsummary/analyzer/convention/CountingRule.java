package dev.cnnsummary.analyzer.convention;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.LayerReport;
import dev.cnnsummary.analyzer.WeightReport;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.Bindings;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Another program's way to count what it calls FLOPs, MACs or multiply-adds. The numbers are for
 * comparison with what people have from that program; where two programs agree on a name, they
 * rarely agree on what it counts.
 */
public enum CountingRule {
  /** What torchvision publishes as GFLOPS, in single units. */
  TORCHVISION(
      "torchvision", "multiply-accumulates of convolutions and products of matrices, no bias"),
  /** The total of fvcore's FlopCountAnalysis. */
  FVCORE(
      "fvcore",
      "multiply-accumulates without bias, norms, adaptive average pooling and up-sampling"),
  /** ptflops with its backend {@code pytorch}, which counts a pooling or ReLU module twice. */
  PTFLOPS(
      "ptflops",
      "its backend pytorch: multiply-accumulates with bias, norms, activations and pooling, of"
          + " which most modules count twice"),
  /** ptflops with its backend {@code aten}. */
  PTFLOPS_ATEN("ptflops-aten", "its backend aten: multiply-accumulates with bias"),
  /** The operations of thop (pytorch-OpCounter). */
  THOP(
      "thop",
      "multiply-accumulates without bias, norms, average pooling, softmax and up-sampling modules"),
  /** torchinfo's mult-adds since its bug with the rows of linear layers was mended. */
  TORCHINFO("torchinfo", "mult-adds of its development version: parameters times positions"),
  /** The mult-adds of torchinfo 1.8.0, its last release. */
  TORCHINFO_1_8(
      "torchinfo-1.8",
      "mult-adds of its release 1.8.0: parameters times positions, of linear layers times samples");

  private final String word;
  private final String description;

  CountingRule(String word, String description) {
    this.word = word;
    this.description = description;
  }

  /** The word that asks for it. */
  @Override
  public String toString() {
    return word;
  }

  /** Whose rule it is and what it counts, in a few words. */
  public String description() {
    return description;
  }

  /**
   * What it counts for each call, in the order of {@link Analysis#layers()}; for one sample where
   * the batch is a symbol.
   *
   * @throws ArithmeticException if a number does not fit in 64 bits
   */
  public List<Dim> counts(Analysis analysis) {
    Map<Integer, Shape> weights = new HashMap<>();
    for (WeightReport weight : analysis.weights()) {
      weights.put(weight.value().index(), weight.shape());
    }
    Bindings sample = analysis.inputs().sample();
    List<Dim> counts = new ArrayList<>(analysis.layers().size());
    for (LayerReport layer : analysis.layers()) {
      List<Shape> shapes = new ArrayList<>();
      for (Value weight : layer.node().weights()) {
        shapes.add(weights.getOrDefault(weight.index(), Shape.SCALAR));
      }
      counts.add(
          count(
              new Call(
                  layer.node(),
                  shapes(layer.inputs(), sample),
                  shapes(layer.outputs(), sample),
                  shapes,
                  layer.macs())));
    }
    return counts;
  }

  /** The sum over all calls. */
  public Dim total(Analysis analysis) {
    return counts(analysis).stream().reduce(Dim.ZERO, Dim::plus);
  }

  private static List<Shape> shapes(List<TensorType> types, Bindings sample) {
    return types.stream().map(type -> type.shape().bind(sample)).toList();
  }

  private Dim count(Call call) {
    return switch (this) {
      case TORCHVISION -> call.macs();
      case FVCORE -> Fvcore.count(call);
      case PTFLOPS -> Ptflops.count(call);
      case PTFLOPS_ATEN -> PtflopsAten.count(call);
      case THOP -> Thop.count(call);
      case TORCHINFO -> Torchinfo.count(call, true);
      case TORCHINFO_1_8 -> Torchinfo.count(call, false);
    };
  }
}
