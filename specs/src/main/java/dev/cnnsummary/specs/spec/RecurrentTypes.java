package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.graph.Node.Form;
import dev.cnnsummary.specs.op.Op;
import dev.cnnsummary.specs.op.Recurrent;
import dev.cnnsummary.specs.op.Recurrent.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Recurrent networks. */
final class RecurrentTypes {
  private static final int MOST_LAYERS = 10_000;

  private RecurrentTypes() {}

  static List<LayerType> types() {
    return List.of(
        type(Kind.RNN_TANH, "Elman's recurrent network over a sequence."),
        type(Kind.LSTM, "Long short-term memory over a sequence."),
        type(Kind.GRU, "Gated recurrent units over a sequence."));
  }

  private static LayerType type(Kind kind, String summary) {
    return new LayerType(
        kind.module(),
        Form.MODULE,
        summary + " Takes the states to begin with after its input, or none.",
        1,
        1 + kind.states(),
        options(kind),
        arguments -> make(arguments, kind),
        op -> write(op, kind));
  }

  private static List<Option> options(Kind kind) {
    List<Option> options = new ArrayList<>();
    options.add(
        Option.integer("input_size", 1, "size of the input's last axis, taken from it if left out")
            .orNull());
    options.add(Option.integer("hidden_size", 1, "size of a state"));
    options.add(
        Option.integer("num_layers", 1, "layers, each over the outputs of the one before").or(1));
    if (kind == Kind.RNN_TANH) {
      options.add(Option.word("nonlinearity", List.of("tanh", "relu"), "the gate's function"));
    }
    options.add(Option.flag("bias", true, "whether amounts are added to the products of a cell"));
    options.add(
        Option.flag("batch_first", false, "whether the batch comes before the sequence's axis"));
    options.add(
        Option.number("dropout", "probability of being zeroed between layers in training").or(0));
    options.add(Option.flag("bidirectional", false, "whether each layer goes backwards too"));
    if (kind == Kind.LSTM) {
      options.add(
          Option.integer("proj_size", 0, "size that outputs are projected to, 0 for no projection")
              .or(0));
    }
    return options;
  }

  private static Op make(Arguments arguments, Kind kind) {
    int hiddenSize = arguments.integer("hidden_size");
    int projSize = kind == Kind.LSTM ? arguments.integer("proj_size") : 0;
    if (projSize >= hiddenSize) {
      arguments.problem(
          "proj_size", "expected less than the hidden_size of " + hiddenSize + ", got " + projSize);
    }
    int layers = arguments.integer("num_layers");
    if (layers > MOST_LAYERS) {
      arguments.problem("num_layers", "expected at most " + MOST_LAYERS + ", got " + layers);
    }
    boolean relu = kind == Kind.RNN_TANH && "relu".equals(arguments.word("nonlinearity"));
    return new Recurrent(
        relu ? Kind.RNN_RELU : kind,
        arguments.integerOrNull("input_size"),
        hiddenSize,
        layers,
        arguments.flag("bias"),
        arguments.flag("batch_first"),
        arguments.probability("dropout"),
        arguments.flag("bidirectional"),
        projSize);
  }

  private static @Nullable Map<String, Data> write(Op op, Kind kind) {
    return op instanceof Recurrent network && network.kind().module().equals(kind.module())
        ? new OptionWriter()
            .putOrNull("input_size", network.inputSize())
            .put("hidden_size", network.hiddenSize())
            .put("num_layers", network.numLayers())
            .put("nonlinearity", network.kind() == Kind.RNN_RELU ? "relu" : "tanh")
            .put("bias", network.bias())
            .put("batch_first", network.batchFirst())
            .put("dropout", network.dropout())
            .put("bidirectional", network.bidirectional())
            .put("proj_size", network.projSize())
            .options()
        : null;
  }
}
