package dev.cnnsummary.analyzer.explain;

import dev.cnnsummary.specs.op.Bilinear;
import dev.cnnsummary.specs.op.Embedding;
import dev.cnnsummary.specs.op.Linear;
import dev.cnnsummary.specs.op.MatMul;
import dev.cnnsummary.specs.op.Recurrent;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.util.ArrayList;
import java.util.List;

/** Maps of features, products of matrices and recurrent networks. */
final class FeatureReasons {
  private FeatureReasons() {}

  static Reason of(Linear linear, Subject subject) {
    Formula macs = subject.outputElements().times(Formula.of(subject.weights().getFirst().dim(1)));
    Formula flops = twice(macs);
    return Reason.of(
            Axis.with(subject.input(), -1, Axis.of(linear.outFeatures(), "out_features")),
            linear.bias() ? flops.plus(subject.outputElements()) : flops)
        .withMacs(macs);
  }

  static Reason of(Bilinear bilinear, Subject subject) {
    Formula pairs =
        subject
            .rows(subject.input(), -1)
            .times(Formula.of(subject.weights().getFirst().dim(1)))
            .times(Formula.of(subject.weights().getFirst().dim(2)));
    Formula macs = pairs.times(bilinear.outFeatures());
    Formula flops = twice(macs).plus(Formula.of(pairs.value()));
    return Reason.of(
            Axis.with(subject.input(), -1, Axis.of(bilinear.outFeatures(), "out_features")),
            bilinear.bias() ? flops.plus(subject.outputElements()) : flops)
        .withMacs(macs);
  }

  static Reason of(Embedding embedding, Subject subject) {
    List<Axis> axes = Axis.kept(subject.input());
    axes.add(Axis.of(embedding.embeddingDim(), "embedding_dim, a row of the table"));
    return Reason.moving(axes);
  }

  static Reason of(MatMul matMul, Subject subject) {
    Shape left = subject.input();
    Shape right = subject.input(1);
    Shape output = subject.output();
    List<Axis> axes = new ArrayList<>();
    int matrices = (left.rank() > 1 ? 1 : 0) + (right.rank() > 1 ? 1 : 0);
    for (int axis = 0; axis < output.rank() - matrices; axis++) {
      axes.add(Axis.of(output.dim(axis), "so many matrices"));
    }
    if (left.rank() > 1) {
      axes.add(Axis.of(left.dim(-2), "rows of the first"));
    }
    if (right.rank() > 1) {
      axes.add(Axis.of(right.dim(-1), "columns of the second"));
    }
    Formula inner = Formula.of(right.dim(right.rank() == 1 ? 0 : -2));
    Formula macs = subject.outputElements().times(inner);
    return Reason.of(axes, twice(macs)).withMacs(macs);
  }

  static Reason of(Recurrent network, Subject subject) {
    Shape input = subject.input();
    Formula directions = Formula.of(network.directions());
    String size = network.projSize() > 0 ? "proj_size" : "hidden_size";
    String width = network.bidirectional() ? size + " of both directions" : size;
    List<List<Axis>> outputs = new ArrayList<>();
    Formula joined = Formula.of(network.outputSize());
    outputs.add(
        Axis.with(
            input,
            -1,
            new Axis(network.bidirectional() ? joined.times(directions) : joined, width)));
    for (int state = 0; state < network.kind().states(); state++) {
      outputs.add(state(network, input, state));
    }
    Formula rows = subject.rows(input, -1);
    List<Formula> matrices =
        subject.weights().stream()
            .filter(weight -> weight.rank() == 2)
            .map(weight -> Formula.product(weight.dims()))
            .toList();
    Formula macs = rows.times(Formula.sum(matrices));
    return Reason.parts(outputs)
        .withMacs(macs)
        .withFlops(twice(macs).plus(rows.times(elementwise(network))));
  }

  private static List<Axis> state(Recurrent network, Shape input, int state) {
    List<Axis> axes = new ArrayList<>();
    Formula layers = Formula.of(network.numLayers());
    axes.add(
        new Axis(
            network.bidirectional() ? layers.times(2) : layers,
            network.bidirectional() ? "num_layers in both directions" : "num_layers"));
    if (input.rank() == 3) {
      axes.add(Axis.of(input.dim(network.batchFirst() ? 0 : 1), "the batch"));
    }
    axes.add(
        Axis.of(
            state == 0 ? network.outputSize() : network.hiddenSize(),
            state == 0 && network.projSize() > 0 ? "proj_size" : "hidden_size"));
    return axes;
  }

  /** Of each step: sums and function of each gate, and the cell's own arithmetic. */
  private static Formula elementwise(Recurrent network) {
    Formula gates = Formula.of(network.bias() ? 4 : 2).times(network.kind().gates());
    Formula perElement =
        switch (network.kind()) {
          case RNN_TANH, RNN_RELU -> gates;
          case LSTM -> gates.plus(5);
          case GRU -> gates.plus(4);
        };
    return Formula.product(
            List.of(
                Dim.of(network.numLayers()),
                Dim.of(network.hiddenSize()),
                Dim.of(network.directions())))
        .times(perElement);
  }

  static Formula twice(Formula macs) {
    return Formula.of(2).times(Formula.of(macs.value()));
  }
}
