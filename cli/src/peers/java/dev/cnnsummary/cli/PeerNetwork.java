package dev.cnnsummary.cli;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Program;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.executor.weights.Weights;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.shape.DType;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One network in two engines: as it is in this program's, and as an ONNX file that was written of
 * it in ONNX Runtime. Each engine is opened when it is first asked for.
 */
final class PeerNetwork implements AutoCloseable {
  private final Graph graph;
  private final List<Tensor> inputs;
  private final Weights weights;
  private final Path file;
  private final int threads;
  private @Nullable Program program;
  private @Nullable OrtSession session;

  /**
   * Names a network.
   *
   * @param weights those that the file was written with
   * @param file the ONNX file
   * @param threads how many work at once, in either engine
   */
  PeerNetwork(Graph graph, List<Tensor> inputs, Weights weights, Path file, int threads) {
    this.graph = graph;
    this.inputs = List.copyOf(inputs);
    this.weights = weights;
    this.file = file;
    this.threads = threads;
  }

  /** What this program's engine makes of the inputs. */
  List<Tensor> ours() {
    Program ready = program;
    if (ready == null) {
      List<Extent> extents = new ArrayList<>();
      for (Tensor input : inputs) {
        extents.add(new Extent(input.dtype(), Arrays.stream(input.shape()).boxed().toList()));
      }
      ready = Program.prepare(graph, extents, Program.Mode.FAST, threads);
      program = ready;
      ready.load(weights);
    }
    return ready.run(inputs);
  }

  /** Frees the memory of this program's engine. */
  void closeOurs() {
    if (program != null) {
      program.close();
      program = null;
    }
  }

  /** What ONNX Runtime makes of the inputs. */
  List<Tensor> theirs() throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    OrtSession ready = session;
    if (ready == null) {
      try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
        options.setIntraOpNumThreads(threads);
        ready = environment.createSession(file.toString(), options);
        session = ready;
      }
    }
    Map<String, OnnxTensor> given = new LinkedHashMap<>();
    try {
      for (int i = 0; i < inputs.size(); i++) {
        given.put(graph.inputs().get(i).name(), tensor(environment, inputs.get(i)));
      }
      try (OrtSession.Result result = ready.run(given)) {
        List<Tensor> outputs = new ArrayList<>();
        for (Map.Entry<String, OnnxValue> output : result) {
          outputs.add(tensor((OnnxTensor) output.getValue()));
        }
        return outputs;
      }
    } finally {
      given.values().forEach(OnnxTensor::close);
    }
  }

  private static OnnxTensor tensor(OrtEnvironment environment, Tensor tensor) throws OrtException {
    long[] shape = Arrays.stream(tensor.shape()).asLongStream().toArray();
    return switch (tensor.dtype()) {
      case F32 -> OnnxTensor.createTensor(environment, FloatBuffer.wrap(tensor.floats()), shape);
      case I64 -> OnnxTensor.createTensor(environment, LongBuffer.wrap(tensor.integers()), shape);
      case I32 ->
          OnnxTensor.createTensor(
              environment,
              IntBuffer.wrap(Arrays.stream(tensor.integers()).mapToInt(i -> (int) i).toArray()),
              shape);
      default -> throw new IllegalArgumentException("an input of " + tensor.dtype().text());
    };
  }

  private static Tensor tensor(OnnxTensor tensor) {
    int[] shape = Arrays.stream(tensor.getInfo().getShape()).mapToInt(Math::toIntExact).toArray();
    return switch (tensor.getInfo().type) {
      case FLOAT -> Tensor.of(shape, array(tensor.getFloatBuffer()));
      case INT64 -> Tensor.of(DType.I64, shape, array(tensor.getLongBuffer()));
      default -> throw new IllegalArgumentException("an output of " + tensor.getInfo().type);
    };
  }

  private static float[] array(FloatBuffer buffer) {
    float[] array = new float[buffer.remaining()];
    buffer.get(array);
    return array;
  }

  private static long[] array(LongBuffer buffer) {
    long[] array = new long[buffer.remaining()];
    buffer.get(array);
    return array;
  }

  /** The distance of two tensors by the size of the second. */
  static double difference(Tensor ours, Tensor theirs) {
    if (!Arrays.equals(ours.shape(), theirs.shape()) || ours.dtype() != theirs.dtype()) {
      throw new AssertionError(ours + " and " + theirs);
    }
    double distance = 0;
    double size = 0;
    for (int i = 0; i < ours.numel(); i++) {
      distance += Math.pow(ours.get(i) - theirs.get(i), 2);
      size += Math.pow(theirs.get(i), 2);
    }
    return distance == 0 ? 0 : Math.sqrt(distance / size);
  }

  @Override
  public void close() throws OrtException {
    closeOurs();
    if (session != null) {
      session.close();
      session = null;
    }
  }
}
