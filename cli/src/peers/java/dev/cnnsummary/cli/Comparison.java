package dev.cnnsummary.cli;

import dev.cnnsummary.cli.PeerRun.Engine;
import dev.cnnsummary.cli.PeerRun.Outcome;
import dev.cnnsummary.cli.render.TextTable;
import dev.cnnsummary.specs.Models;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Measures this program's engine beside ONNX Runtime, over networks of the zoo with the same
 * weights and inputs. On one thread both take turns in one process. On more they take turns in
 * processes of their own, since the threads of ONNX Runtime spin between its runs. Memory is
 * measured of each engine alone.
 */
final class Comparison {
  /**
   * Networks of each kind: plain, residual, with branches, of separable convolutions, attention.
   */
  private static final List<String> USUAL =
      List.of(
          "vgg11",
          "vgg16",
          "vgg19_bn",
          "resnet18",
          "resnet34",
          "resnet50",
          "wide_resnet50_2",
          "alexnet",
          "squeezenet1_0",
          "googlenet",
          "inception_v3",
          "densenet121",
          "mobilenet_v2",
          "mobilenet_v3_large",
          "shufflenet_v2_x1_0",
          "efficientnet_b0",
          "mnasnet1_0",
          "regnet_y_400mf",
          "convnext_tiny",
          "vit_b_32",
          "swin_t");

  private final PeerProcess process;
  private final Path folder;
  private final double warmup = Double.parseDouble(System.getProperty("compare.warmup"));
  private final double measured = Double.parseDouble(System.getProperty("compare.seconds"));
  private final PeerRun.Clock clock =
      PeerRun.Clock.valueOf(System.getProperty("compare.clock").toUpperCase(Locale.ROOT));
  private final int turns = Integer.parseInt(System.getProperty("compare.turns"));
  private final List<Integer> threads = numbers("compare.threads");
  private final List<Integer> batches = numbers("compare.batches");
  private final List<Integer> memoryBatches = numbers("compare.memory");
  private final TextTable times =
      new TextTable(
          List.of("Model", "Batch", "Threads", "ms", "ORT's ms", "Ratio", "of least", "Difference"),
          List.of(false, true, true, true, true, true, true, true));
  private final TextTable memory =
      new TextTable(
          List.of("Model", "Batch", "Threads", "MB", "ORT's MB", "Ratio"),
          List.of(false, true, true, true, true, true));
  private boolean failed;

  private Comparison(PeerProcess process, Path folder) {
    this.process = process;
    this.folder = folder;
  }

  /**
   * Measures and prints tables. What is measured, and how long, is said by properties; see the
   * profile {@code compare} in the module's {@code pom.xml}.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    PeerProcess process = new PeerProcess(Path.of(System.getProperty("compare.start")));
    Path folder = Files.createDirectories(Path.of(System.getProperty("compare.folder")));
    Comparison comparison = new Comparison(process, folder);
    try {
      for (String model : models(System.getProperty("compare"))) {
        comparison.add(model);
      }
    } finally {
      comparison.clear();
    }
    comparison.print(System.getProperty("compare.format").equals("markdown"));
    System.exit(comparison.failed ? 1 : 0);
  }

  /** Without a choice Maven hands over {@code true}. */
  private static List<String> models(String chosen) {
    if (chosen.equals("true")) {
      return USUAL;
    }
    List<Predicate<String>> patterns =
        Stream.of(chosen.split(",")).map(each -> Pattern.compile(each).asMatchPredicate()).toList();
    List<String> models =
        Models.zoo().stream()
            .filter(model -> patterns.stream().anyMatch(pattern -> pattern.test(model)))
            .toList();
    if (models.isEmpty()) {
      throw new IllegalArgumentException("compare: the zoo has no '" + chosen + "'");
    }
    return models;
  }

  private static List<Integer> numbers(String property) {
    String text = System.getProperty(property);
    return text.isEmpty() ? List.of() : Stream.of(text.split(",")).map(Integer::valueOf).toList();
  }

  private void add(String model) throws IOException, InterruptedException {
    for (int batch : Stream.concat(batches.stream(), memoryBatches.stream()).distinct().toList()) {
      try {
        clear();
        new PeerFiles(folder).write(model, batch);
        if (batches.contains(batch)) {
          for (int count : threads) {
            addTimes(model, batch, count);
          }
        }
        if (memoryBatches.contains(batch)) {
          addMemory(model, batch, threads.getLast());
        }
      } catch (IOException e) {
        failed = true;
        System.err.println(e.getMessage());
      }
    }
  }

  private void addTimes(String model, int batch, int count)
      throws IOException, InterruptedException {
    say(model, batch, count, "time");
    List<Outcome> ours = new ArrayList<>();
    List<Outcome> theirs = new ArrayList<>();
    if (count == 1) {
      List<Outcome> both = run(List.of(Engine.OURS, Engine.ONNX_RUNTIME), model, count).engines();
      ours.add(both.getFirst());
      theirs.add(both.getLast());
    } else {
      for (int turn = 0; turn < turns; turn++) {
        ours.addAll(run(List.of(Engine.OURS), model, count).engines());
        theirs.addAll(run(List.of(Engine.ONNX_RUNTIME), model, count).engines());
      }
    }
    long[] own = nanos(ours);
    long[] other = nanos(theirs);
    times.add(
        List.of(
            model,
            Integer.toString(batch),
            Integer.toString(count),
            milliseconds(median(own)),
            milliseconds(median(other)),
            shown("%.2f", median(own) / median(other)),
            shown("%.2f", (double) own[0] / other[0]),
            shown("%.1e", difference(ours.getFirst().outputs(), theirs.getFirst().outputs()))));
  }

  private void addMemory(String model, int batch, int count)
      throws IOException, InterruptedException {
    say(model, batch, count, "memory");
    double own = run(List.of(Engine.OURS), model, count).peakBytes();
    double other = run(List.of(Engine.ONNX_RUNTIME), model, count).peakBytes();
    memory.add(
        List.of(
            model,
            Integer.toString(batch),
            Integer.toString(count),
            shown("%.0f", own / 1e6),
            shown("%.0f", other / 1e6),
            shown("%.2f", own / other)));
  }

  private PeerRun.Result run(List<Engine> engines, String model, int count)
      throws IOException, InterruptedException {
    PeerRun.Clock time = count == 1 ? clock : PeerRun.Clock.WALL;
    PeerRun run = new PeerRun(engines, model, folder, count, time, warmup, measured);
    PeerRun.Result result = process.result(run);
    if (!result.settled()) {
      System.err.println(run + ": the last runs of the warm-up were still quicker than others");
    }
    return result;
  }

  private static void say(String model, int batch, int threads, String what) {
    System.err.println(model + ", batch " + batch + ", threads " + threads + ": " + what);
  }

  /** All times, sorted. */
  private static long[] nanos(List<Outcome> outcomes) {
    return outcomes.stream()
        .flatMap(each -> each.nanos().stream())
        .mapToLong(Long::longValue)
        .sorted()
        .toArray();
  }

  private static double median(long[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
  }

  /** The largest difference of two numbers by the largest number. */
  private static double difference(List<Double> ours, List<Double> theirs) {
    if (ours.size() != theirs.size()) {
      throw new IllegalStateException(ours.size() + " numbers and " + theirs.size());
    }
    double most = 0;
    double size = 0;
    for (int i = 0; i < ours.size(); i++) {
      most = Math.max(most, Math.abs(ours.get(i) - theirs.get(i)));
      size = Math.max(size, Math.abs(theirs.get(i)));
    }
    return most == 0 ? 0 : most / size;
  }

  private static String milliseconds(double nanos) {
    return shown(nanos < 1e7 ? "%.3f" : "%.1f", nanos / 1e6);
  }

  private static String shown(String format, double number) {
    return String.format(Locale.ROOT, format, number);
  }

  private void clear() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  private void print(boolean markdown) throws IOException {
    for (TextTable table : memoryBatches.isEmpty() ? List.of(times) : List.of(times, memory)) {
      System.out.println(markdown ? table.markdown() : table.print());
    }
    System.out.println(PeerMachine.text());
  }
}
