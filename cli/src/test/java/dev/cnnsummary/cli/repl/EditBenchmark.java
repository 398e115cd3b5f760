package dev.cnnsummary.cli.repl;

import dev.cnnsummary.cli.render.Screen;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
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
 * An edit in a session: the line is read, the model changed, analysed and compared with what it
 * was, and the rows that changed are written; then it is undone, which compares and writes again.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class EditBenchmark {
  @Param({"resnet50", "densenet201"})
  private String model = "";

  private final Session session =
      new Session(
          new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
          () -> Screen.NONE,
          new Fixture(),
          false);

  @Setup
  public void load() {
    session.execute("load " + model);
  }

  /** The first convolution's stride, after which every layer has another shape. */
  @Benchmark
  public void strideAndBack() {
    session.execute("set " + firstConvolution() + ".stride 1");
    session.execute("undo");
  }

  /** A layer more near the input. */
  @Benchmark
  public void insertedLayerAndBack() {
    session.execute("insert after " + firstConvolution() + " extra: ReLU");
    session.execute("undo");
  }

  private String firstConvolution() {
    return model.equals("resnet50") ? "conv1" : "features.conv0";
  }
}
