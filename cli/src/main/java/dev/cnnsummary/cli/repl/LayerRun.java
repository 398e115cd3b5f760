package dev.cnnsummary.cli.repl;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.executor.Program;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.graph.Node;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** A model that has been run on numbers, and every layer's output. */
final class LayerRun implements AutoCloseable {
  private static final int BINS = 16;
  private static final int CELLS = 32;

  /** How many weights are named at once. */
  private static final int MOST_NAMED = 6;

  private final Analysis analysis;
  private final Program program;

  /** Is thrown where the user has asked to stop. */
  static final class Cancelled extends RuntimeException {
    private static final long serialVersionUID = 1;

    Cancelled() {
      super("cancelled");
    }
  }

  private LayerRun(Analysis analysis, Program program) {
    this.analysis = analysis;
    this.program = program;
  }

  /**
   * Runs a model and prints each layer as soon as it has run.
   *
   * @param analysis of numbers only
   * @param cancelled is asked after each layer
   * @throws Cancelled if it says so
   */
  static LayerRun of(
      Analysis analysis, Engine engine, PrintWriter out, BooleanSupplier cancelled, boolean timed) {
    Program program = engine.program(analysis, weights -> madeUp(weights, out));
    LayerRun run = new LayerRun(analysis, program);
    try {
      Report report = run.new Report(out, timed);
      program.run(
          engine.inputs(analysis),
          (node, _, nanos) -> {
            if (cancelled.getAsBoolean()) {
              throw new Cancelled();
            }
            report.ran(node, nanos);
          });
      report.end();
      return run;
    } catch (RuntimeException e) {
      program.close();
      throw e;
    }
  }

  private static void madeUp(List<String> weights, PrintWriter out) {
    if (!weights.isEmpty()) {
      int named = Math.min(MOST_NAMED, weights.size());
      out.println(
          "made-up numbers, as the file has none that fit, for "
              + String.join(", ", weights.subList(0, named))
              + (named < weights.size() ? " and " + (weights.size() - named) + " more" : ""));
    }
  }

  /** Prints a layer once a later one runs: until then more kernels of it may follow. */
  private final class Report {
    private final PrintWriter out;
    private final boolean timed;
    private final List<Node> nodes = analysis.graph().nodes();
    private int printed;
    private long nanos;

    Report(PrintWriter out, boolean timed) {
      this.out = out;
      this.timed = timed;
    }

    void ran(Node node, long taken) {
      print(node.index());
      nanos += taken;
    }

    void end() {
      print(nodes.size());
    }

    /** Those before a place; the time is that of the last of them which has kernels. */
    private void print(int place) {
      boolean first = true;
      for (; printed < place; printed++) {
        out.println(line(nodes.get(printed), timed && first ? nanos : -1));
        first = false;
        nanos = 0;
      }
      out.flush();
    }
  }

  /** A layer's output: its shape, least, mean and greatest value, time, and a histogram. */
  private String line(Node node, long nanos) {
    Tensor tensor = program.tensor(node.outputs().getFirst());
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    double sum = 0;
    for (int i = 0; i < tensor.numel(); i++) {
      double value = tensor.get(i);
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
      sum += value;
    }
    String time = nanos < 0 ? "" : String.format(Locale.ROOT, "  %.2f ms", nanos / 1e6);
    return String.format(
        Locale.ROOT,
        "[%d/%d] %s  %s  %s  min %.4g  mean %.4g  max %.4g%s  |%s|",
        node.index() + 1,
        analysis.layers().size(),
        LayerLines.name(node),
        node.type(),
        Arrays.toString(tensor.shape()),
        least,
        sum / tensor.numel(),
        greatest,
        time,
        Sketch.sparkline(tensor, BINS));
  }

  /** A feature map: of two axes at the end of a layer's output; of one where it has no more. */
  String peek(Node node, int channel) {
    Tensor tensor = program.tensor(node.outputs().getFirst());
    int[] shape = tensor.shape();
    if (tensor.numel() == 0) {
      throw Refusal.of(LayerLines.name(node) + " has no elements: it is " + tensor);
    }
    int channels = shape.length > 2 ? shape[1] : 1;
    if (channel < 0 || channel >= channels) {
      throw Refusal.of(
          LayerLines.name(node) + " has channels 0 to " + (channels - 1) + ", not " + channel);
    }
    int height = shape.length > 3 ? shape[shape.length - 2] : 1;
    int width =
        shape.length > 2
            ? shape[shape.length - 1]
            : tensor.numel() / (shape.length == 0 ? 1 : shape[0]);
    float[] values = new float[height * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) tensor.get(channel * values.length + i);
    }
    return LayerLines.name(node)
        + (channels > 1 ? ", channel " + channel + " of " + channels : "")
        + ", "
        + height
        + "x"
        + width
        + "\n"
        + Sketch.map(values, height, width, CELLS);
  }

  @Override
  public void close() {
    program.close();
  }
}
