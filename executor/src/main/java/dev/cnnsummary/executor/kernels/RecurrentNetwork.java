package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.op.Recurrent;
import java.util.ArrayList;
import java.util.List;

/** A recurrent network: layer after layer, each step after step. */
final class RecurrentNetwork implements Kernel {
  private final Loops loops;
  private final Node node;
  private final Recurrent op;
  private final Storage input;
  private final List<Storage> firstStates = new ArrayList<>();
  private final List<Storage> outputs = new ArrayList<>();
  private final int steps;
  private final int batch;
  private final boolean batchFirst;
  private final List<float[]> weights = new ArrayList<>();

  RecurrentNetwork(Site site, Recurrent op) {
    this.loops = site.loops();
    this.node = site.node();
    this.op = op;
    input = site.plain(0);
    for (int i = 1; i < site.operands(); i++) {
      firstStates.add(site.plain(i));
    }
    for (int i = 0; i < op.outputs(); i++) {
      outputs.add(site.plainOutput(i));
    }
    boolean batched = input.rank() == 3;
    batchFirst = batched && op.batchFirst();
    steps = input.dim(batchFirst ? 1 : 0);
    batch = batched ? input.dim(batchFirst ? 0 : 1) : 1;
  }

  @Override
  public String algorithm() {
    return "recurrence";
  }

  @Override
  public long packedFloats() {
    long floats = 0;
    int features = input.dim(input.rank() - 1);
    int gates = op.kind().gates() * op.hiddenSize();
    for (int layer = 0; layer < op.numLayers(); layer++) {
      int width = layer == 0 ? features : op.directions() * op.outputSize();
      long perDirection =
          (long) gates * (width + op.outputSize() + (op.bias() ? 2 : 0))
              + (long) op.projSize() * op.hiddenSize();
      floats += op.directions() * perDirection;
    }
    return floats;
  }

  @Override
  public long load(WeightReader reader) {
    weights.clear();
    long read = 0;
    for (var weight : node.weights()) {
      float[] floats = reader.read(weight).floats();
      weights.add(floats);
      read += floats.length;
    }
    return read;
  }

  @Override
  public void run(Workers workers) {
    int width = input.dim(input.rank() - 1);
    float[] sequence = inOrder();
    for (int layer = 0; layer < op.numLayers(); layer++) {
      int out = op.outputSize() * op.directions();
      float[] next = new float[steps * batch * out];
      float[] current = sequence;
      int features = width;
      int number = layer;
      workers.run(
          op.directions() * batch,
          task -> runSample(number, task / batch, task % batch, current, features, next));
      sequence = next;
      width = out;
    }
    store(sequence, width);
  }

  /** The input, steps first. */
  private float[] inOrder() {
    int features = input.dim(input.rank() - 1);
    float[] ordered = new float[steps * batch * features];
    for (int step = 0; step < steps; step++) {
      for (int sample = 0; sample < batch; sample++) {
        int row = batchFirst ? sample * steps + step : step * batch + sample;
        System.arraycopy(
            input.floats(),
            input.offset() + row * features,
            ordered,
            (step * batch + sample) * features,
            features);
      }
    }
    return ordered;
  }

  private void store(float[] sequence, int width) {
    Storage output = outputs.get(0);
    for (int step = 0; step < steps; step++) {
      for (int sample = 0; sample < batch; sample++) {
        int row = batchFirst ? sample * steps + step : step * batch + sample;
        System.arraycopy(
            sequence,
            (step * batch + sample) * width,
            output.floats(),
            output.offset() + row * width,
            width);
      }
    }
  }

  private void runSample(
      int layer, int direction, int sample, float[] sequence, int features, float[] next) {
    int perDirection = 2 + (op.bias() ? 2 : 0) + (op.projSize() > 0 ? 1 : 0);
    int place = layer * op.directions() + direction;
    List<float[]> slots = weights.subList(place * perDirection, (place + 1) * perDirection);
    float[] hidden = firstState(0, place, sample, op.outputSize());
    float[] cell = firstState(1, place, sample, op.hiddenSize());
    RecurrentCell unit = new RecurrentCell(loops, op, slots, features);
    int out = op.outputSize() * op.directions();
    for (int i = 0; i < steps; i++) {
      int step = direction == 0 ? i : steps - 1 - i;
      unit.step(sequence, (step * batch + sample) * features, hidden, cell);
      System.arraycopy(
          hidden,
          0,
          next,
          (step * batch + sample) * out + direction * op.outputSize(),
          op.outputSize());
    }
    keepState(0, place, sample, hidden);
    keepState(1, place, sample, cell);
  }

  private float[] firstState(int state, int place, int sample, int size) {
    float[] values = new float[size];
    if (state < firstStates.size()) {
      Storage from = firstStates.get(state);
      int start = from.offset() + (place * batch + sample) * size;
      System.arraycopy(from.floats(), start, values, 0, size);
    }
    return values;
  }

  private void keepState(int state, int place, int sample, float[] values) {
    if (1 + state < outputs.size()) {
      Storage to = outputs.get(1 + state);
      int start = to.offset() + (place * batch + sample) * values.length;
      System.arraycopy(values, 0, to.floats(), start, values.length);
    }
  }
}
