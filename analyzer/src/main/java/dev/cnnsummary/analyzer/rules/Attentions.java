package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.analyzer.field.AxisStep;
import dev.cnnsummary.specs.op.MultiheadAttention;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Attention with several heads. MACs: the projections of query, key, value and output, and the two
 * products, of queries and keys and of weights and values, the elements that are put after key and
 * value included. FLOPs: two for each MAC, one for each bias of a projection, one for the scale of
 * each query element, three for each weight less one for each sum (the softmax), and one for each
 * weight of each head where they are averaged.
 */
final class Attentions {
  private static final List<String> OPERANDS = List.of("query", "key", "value");

  private Attentions() {}

  static Facts facts(MultiheadAttention attention, Operands in) {
    List<Shape> shapes = shapes(in);
    int rank = shapes.getFirst().rank();
    int batch = rank == 2 ? -1 : attention.batchFirst() ? 0 : 1;
    int sequence = batch == 0 ? 1 : 0;
    check(attention, shapes, batch, sequence, in);
    Dim samples = batch < 0 ? Dim.ONE : shapes.getFirst().dim(batch);
    Dim queries = shapes.getFirst().dim(sequence);
    Dim keys = shapes.get(1).dim(sequence);
    int added = (attention.addBiasKv() ? 1 : 0) + (attention.addZeroAttn() ? 1 : 0);
    Dim weights = samples.times(queries).times(keys.plus(added));
    Dim embed = Dim.of(attention.embedDim());
    Dim queryRows = samples.times(queries);
    Dim keyRows = samples.times(keys);
    Dim inner = Dim.of(attention.keyFeatures()).plus(attention.valueFeatures());
    Dim macs =
        queryRows
            .times(embed.times(2))
            .plus(keyRows.times(inner))
            .plus(weights.times(2))
            .times(embed);
    Dim flops = macs.times(2).plus(elementwise(attention, queryRows, keyRows, weights));
    List<TensorType> outputs = new ArrayList<>();
    outputs.add(in.only());
    if (attention.needWeights()) {
      List<Dim> dims = new ArrayList<>(batch < 0 ? List.of() : List.of(samples));
      if (!attention.averageAttnWeights()) {
        dims.add(Dim.of(attention.numHeads()));
      }
      dims.add(queries);
      dims.add(keys.plus(added));
      outputs.add(new TensorType(in.only().dtype(), Shape.of(dims)));
    }
    return new Facts(
        outputs, weights(attention), macs, flops, field(attention, rank, batch, sequence), false);
  }

  private static List<Shape> shapes(Operands in) {
    List<Shape> shapes = new ArrayList<>();
    for (int i = 0; i < OPERANDS.size(); i++) {
      shapes.add(in.floating(i, "MultiheadAttention").shape());
    }
    int rank = shapes.getFirst().rank();
    if ((rank != 2 && rank != 3) || shapes.stream().anyMatch(shape -> shape.rank() != rank)) {
      throw new Rejection(
          "MultiheadAttention takes query, key and value of 3 axes, or of 2 without a batch; got "
              + shapes);
    }
    return shapes;
  }

  private static void check(
      MultiheadAttention attention, List<Shape> shapes, int batch, int sequence, Operands in) {
    Shape query = shapes.getFirst();
    Shape key = shapes.get(1);
    Shape value = shapes.get(2);
    in.equal(
        query.dim(-1),
        Dim.of(attention.embedDim()),
        "embed_dim is {right}, but the query's last axis is {left}");
    in.equal(
        key.dim(-1),
        Dim.of(attention.keyFeatures()),
        "kdim is {right}, but the key's last axis is {left}");
    in.equal(
        value.dim(-1),
        Dim.of(attention.valueFeatures()),
        "vdim is {right}, but the value's last axis is {left}");
    in.equal(
        key.dim(sequence),
        value.dim(sequence),
        "key and value must be of one length, got {left} and {right}");
    for (Shape other : batch < 0 ? List.<Shape>of() : List.of(key, value)) {
      in.equal(
          query.dim(batch),
          other.dim(batch),
          "query, key and value must be of one batch, got {left} and {right}");
    }
  }

  private static Dim elementwise(
      MultiheadAttention attention, Dim queryRows, Dim keyRows, Dim weights) {
    Dim embed = Dim.of(attention.embedDim());
    Dim scaled = queryRows.times(embed);
    Dim biases = attention.bias() ? queryRows.plus(keyRows).times(embed.times(2)) : Dim.ZERO;
    boolean averaged = attention.needWeights() && attention.averageAttnWeights();
    Dim perHead = weights.times(averaged ? 4 : 3).minus(queryRows);
    return scaled.plus(biases).plus(perHead.times(attention.numHeads()));
  }

  /**
   * An output sees all of its sample's keys and values, and its own query. The batch is the first
   * axis of the weights, and the queries are the last but one.
   */
  private static List<List<AxisStep>> field(
      MultiheadAttention attention, int rank, int batch, int sequence) {
    List<AxisStep> keys = new ArrayList<>(Collections.nCopies(rank, AxisStep.MIXED));
    if (batch >= 0) {
      keys.set(batch, eachMoved(batch, 0));
    }
    int axes = rank + (attention.averageAttnWeights() ? 0 : 1);
    List<AxisStep> query = new ArrayList<>(keys);
    query.set(sequence, eachMoved(sequence, axes - 2));
    return List.of(query, keys, keys);
  }

  private static AxisStep eachMoved(int resultAxis, int weightsAxis) {
    return new AxisStep.PerOutput(List.of(AxisStep.moved(resultAxis), AxisStep.moved(weightsAxis)));
  }

  static List<Shape> weights(MultiheadAttention attention) {
    int embed = attention.embedDim();
    List<Shape> weights = new ArrayList<>();
    if (attention.sharesProjection()) {
      weights.add(Shape.of(Dim.of(embed).times(3), Dim.of(embed)));
    } else {
      weights.add(Shape.of(embed, embed));
      weights.add(Shape.of(embed, attention.keyFeatures()));
      weights.add(Shape.of(embed, attention.valueFeatures()));
    }
    if (attention.bias()) {
      weights.add(Shape.of(Dim.of(embed).times(3)));
    }
    if (attention.addBiasKv()) {
      weights.addAll(Collections.nCopies(2, Shape.of(1, 1, embed)));
    }
    weights.add(Shape.of(embed, embed));
    if (attention.bias()) {
      weights.add(Shape.of(embed));
    }
    return weights;
  }
}
