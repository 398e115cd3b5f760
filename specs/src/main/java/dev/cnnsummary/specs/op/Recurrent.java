package dev.cnnsummary.specs.op;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recurrent network of one or more layers over a sequence: PyTorch's RNN, LSTM and GRU. Input
 * {@code [L, N, in]}, {@code [N, L, in]} where the batch comes first, or {@code [L, in]}; after it
 * the states to begin with, or none. Outputs: those of the last layer at each step, and the states
 * after the last step.
 *
 * @param kind which cell
 * @param inputSize size of the input's last axis; null takes what comes
 * @param hiddenSize size of a state
 * @param numLayers layers, each over the outputs of the one before
 * @param bias whether amounts are added to both products of a cell
 * @param batchFirst whether the batch is the first axis of input and output
 * @param dropout the probability of being zeroed between layers while training
 * @param bidirectional whether each layer goes backwards too, and its outputs are joined
 * @param projSize size that an LSTM's outputs are projected to; 0 for no projection
 */
public record Recurrent(
    Kind kind,
    @Nullable Integer inputSize,
    int hiddenSize,
    int numLayers,
    boolean bias,
    boolean batchFirst,
    double dropout,
    boolean bidirectional,
    int projSize)
    implements Op {
  /** The cells. */
  public enum Kind {
    /** One gate, a hyperbolic tangent. */
    RNN_TANH("RNN", 1, 1),
    /** One gate, a ReLU. */
    RNN_RELU("RNN", 1, 1),
    /** Input, forget, cell and output gate, and a cell state beside the hidden one. */
    LSTM("LSTM", 4, 2),
    /** Reset, update and new gate. */
    GRU("GRU", 3, 1);

    private final String module;
    private final int gates;
    private final int states;

    Kind(String module, int gates, int states) {
      this.module = module;
      this.gates = gates;
      this.states = states;
    }

    /** The name of the torch.nn module. */
    public String module() {
      return module;
    }

    /** The number of gates, each with a row of weights for each element of the state. */
    public int gates() {
      return gates;
    }

    /** The number of states that are handed from step to step. */
    public int states() {
      return states;
    }
  }

  /** The number of ways that a layer goes. */
  public int directions() {
    return bidirectional ? 2 : 1;
  }

  /** What one direction of a layer puts out at a step. */
  public int outputSize() {
    return projSize > 0 ? projSize : hiddenSize;
  }

  @Override
  public List<WeightSlot> weights() {
    List<WeightSlot> slots = new ArrayList<>();
    for (int layer = 0; layer < numLayers; layer++) {
      for (int direction = 0; direction < directions(); direction++) {
        String suffix = "_l" + layer + (direction == 0 ? "" : "_reverse");
        slots.add(WeightSlot.parameter("weight_ih" + suffix));
        slots.add(WeightSlot.parameter("weight_hh" + suffix));
        if (bias) {
          slots.add(WeightSlot.parameter("bias_ih" + suffix));
          slots.add(WeightSlot.parameter("bias_hh" + suffix));
        }
        if (projSize > 0) {
          slots.add(WeightSlot.parameter("weight_hr" + suffix));
        }
      }
    }
    return slots;
  }

  @Override
  public int outputs() {
    return 1 + kind.states();
  }
}
