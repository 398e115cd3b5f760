package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.specs.op.Recurrent;
import java.util.List;

/** One step of a recurrent network in one direction of one layer. */
record RecurrentCell(Loops loops, Recurrent op, List<float[]> weights, int features) {
  /** Moves the states on by what comes at {@code x[from …]}. */
  void step(float[] x, int from, float[] hidden, float[] cell) {
    int size = op.hiddenSize();
    int gates = op.kind().gates() * size;
    float[] given = new float[gates];
    float[] kept = new float[gates];
    for (int gate = 0; gate < gates; gate++) {
      given[gate] = loops.dot(weights.get(0), gate * features, x, from, features);
      kept[gate] = loops.dot(weights.get(1), gate * hidden.length, hidden, 0, hidden.length);
      if (op.bias()) {
        given[gate] += weights.get(2)[gate];
        kept[gate] += weights.get(3)[gate];
      }
    }
    float[] next = new float[size];
    for (int i = 0; i < size; i++) {
      next[i] =
          switch (op.kind()) {
            case RNN_TANH -> (float) Math.tanh(given[i] + kept[i]);
            case RNN_RELU -> Math.max(0, given[i] + kept[i]);
            case LSTM -> longShort(given, kept, i, cell);
            case GRU -> gated(given, kept, i, hidden[i]);
          };
    }
    if (op.projSize() == 0) {
      System.arraycopy(next, 0, hidden, 0, size);
    } else {
      float[] projection = weights.get(weights.size() - 1);
      for (int i = 0; i < op.projSize(); i++) {
        hidden[i] = loops.dot(projection, i * size, next, 0, size);
      }
    }
  }

  private float longShort(float[] given, float[] kept, int i, float[] cell) {
    int size = op.hiddenSize();
    float input = Scalars.sigmoid(given[i] + kept[i]);
    float forget = Scalars.sigmoid(given[size + i] + kept[size + i]);
    float update = (float) Math.tanh(given[2 * size + i] + kept[2 * size + i]);
    float output = Scalars.sigmoid(given[3 * size + i] + kept[3 * size + i]);
    cell[i] = forget * cell[i] + input * update;
    return output * (float) Math.tanh(cell[i]);
  }

  private float gated(float[] given, float[] kept, int i, float before) {
    int size = op.hiddenSize();
    float reset = Scalars.sigmoid(given[i] + kept[i]);
    float update = Scalars.sigmoid(given[size + i] + kept[size + i]);
    float fresh = (float) Math.tanh(given[2 * size + i] + reset * kept[2 * size + i]);
    return (1 - update) * fresh + update * before;
  }
}
