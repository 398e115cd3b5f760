package dev.cnnsummary.specs.onnx.write;

import dev.cnnsummary.specs.onnx.proto.AttributeProto;
import dev.cnnsummary.specs.op.Recurrent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Recurrent networks: layer after layer, with the rows of the weights in ONNX's order of gates. */
final class Recurrences {
  private final Recurrent network;
  private final Emitter emitter;
  private final boolean batched;
  private int slot;

  private Recurrences(Recurrent network, Emitter emitter) {
    this.network = network;
    this.emitter = emitter;
    this.batched = emitter.rank() == 3;
  }

  static void run(Recurrent network, Emitter emitter) {
    emitter.requireFloats();
    if (network.projSize() > 0) {
      throw new NoForm("proj_size: ONNX's LSTM does not project its outputs");
    }
    new Recurrences(network, emitter).run();
  }

  private void run() {
    String sequence = batchSecond(emitter.input(0));
    List<List<String>> last = new ArrayList<>();
    for (int state = 0; state < network.kind().states(); state++) {
      last.add(new ArrayList<>());
    }
    for (int layer = 0; layer < network.numLayers(); layer++) {
      List<String> made = layer(layer, sequence);
      String joined = emitter.transpose(made.getFirst(), 0, 2, 1, 3);
      sequence = emitter.reshape(joined, 0, 0, (long) network.directions() * network.hiddenSize());
      for (int state = 0; state < last.size(); state++) {
        last.get(state).add(made.get(state + 1));
      }
    }
    emitter.put(0, asGiven(sequence));
    for (int state = 0; state < last.size(); state++) {
      String all = emitter.concat(last.get(state), 0);
      emitter.put(state + 1, batched ? all : squeezed(all));
    }
  }

  private List<String> layer(int layer, String sequence) {
    List<String> inward = new ArrayList<>();
    List<String> onward = new ArrayList<>();
    List<String> amounts = new ArrayList<>();
    for (int direction = 0; direction < network.directions(); direction++) {
      inward.add(gates(emitter.weight(slot++)));
      onward.add(gates(emitter.weight(slot++)));
      if (network.bias()) {
        String first = reordered(emitter.weight(slot++));
        String second = reordered(emitter.weight(slot++));
        String both = emitter.concat(List.of(first, second), 0);
        amounts.add(emitter.unsqueeze(both, List.of(0L)));
      }
    }
    List<String> inputs = new ArrayList<>();
    inputs.add(sequence);
    inputs.add(emitter.concat(inward, 0));
    inputs.add(emitter.concat(onward, 0));
    if (network.bias() || emitter.operands() > 1) {
      inputs.add(network.bias() ? emitter.concat(amounts, 0) : "");
    }
    if (emitter.operands() > 1) {
      inputs.add(""); // all sequences are as long
      for (int state = 0; state < network.kind().states(); state++) {
        inputs.add(first(state, layer));
      }
    }
    return emitter.addAll(
        network.kind().module(), inputs, 1 + network.kind().states(), attributes());
  }

  private AttributeProto[] attributes() {
    List<AttributeProto> attributes = new ArrayList<>();
    attributes.add(Attributes.integer("hidden_size", network.hiddenSize()));
    attributes.add(
        Attributes.text("direction", network.bidirectional() ? "bidirectional" : "forward"));
    switch (network.kind()) {
      case GRU -> attributes.add(Attributes.flag("linear_before_reset", true));
      case RNN_RELU ->
          attributes.add(
              Attributes.texts("activations", Collections.nCopies(network.directions(), "Relu")));
      case RNN_TANH, LSTM -> {} // what they are by default
    }
    return attributes.toArray(AttributeProto[]::new);
  }

  private String gates(String matrix) {
    return emitter.unsqueeze(reordered(matrix), List.of(0L));
  }

  /** PyTorch has the gates i, f, g, o and r, z, n; ONNX i, o, f, c and z, r, h. */
  private String reordered(String weight) {
    List<Integer> order =
        switch (network.kind()) {
          case RNN_TANH, RNN_RELU -> List.of();
          case LSTM -> List.of(0, 3, 1, 2);
          case GRU -> List.of(1, 0, 2);
        };
    if (order.isEmpty()) {
      return weight;
    }
    List<Long> sizes = Numbers.copies(order.size(), network.hiddenSize());
    List<String> gates =
        emitter.addAll(
            "Split",
            List.of(weight, emitter.integers(sizes)),
            order.size(),
            Attributes.integer("axis", 0));
    return emitter.concat(order.stream().map(gates::get).toList(), 0);
  }

  /** The states that a layer begins with. */
  private String first(int state, int layer) {
    String all = emitter.input(state + 1);
    String shaped = batched ? all : emitter.unsqueeze(all, List.of(1L));
    long from = (long) layer * network.directions();
    return network.numLayers() == 1
        ? shaped
        : emitter.slice(shaped, 0, from, from + network.directions());
  }

  private String batchSecond(String input) {
    if (!batched) {
      return emitter.unsqueeze(input, List.of(1L));
    }
    return network.batchFirst() ? emitter.transpose(input, 1, 0, 2) : input;
  }

  private String asGiven(String output) {
    if (!batched) {
      return squeezed(output);
    }
    return network.batchFirst() ? emitter.transpose(output, 1, 0, 2) : output;
  }

  private String squeezed(String tensor) {
    return emitter.add("Squeeze", List.of(tensor, emitter.integers(1L)));
  }
}
