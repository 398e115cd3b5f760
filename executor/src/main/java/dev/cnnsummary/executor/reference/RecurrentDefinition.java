package dev.cnnsummary.executor.reference;

import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.op.Recurrent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Recurrent networks, step by step (torch.nn.RNN, LSTM and GRU). All is computed at once, as the
 * last step needs every other.
 */
final class RecurrentDefinition implements Definition {
  private final Recurrent network;
  private final Arguments arguments;
  private final int samples;
  private final int steps;
  private final boolean batchFirst;
  private final List<double[]> outputs = new ArrayList<>();

  RecurrentDefinition(Recurrent network, Arguments arguments) {
    this.network = network;
    this.arguments = arguments;
    Tensor input = arguments.only();
    boolean batched = input.rank() == 3;
    this.batchFirst = batched && network.batchFirst();
    this.samples = batched ? input.dim(batchFirst ? 0 : 1) : 1;
    this.steps = input.dim(batchFirst ? 1 : 0);
    for (int output = 0; output < network.outputs(); output++) {
      outputs.add(new double[arguments.output(output).numel()]);
    }
    for (int sample = 0; sample < samples; sample++) {
      run(sample);
    }
  }

  private void run(int sample) {
    double[][] sequence = new double[steps][arguments.only().dim(arguments.only().rank() - 1)];
    for (int step = 0; step < steps; step++) {
      int start = row(sample, step) * sequence[step].length;
      for (int i = 0; i < sequence[step].length; i++) {
        sequence[step][i] = arguments.only().get(start + i);
      }
    }
    for (int layer = 0; layer < network.numLayers(); layer++) {
      double[][] next = new double[steps][network.directions() * network.outputSize()];
      for (int direction = 0; direction < network.directions(); direction++) {
        run(sample, layer * network.directions() + direction, sequence, next);
      }
      sequence = next;
    }
    for (int step = 0; step < steps; step++) {
      put(outputs.getFirst(), row(sample, step), sequence[step]);
    }
  }

  /** The row of the input and the first output at a step. */
  private int row(int sample, int step) {
    return batchFirst ? sample * steps + step : step * samples + sample;
  }

  private static void put(double[] output, int row, double[] elements) {
    System.arraycopy(elements, 0, output, row * elements.length, elements.length);
  }

  /**
   * Runs over a sequence.
   *
   * @param cell a direction of a layer; odd ones of two directions go backwards
   * @param next takes what the cell puts out, beside what the other direction does
   */
  private void run(int sample, int cell, double[][] sequence, double[][] next) {
    int direction = cell % network.directions();
    RecurrentCell own = new RecurrentCell(network, weights(cell));
    double[] hidden = state(1, sample, cell, network.outputSize());
    double[] memory = state(2, sample, cell, network.hiddenSize());
    for (int i = 0; i < steps; i++) {
      int step = direction == 0 ? i : steps - 1 - i;
      hidden = own.next(sequence[step], hidden, memory);
      System.arraycopy(hidden, 0, next[step], direction * hidden.length, hidden.length);
    }
    put(outputs.get(1), cell * samples + sample, hidden);
    if (network.kind() == Recurrent.Kind.LSTM) {
      put(outputs.get(2), cell * samples + sample, memory);
    }
  }

  private List<Tensor> weights(int cell) {
    int each = arguments.weights().size() / (network.numLayers() * network.directions());
    return arguments.weights().subList(cell * each, (cell + 1) * each);
  }

  /** A state to begin with: zeros where none is given. */
  private double[] state(int operand, int sample, int cell, int size) {
    double[] state = new double[size];
    for (int i = 0; operand < arguments.operands().size() && i < size; i++) {
      state[i] = arguments.operand(operand).get((cell * samples + sample) * size + i);
    }
    return state;
  }

  @Override
  public double at(int output, int index) {
    return outputs.get(output)[index];
  }

  /** Every matrix is multiplied with a vector at each step of each sample. */
  @Override
  public long macs() {
    return arguments.weights().stream()
        .filter(weight -> weight.rank() == 2)
        .mapToLong(weight -> Features.walked(samples * steps, weight.numel()))
        .reduce(0, Math::addExact);
  }

  /** The longest way from an input to an output. */
  @Override
  public long terms() {
    long ofStep =
        arguments.weights().stream()
            .filter(weight -> weight.rank() == 2)
            .mapToLong(weight -> weight.dim(1))
            .sum();
    return Arrays.stream(new long[] {ofStep, steps}).reduce(1, Math::multiplyExact);
  }
}
