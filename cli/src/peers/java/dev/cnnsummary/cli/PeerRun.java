package dev.cnnsummary.cli;

import ai.onnxruntime.OrtException;
import dev.cnnsummary.executor.Geometry;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.executor.weights.Safetensors;
import dev.cnnsummary.executor.weights.SafetensorsWeights;
import dev.cnnsummary.specs.Models;
import dev.cnnsummary.specs.graph.Graph;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * One network, measured in a process of its own, in one engine or in both by turns. Each engine has
 * its weights as its users have them: ONNX Runtime in the exported file, this program in a
 * safetensors file with the same numbers.
 *
 * @param engines which run, and in which order
 * @param model its name in the zoo
 * @param folder where its files are; see {@link PeerFiles}
 * @param threads how many compute
 * @param clock what time is taken by
 * @param warmup seconds that go before, at least
 * @param measured seconds that are measured, for each engine at least
 */
record PeerRun(
    List<Engine> engines,
    String model,
    Path folder,
    int threads,
    Clock clock,
    double warmup,
    double measured) {
  /** Copies the list. */
  PeerRun {
    engines = List.copyOf(engines);
  }

  /** Who computes. */
  enum Engine {
    OURS,
    ONNX_RUNTIME
  }

  /** What time is. */
  enum Clock {
    /** What passes. */
    WALL,
    /** What the calling thread computes: of use on one thread, where others use the machine. */
    CPU;

    private LongSupplier nanos() {
      return switch (this) {
        case WALL -> System::nanoTime;
        case CPU -> ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime;
      };
    }
  }

  /**
   * What came out.
   *
   * @param peakBytes the most memory that the process had resident
   * @param settled whether the warm-up lasted until nothing got quicker
   * @param engines what each engine did
   */
  record Result(long peakBytes, boolean settled, List<Outcome> engines) {}

  /**
   * What an engine did.
   *
   * @param nanos how long each run took
   * @param outputs the numbers of all outputs, one behind the other
   */
  record Outcome(Engine engine, List<Long> nanos, List<Double> outputs) {}

  /**
   * Reads what to run from one file and writes what came out to another.
   *
   * @param arguments the two files
   */
  public static void main(String[] arguments) throws OrtException, IOException {
    JsonMapper json = new JsonMapper();
    PeerRun run = json.readValue(Path.of(arguments[0]).toFile(), PeerRun.class);
    json.writeValue(Path.of(arguments[1]).toFile(), run.result());
  }

  private Result result() throws OrtException, IOException {
    List<PeerEngine> ready = new ArrayList<>();
    List<List<Double>> outputs = new ArrayList<>();
    for (Engine engine : engines) {
      PeerEngine peer = prepare(engine);
      ready.add(peer);
      outputs.add(numbers(peer.run()));
    }
    Turns turns = new Turns(ready, clock.nanos());
    List<List<Long>> times = turns.measure(warmup, measured);
    for (PeerEngine engine : ready) {
      engine.close();
    }
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < engines.size(); i++) {
      outcomes.add(new Outcome(engines.get(i), times.get(i), outputs.get(i)));
    }
    return new Result(peakBytes(), turns.isSettled(), outcomes);
  }

  private PeerEngine prepare(Engine engine) throws OrtException {
    PeerFiles files = new PeerFiles(folder);
    Map<String, Tensor> inputs = inputs(files);
    return switch (engine) {
      case ONNX_RUNTIME -> new OnnxRuntimeEngine(files.onnx(), inputs, threads);
      case OURS -> ours(files, inputs);
    };
  }

  private static Map<String, Tensor> inputs(PeerFiles files) {
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    try (Safetensors file = Safetensors.open(files.inputs())) {
      file.names().forEach(name -> inputs.put(name, file.read(name)));
    }
    return inputs;
  }

  private PeerEngine ours(PeerFiles files, Map<String, Tensor> named) {
    Graph graph = Models.load(model);
    List<Tensor> inputs = graph.inputs().stream().map(input -> named.get(input.name())).toList();
    Geometry geometry = Geometry.of(graph, inputs.stream().map(Tensor::extent).toList());
    try (Safetensors file = Safetensors.open(files.weights())) {
      return new OwnEngine(graph, inputs, SafetensorsWeights.of(file, graph, geometry), threads);
    }
  }

  private static List<Double> numbers(List<Tensor> tensors) {
    return tensors.stream()
        .flatMap(tensor -> IntStream.range(0, tensor.numel()).mapToObj(tensor::get))
        .toList();
  }

  /** Linux counts it; nothing in Java does. */
  private static long peakBytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
      }
    }
    throw new IOException("/proc/self/status has no VmHWM");
  }
}
