package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.analyzer.field.AxisStep;
import dev.cnnsummary.specs.op.Recurrent;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Recurrent networks. MACs: one for each weight matrix's element, sample and step of the sequence.
 * FLOPs: two for each MAC; and for each sample, step, layer, direction and element of the state the
 * additions of the two products of each gate and of its two biases, one function for each gate, and
 * the cell's arithmetic: 5 for an LSTM ({@code c = f·c + i·g}, {@code h = o·tanh(c)}), 4 for a GRU
 * ({@code r·(…)}, {@code h = n + z·(h − n)}).
 */
final class Recurrences {
  private static final List<String> STATES = List.of("h_0", "c_0");

  private static final int STATE_BATCH = 1;

  private Recurrences() {}

  static Facts facts(Recurrent network, Operands in) {
    String name = network.kind().module();
    TensorType input = in.floating(name);
    Shape shape = input.shape();
    if (shape.rank() != 2 && shape.rank() != 3) {
      throw new Rejection(
          name
              + (network.batchFirst() ? " takes [N, L, features]" : " takes [L, N, features]")
              + " or [L, features], got "
              + shape);
    }
    Dim features =
        Linears.features(
            network.inputSize(),
            shape.dim(-1),
            "input_size is {right}, but the input's last axis is {left}",
            in);
    int batch = shape.rank() == 2 ? -1 : network.batchFirst() ? 0 : 1;
    List<Shape> states = states(network, batch < 0 ? List.of() : List.of(shape.dim(batch)));
    checkStates(name, states, in);
    List<TensorType> outputs = new ArrayList<>();
    Dim width = Dim.of(network.outputSize()).times(network.directions());
    outputs.add(new TensorType(input.dtype(), shape.with(-1, width)));
    states.forEach(state -> outputs.add(new TensorType(input.dtype(), state)));
    List<Shape> weights = weights(network, features);
    Dim rows = shape.with(-1, Dim.ONE).numel();
    Dim macs = rows.times(products(weights));
    return new Facts(
        outputs,
        weights,
        macs,
        macs.times(2).plus(rows.times(elementwise(network))),
        field(network, shape.rank(), batch, in.all().size() - 1),
        false);
  }

  private static List<Shape> states(Recurrent network, List<Dim> batch) {
    List<Shape> states = new ArrayList<>();
    for (int state = 0; state < network.kind().states(); state++) {
      List<Dim> dims = new ArrayList<>();
      dims.add(Dim.of(network.numLayers()).times(network.directions()));
      dims.addAll(batch);
      dims.add(Dim.of(state == 0 ? network.outputSize() : network.hiddenSize()));
      states.add(Shape.of(dims));
    }
    return states;
  }

  private static void checkStates(String name, List<Shape> states, Operands in) {
    int given = in.all().size() - 1;
    if (given != 0 && given != states.size()) {
      throw new Rejection(
          name + " takes no states, or " + String.join(" and ", STATES.subList(0, states.size())));
    }
    for (int i = 0; i < given; i++) {
      Shape state = in.floating(i + 1, name).shape();
      Shape wanted = states.get(i);
      if (state.rank() != wanted.rank()) {
        throw new Rejection(STATES.get(i) + " must have the shape " + wanted + ", got " + state);
      }
      for (int axis = 0; axis < wanted.rank(); axis++) {
        in.equal(
            state.dim(axis),
            wanted.dim(axis),
            STATES.get(i) + " has an axis of {left} where {right} are wanted");
      }
    }
  }

  /** Elements of all matrices: each is multiplied with a vector at each step. */
  private static Dim products(List<Shape> weights) {
    Dim products = Dim.ZERO;
    for (Shape weight : weights) {
      products = weight.rank() == 2 ? products.plus(weight.numel()) : products;
    }
    return products;
  }

  private static long elementwise(Recurrent network) {
    int gates = network.kind().gates();
    int cell =
        switch (network.kind()) {
          case RNN_TANH, RNN_RELU -> 0;
          case LSTM -> 5;
          case GRU -> 4;
        };
    int perElement = (network.bias() ? 4 : 2) * gates + cell;
    long elements = Math.multiplyExact((long) network.numLayers(), network.hiddenSize());
    return Math.multiplyExact(Math.multiplyExact(elements, network.directions()), perElement);
  }

  /**
   * A sample depends on all of itself. The batch is an axis of the result wherever it is one of the
   * input, and always the second one of a state.
   */
  private static List<List<AxisStep>> field(Recurrent network, int rank, int batch, int given) {
    List<AxisStep> input = new ArrayList<>(Collections.nCopies(rank, AxisStep.MIXED));
    List<AxisStep> state = new ArrayList<>(input);
    if (batch >= 0) {
      List<AxisStep> outputs = new ArrayList<>();
      outputs.add(AxisStep.moved(batch));
      outputs.addAll(Collections.nCopies(network.kind().states(), AxisStep.moved(STATE_BATCH)));
      input.set(batch, new AxisStep.PerOutput(outputs));
      state.set(STATE_BATCH, new AxisStep.PerOutput(outputs));
    }
    List<List<AxisStep>> field = new ArrayList<>();
    field.add(input);
    field.addAll(Collections.nCopies(given, state));
    return field;
  }

  private static List<Shape> weights(Recurrent network, Dim features) {
    Dim hidden = Dim.of(network.hiddenSize());
    Dim output = Dim.of(network.outputSize());
    Dim gates = hidden.times(network.kind().gates());
    List<Shape> weights = new ArrayList<>();
    Dim width = features;
    for (int layer = 0; layer < network.numLayers(); layer++) {
      for (int direction = 0; direction < network.directions(); direction++) {
        weights.add(Shape.of(gates, width));
        weights.add(Shape.of(gates, output));
        if (network.bias()) {
          weights.add(Shape.of(gates));
          weights.add(Shape.of(gates));
        }
        if (network.projSize() > 0) {
          weights.add(Shape.of(output, hidden));
        }
      }
      width = output.times(network.directions());
    }
    return weights;
  }

  static List<Shape> declaredWeights(Recurrent network) {
    Integer declared = network.inputSize();
    if (declared == null) {
      throw new Rejection("input_size must be given for a layer that is never called");
    }
    return weights(network, Dim.of(declared));
  }
}
