package dev.cnnsummary.analyzer;

import dev.cnnsummary.analyzer.field.ReceptiveField;
import dev.cnnsummary.specs.Models;
import dev.cnnsummary.specs.graph.Graph;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The analysis of an expanded graph. Each call takes the next of many graphs, each an object of its
 * own with a batch of its own, so that no call can profit from the one before.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class AnalysisBenchmark {
  private static final int CASES = 256;

  @Param({
    "vgg16",
    "resnet18",
    "densenet201",
    "efficientnet_b7",
    "regnet_y_128gf",
    "swin_b",
    "maxvit_t"
  })
  private String model = "";

  private final List<Graph> graphs = new ArrayList<>();
  private final List<ModelInputs> inputs = new ArrayList<>();
  private int next;

  @Setup
  public void expand() {
    for (int i = 0; i < CASES; i++) {
      Graph graph = Models.load(model);
      graphs.add(graph);
      inputs.add(ModelInputs.of(graph, List.of(), OptionalLong.of(i + 1)));
    }
  }

  @Benchmark
  public Analysis analysis() {
    next = (next + 1) % CASES;
    return Analyzer.analyze(graphs.get(next), inputs.get(next));
  }

  /** Receptive fields are found when they are first asked for, so they are measured apart. */
  @Benchmark
  public ReceptiveField analysisWithReceptiveFields() {
    Analysis analysis = analysis();
    return analysis.field(analysis.graph().outputs().getFirst());
  }
}
