package dev.cnnsummary.executor.reference;

import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.op.Recurrent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A step of one direction of a layer, by the formulas of torch.nn.RNN, LSTM and GRU. */
final class RecurrentCell {
  private final Recurrent network;
  private final Tensor fromInput;
  private final Tensor fromHidden;
  private final @Nullable Tensor inputBias;
  private final @Nullable Tensor hiddenBias;
  private final @Nullable Tensor projection;

  RecurrentCell(Recurrent network, List<Tensor> weights) {
    this.network = network;
    this.fromInput = weights.get(0);
    this.fromHidden = weights.get(1);
    this.inputBias = network.bias() ? weights.get(2) : null;
    this.hiddenBias = network.bias() ? weights.get(3) : null;
    this.projection = network.projSize() > 0 ? weights.getLast() : null;
  }

  /**
   * What it puts out.
   *
   * @param memory an LSTM's cell state, which is changed; otherwise untouched
   */
  double[] next(double[] input, double[] hidden, double[] memory) {
    double[] x = product(fromInput, input, inputBias);
    double[] h = product(fromHidden, hidden, hiddenBias);
    double[] next = new double[network.hiddenSize()];
    for (int i = 0; i < next.length; i++) {
      next[i] =
          switch (network.kind()) {
            case RNN_TANH -> Math.tanh(x[i] + h[i]);
            case RNN_RELU -> Math.max(x[i] + h[i], 0);
            case LSTM -> longShortTermMemory(i, x, h, memory);
            case GRU -> gatedUnit(i, x, h, hidden);
          };
    }
    return projection == null ? next : product(projection, next, null);
  }

  /** {@code c = f·c + i·g; h = o·tanh(c)}; the gates come in the order i, f, g, o. */
  private double longShortTermMemory(int i, double[] x, double[] h, double[] memory) {
    int size = memory.length;
    double input = Activations.sigmoid(x[i] + h[i]);
    double forget = Activations.sigmoid(x[size + i] + h[size + i]);
    double cell = Math.tanh(x[2 * size + i] + h[2 * size + i]);
    double output = Activations.sigmoid(x[3 * size + i] + h[3 * size + i]);
    memory[i] = forget * memory[i] + input * cell;
    return output * Math.tanh(memory[i]);
  }

  /** {@code n = tanh(x + r·h'); h = (1 − z)·n + z·h}; the gates come in the order r, z, n. */
  private static double gatedUnit(int i, double[] x, double[] h, double[] hidden) {
    int size = hidden.length;
    double reset = Activations.sigmoid(x[i] + h[i]);
    double update = Activations.sigmoid(x[size + i] + h[size + i]);
    double fresh = Math.tanh(x[2 * size + i] + reset * h[2 * size + i]);
    return (1 - update) * fresh + update * hidden[i];
  }

  private static double[] product(Tensor matrix, double[] vector, @Nullable Tensor bias) {
    double[] product = new double[matrix.dim(0)];
    for (int row = 0; row < product.length; row++) {
      product[row] = bias == null ? 0 : bias.get(row);
      for (int i = 0; i < vector.length; i++) {
        product[row] += matrix.get(row * vector.length + i) * vector[i];
      }
    }
    return product;
  }
}
