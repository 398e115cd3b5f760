package dev.cnnsummary.analyzer.explain;

import dev.cnnsummary.specs.op.MultiheadAttention;
import dev.cnnsummary.specs.op.ScaledDotProductAttention;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.util.ArrayList;
import java.util.List;

/** Attention, with its projections and without. */
final class AttentionReasons {
  private AttentionReasons() {}

  static Reason of(MultiheadAttention attention, Subject subject) {
    Shape query = subject.input();
    Shape key = subject.input(1);
    int batch = query.rank() == 2 ? -1 : attention.batchFirst() ? 0 : 1;
    int sequence = batch == 0 ? 1 : 0;
    Formula queryRows = subject.rows(query, -1);
    Formula keyRows = subject.rows(batch < 0 ? key : key.with(batch, query.dim(batch)), -1);
    int added = (attention.addBiasKv() ? 1 : 0) + (attention.addZeroAttn() ? 1 : 0);
    Formula keys = Formula.product(subject.counted(List.of(key.dim(sequence))));
    Formula weights = queryRows.times(added == 0 ? keys : keys.plus(added));
    long embed = attention.embedDim();
    Formula macs =
        queryRows
            .times(embed)
            .times(embed)
            .plus(keyRows.times(attention.keyFeatures()).times(embed))
            .plus(keyRows.times(attention.valueFeatures()).times(embed))
            .plus(Formula.of(2).times(weights).times(embed))
            .plus(queryRows.times(embed).times(embed));
    List<List<Axis>> outputs = new ArrayList<>();
    outputs.add(Axis.kept(query));
    if (attention.needWeights()) {
      outputs.add(weights(attention, query, key, batch, sequence, added));
    }
    return Reason.parts(outputs)
        .withMacs(macs)
        .withFlops(flops(attention, macs, queryRows, keyRows, weights))
        .withNote("the query's shape is kept");
  }

  private static List<Axis> weights(
      MultiheadAttention attention, Shape query, Shape key, int batch, int sequence, int added) {
    List<Axis> axes = new ArrayList<>();
    if (batch >= 0) {
      axes.add(Axis.of(query.dim(batch), "the batch"));
    }
    if (!attention.averageAttnWeights()) {
      axes.add(Axis.of(attention.numHeads(), "num_heads"));
    }
    axes.add(Axis.of(query.dim(sequence), "queries"));
    Formula keys = Formula.of(key.dim(sequence));
    axes.add(
        added == 0
            ? new Axis(keys, "keys")
            : new Axis(keys.plus(added), "keys, and what is put after them"));
    return axes;
  }

  private static Formula flops(
      MultiheadAttention attention,
      Formula macs,
      Formula queryRows,
      Formula keyRows,
      Formula weights) {
    long embed = attention.embedDim();
    boolean averaged = attention.needWeights() && attention.averageAttnWeights();
    Formula softmax = Formula.of(averaged ? 4 : 3).times(weights).minus(queryRows);
    Formula flops = FeatureReasons.twice(macs).plus(queryRows.times(embed));
    if (attention.bias()) {
      flops = flops.plus(Formula.of(2).times(queryRows.plus(keyRows)).times(embed));
    }
    return flops.plus(Formula.of(attention.numHeads()).times(softmax));
  }

  static Reason of(ScaledDotProductAttention attention, Subject subject) {
    Shape query = subject.input();
    Shape key = subject.input(1);
    Shape output = subject.output();
    Shape weights = weights(query, key);
    List<Axis> axes = new ArrayList<>();
    for (int axis = 0; axis < output.rank() - 2; axis++) {
      axes.add(Axis.of(output.dim(axis), "so many sequences"));
    }
    axes.add(Axis.of(query.dim(-2), "queries"));
    axes.add(Axis.of(subject.input(2).dim(-1), "features of a value"));
    Formula scores = subject.elements(weights).times(Formula.of(key.dim(-1)));
    Formula taken = subject.outputElements().times(Formula.of(subject.input(2).dim(-2)));
    Formula macs = scores.plus(taken);
    boolean masked = subject.operands() == 4;
    Formula flops =
        FeatureReasons.twice(macs)
            .plus(Formula.of(masked ? 5 : 4).times(subject.elements(weights)))
            .minus(subject.rows(weights, -1));
    return Reason.of(axes, flops).withMacs(macs);
  }

  /** One weight for each query and key, the axes in front broadcast. */
  private static Shape weights(Shape query, Shape key) {
    int batch = Math.max(query.rank(), key.rank()) - 2;
    List<Dim> dims = new ArrayList<>();
    for (int axis = 0; axis < batch; axis++) {
      Dim left = fromEnd(query, batch - axis + 2);
      Dim right = fromEnd(key, batch - axis + 2);
      boolean second = left.equals(Dim.ONE) || (!right.equals(Dim.ONE) && right.isConstant());
      dims.add(second ? right : left);
    }
    dims.add(query.dim(-2));
    dims.add(key.dim(-2));
    return Shape.of(dims);
  }

  private static Dim fromEnd(Shape shape, int place) {
    return place > shape.rank() ? Dim.ONE : shape.dim(-place);
  }
}
