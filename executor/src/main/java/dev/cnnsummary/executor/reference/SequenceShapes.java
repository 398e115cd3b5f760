package dev.cnnsummary.executor.reference;

import static dev.cnnsummary.executor.reference.Operands.require;

import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.specs.op.MultiheadAttention;
import dev.cnnsummary.specs.op.Recurrent;
import java.util.ArrayList;
import java.util.List;

/** What works on sequences. */
final class SequenceShapes {
  private SequenceShapes() {}

  static Shapes of(MultiheadAttention attention, Operands in) {
    List<List<Integer>> weights = weights(attention);
    if (in.none()) {
      return Shapes.declared(weights);
    }
    List<Integer> query = in.floating(0, "MultiheadAttention").shape();
    List<Integer> key = in.floating(1, "MultiheadAttention").shape();
    List<Integer> value = in.floating(2, "MultiheadAttention").shape();
    requireFeatures(query, attention.embedDim(), "query");
    requireFeatures(key, attention.keyFeatures(), "key");
    requireFeatures(value, attention.valueFeatures(), "value");
    int rank = query.size();
    require(
        key.size() == rank
            && key.subList(0, rank - 1).equals(value.subList(0, value.size() - 1))
            && (rank == 2 || query.get(batch(attention)).equals(key.get(batch(attention)))),
        "query, key and value do not go together: " + query + ", " + key + ", " + value);
    List<Extent> outputs = new ArrayList<>(List.of(in.only()));
    if (attention.needWeights()) {
      int sequence = rank == 2 ? 0 : 1 - batch(attention);
      List<Integer> seen = new ArrayList<>();
      if (rank == 3) {
        seen.add(query.get(batch(attention)));
      }
      if (!attention.averageAttnWeights()) {
        seen.add(attention.numHeads());
      }
      seen.add(query.get(sequence));
      seen.add(key.get(sequence) + added(attention));
      outputs.add(new Extent(in.only().dtype(), seen));
    }
    return new Shapes(outputs, weights);
  }

  private static void requireFeatures(List<Integer> shape, int features, String name) {
    require(
        (shape.size() == 2 || shape.size() == 3) && shape.getLast() == features,
        name + " must have 2 or 3 axes and " + features + " features, got " + shape);
  }

  /** The axis of the batch where there is one. */
  private static int batch(MultiheadAttention attention) {
    return attention.batchFirst() ? 0 : 1;
  }

  /** The elements that are put after key and value. */
  static int added(MultiheadAttention attention) {
    return (attention.addBiasKv() ? 1 : 0) + (attention.addZeroAttn() ? 1 : 0);
  }

  private static List<List<Integer>> weights(MultiheadAttention attention) {
    int embed = attention.embedDim();
    List<List<Integer>> weights = new ArrayList<>();
    if (attention.sharesProjection()) {
      weights.add(List.of(3 * embed, embed));
    } else {
      weights.add(List.of(embed, embed));
      weights.add(List.of(embed, attention.keyFeatures()));
      weights.add(List.of(embed, attention.valueFeatures()));
    }
    if (attention.bias()) {
      weights.add(List.of(3 * embed));
    }
    if (attention.addBiasKv()) {
      weights.add(List.of(1, 1, embed));
      weights.add(List.of(1, 1, embed));
    }
    weights.add(List.of(embed, embed));
    if (attention.bias()) {
      weights.add(List.of(embed));
    }
    return weights;
  }

  static Shapes of(Recurrent network, Operands in) {
    if (in.none()) {
      return Shapes.declared(
          weights(network, Operands.declared(network.inputSize(), "input_size")));
    }
    String name = network.kind().module();
    Extent input = in.floating(0, name);
    int rank = in.rank();
    require(rank == 2 || rank == 3, name + " takes 2 or 3 axes, got " + input.shape());
    int features = Operands.declaredOr(network.inputSize(), in.dim(rank - 1), "input_size");
    List<Integer> output = new ArrayList<>(input.shape());
    output.set(rank - 1, network.directions() * network.outputSize());
    List<Extent> outputs = new ArrayList<>(List.of(new Extent(input.dtype(), output)));
    for (int state = 0; state < network.kind().states(); state++) {
      List<Integer> shape = new ArrayList<>();
      shape.add(network.numLayers() * network.directions());
      if (rank == 3) {
        shape.add(in.dim(network.batchFirst() ? 0 : 1));
      }
      shape.add(state == 0 ? network.outputSize() : network.hiddenSize());
      outputs.add(new Extent(input.dtype(), shape));
    }
    requireStates(in, outputs, name);
    return new Shapes(outputs, weights(network, features));
  }

  /** The states to begin with are shaped as those at the end. */
  private static void requireStates(Operands in, List<Extent> outputs, String name) {
    require(
        in.count() == 1 || in.count() == outputs.size(),
        name + " takes no states or " + (outputs.size() - 1) + ", got " + (in.count() - 1));
    for (int state = 1; state < in.count(); state++) {
      require(
          in.floating(state, name).shape().equals(outputs.get(state).shape()),
          "a state must be " + outputs.get(state).shape() + ", got " + in.get(state).shape());
    }
  }

  private static List<List<Integer>> weights(Recurrent network, int features) {
    int hidden = network.hiddenSize();
    int rows = network.kind().gates() * hidden;
    List<List<Integer>> weights = new ArrayList<>();
    for (int layer = 0; layer < network.numLayers(); layer++) {
      int width = layer == 0 ? features : network.directions() * network.outputSize();
      for (int direction = 0; direction < network.directions(); direction++) {
        weights.add(List.of(rows, width));
        weights.add(List.of(rows, network.outputSize()));
        if (network.bias()) {
          weights.add(List.of(rows));
          weights.add(List.of(rows));
        }
        if (network.projSize() > 0) {
          weights.add(List.of(network.projSize(), hidden));
        }
      }
    }
    return weights;
  }
}
