package dev.cnnsummary.specs;

import dev.cnnsummary.specs.graph.Graph;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Reading a spec's text and expanding it to a graph. Each call sets a parameter to another value
 * than the one before.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class LoadingBenchmark {
  private static final int CASES = 256;

  @Param({"vgg16", "resnet18"})
  private String model = "";

  private int next;

  @Benchmark
  public Graph readAndExpand() {
    next = (next + 1) % CASES;
    return Models.load(model, null, Map.of("num_classes", Integer.toString(1000 + next)));
  }
}
