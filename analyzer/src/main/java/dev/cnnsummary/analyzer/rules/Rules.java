package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.analyzer.field.AxisStep;
import dev.cnnsummary.specs.op.Activation;
import dev.cnnsummary.specs.op.AdaptivePool;
import dev.cnnsummary.specs.op.BatchNorm;
import dev.cnnsummary.specs.op.Bilinear;
import dev.cnnsummary.specs.op.Concat;
import dev.cnnsummary.specs.op.Convolution;
import dev.cnnsummary.specs.op.Dropout;
import dev.cnnsummary.specs.op.Elementwise;
import dev.cnnsummary.specs.op.Embedding;
import dev.cnnsummary.specs.op.Flatten;
import dev.cnnsummary.specs.op.Glu;
import dev.cnnsummary.specs.op.GroupNorm;
import dev.cnnsummary.specs.op.Identity;
import dev.cnnsummary.specs.op.InstanceNorm;
import dev.cnnsummary.specs.op.LayerNorm;
import dev.cnnsummary.specs.op.Linear;
import dev.cnnsummary.specs.op.LocalResponseNorm;
import dev.cnnsummary.specs.op.LpPool;
import dev.cnnsummary.specs.op.MaxUnpool;
import dev.cnnsummary.specs.op.MultiheadAttention;
import dev.cnnsummary.specs.op.Op;
import dev.cnnsummary.specs.op.PRelu;
import dev.cnnsummary.specs.op.Pool;
import dev.cnnsummary.specs.op.Recurrent;
import dev.cnnsummary.specs.op.Softmax;
import dev.cnnsummary.specs.op.TransposedConvolution;
import dev.cnnsummary.specs.shape.Shape;
import java.util.List;

/** Finds the rule of an operator. */
public final class Rules {
  private Rules() {}

  /**
   * Everything about an operator on its operands; conditions on symbols are kept in the operands.
   *
   * @throws Rejection if it cannot take them
   * @throws ArithmeticException if a number does not fit in 64 bits
   */
  public static Facts facts(Op op, Operands in) {
    return switch (op) {
      case Convolution convolution -> Convolutions.facts(convolution, in);
      case TransposedConvolution convolution -> TransposedConvolutions.facts(convolution, in);
      case Linear linear -> Linears.facts(linear, in);
      case Bilinear bilinear -> Linears.facts(bilinear, in);
      case Embedding embedding -> Linears.facts(embedding, in);
      case MultiheadAttention attention -> Attentions.facts(attention, in);
      case Recurrent network -> Recurrences.facts(network, in);
      case Pool pool -> Pools.facts(pool, in);
      case AdaptivePool pool -> Pools.facts(pool, in);
      case LpPool pool -> Pools.facts(pool, in);
      case MaxUnpool unpool -> Unpools.facts(unpool, in);
      case BatchNorm norm -> Norms.facts(norm, in);
      case InstanceNorm norm -> SampleNorms.facts(norm, in);
      case GroupNorm norm -> SampleNorms.facts(norm, in);
      case LayerNorm norm -> SampleNorms.facts(norm, in);
      case LocalResponseNorm norm -> Norms.facts(norm, in);
      case Activation activation -> Pointwise.facts(activation, in);
      case Softmax softmax -> Pointwise.facts(softmax, in);
      case Elementwise elementwise -> Pointwise.facts(elementwise, in);
      case PRelu prelu -> Pointwise.facts(prelu, in);
      case Glu glu -> Pointwise.facts(glu, in);
      case Dropout dropout -> Pointwise.facts(dropout, in);
      case Identity _ -> Facts.view(in.only(), AxisStep.pointwise(in.only().shape().rank()));
      case Flatten flatten -> Layouts.facts(flatten, in);
      case Concat concat -> Layouts.facts(concat, in);
    };
  }

  /**
   * The weights of a module that is never called, from what it declares alone.
   *
   * @throws Rejection if it leaves a size to its input
   */
  public static List<Shape> declaredWeights(Op op) {
    return switch (op) {
      case Convolution convolution -> Convolutions.declaredWeights(convolution);
      case TransposedConvolution convolution -> TransposedConvolutions.declaredWeights(convolution);
      case Linear linear -> Linears.declaredWeights(linear);
      case Bilinear bilinear -> Linears.declaredWeights(bilinear);
      case Embedding embedding -> Linears.weights(embedding);
      case MultiheadAttention attention -> Attentions.weights(attention);
      case Recurrent network -> Recurrences.declaredWeights(network);
      case PRelu prelu -> Pointwise.weights(prelu);
      case BatchNorm norm -> Norms.declaredWeights(norm);
      case InstanceNorm norm -> SampleNorms.declaredWeights(norm);
      case GroupNorm norm -> SampleNorms.declaredWeights(norm);
      case LayerNorm norm -> SampleNorms.declaredWeights(norm);
      case LocalResponseNorm _,
          Pool _,
          AdaptivePool _,
          LpPool _,
          MaxUnpool _,
          Activation _,
          Softmax _,
          Elementwise _,
          Dropout _,
          Glu _,
          Identity _,
          Flatten _,
          Concat _ ->
          List.of();
    };
  }
}
