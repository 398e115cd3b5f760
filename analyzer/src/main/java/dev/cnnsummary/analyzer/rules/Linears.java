package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.specs.op.Linear;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.List;

/** The linear layer. MACs: one for each input feature and output element. */
final class Linears {
  private Linears() {}

  static Facts facts(Linear linear, Operands in) {
    TensorType input = in.floating("Linear");
    Shape shape = input.shape();
    Dim features = shape.dim(-1);
    Integer declared = linear.inFeatures();
    if (declared != null) {
      in.equal(
          features,
          Dim.of(declared),
          "in_features is {right}, but the input's last axis is {left}");
      features = Dim.of(declared);
    }
    Dim outFeatures = Dim.of(linear.outFeatures());
    Shape output = shape.with(-1, outFeatures);
    Dim numel = output.numel();
    Dim macs = numel.times(features);
    Dim flops = macs.times(2);
    return new Facts(
        List.of(new TensorType(input.dtype(), output)),
        weights(linear, features),
        macs,
        linear.bias() ? flops.plus(numel) : flops,
        List.of(Axes.mixing(shape.rank(), shape.rank() - 1)),
        false);
  }

  private static List<Shape> weights(Linear linear, Dim inFeatures) {
    Dim outFeatures = Dim.of(linear.outFeatures());
    Shape weight = Shape.of(outFeatures, inFeatures);
    return linear.bias() ? List.of(weight, Shape.of(outFeatures)) : List.of(weight);
  }

  static List<Shape> declaredWeights(Linear linear) {
    Integer declared = linear.inFeatures();
    if (declared == null) {
      throw new Rejection("in_features must be given for a layer that is never called");
    }
    return weights(linear, Dim.of(declared));
  }
}
