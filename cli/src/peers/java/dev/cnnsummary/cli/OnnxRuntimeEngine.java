package dev.cnnsummary.cli;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.cnnsummary.executor.Tensor;
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

/** ONNX Runtime with a file, all its options but the number of threads as they are by default. */
final class OnnxRuntimeEngine implements PeerEngine {
  private final OrtSession session;
  private final Map<String, OnnxTensor> inputs = new LinkedHashMap<>();

  /**
   * Opens a file.
   *
   * @param given the inputs by their names; they are handed over now, not in each run
   */
  OnnxRuntimeEngine(Path file, Map<String, Tensor> given, int threads) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      session = environment.createSession(file.toString(), options);
    }
    for (Map.Entry<String, Tensor> input : given.entrySet()) {
      inputs.put(input.getKey(), tensor(environment, input.getValue()));
    }
  }

  @Override
  public List<Tensor> run() throws OrtException {
    try (OrtSession.Result result = session.run(inputs)) {
      List<Tensor> outputs = new ArrayList<>();
      for (Map.Entry<String, OnnxValue> output : result) {
        outputs.add(tensor((OnnxTensor) output.getValue()));
      }
      return outputs;
    }
  }

  @Override
  public void close() throws OrtException {
    inputs.values().forEach(OnnxTensor::close);
    session.close();
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
}
