package dev.cnnsummary.analyzer.convert;

import dev.cnnsummary.specs.function.ChannelNorm;
import dev.cnnsummary.specs.function.FunctionalConvolution;
import dev.cnnsummary.specs.function.FunctionalNorm;
import dev.cnnsummary.specs.function.FunctionalTransposedConvolution;
import dev.cnnsummary.specs.function.Sliding;
import dev.cnnsummary.specs.function.Sliding.AutoPad;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.op.BatchNorm;
import dev.cnnsummary.specs.op.GroupNorm;
import dev.cnnsummary.specs.op.InstanceNorm;
import dev.cnnsummary.specs.op.Op;
import java.util.List;

/** Finds words for functions whose weights are operands. */
final class WeightedWords {
  private static final double MOMENTUM = 0.1;

  private WeightedWords() {}

  static Wording convolution(FunctionalConvolution convolution, Node node, int rank) {
    Sliding sliding = even(convolution.sliding(), axes(rank));
    Op op = new FunctionalConvolution(sliding, convolution.groups(), convolution.bias());
    return new Wording.Layer("conv" + axes(rank) + "d", op, node.inputs(), null);
  }

  static Wording transposed(FunctionalTransposedConvolution convolution, Node node, int rank) {
    Sliding sliding = even(convolution.sliding(), axes(rank));
    if (sliding.padding() == AutoPad.SAME_UPPER || convolution.outputShape() != null) {
      throw new NoWords("its padding follows its input");
    }
    Op op =
        new FunctionalTransposedConvolution(
            new Sliding(
                null,
                sliding.stride(),
                AutoPad.EXPLICIT,
                sliding.before(),
                sliding.after(),
                sliding.dilation()),
            convolution.groups(),
            convolution.bias(),
            Sliding.filled(convolution.outputPadding(), axes(rank), 0),
            null);
    return new Wording.Layer("conv_transpose" + axes(rank) + "d", op, node.inputs(), null);
  }

  private static int axes(int rank) {
    if (rank < 3 || rank > 5) {
      throw new NoWords("the language has convolutions over 1 to 3 axes");
    }
    return rank - 2;
  }

  /** The same with a number for each axis, and padding as PyTorch can be told. */
  private static Sliding even(Sliding sliding, int axes) {
    List<Integer> stride = Sliding.filled(sliding.stride(), axes, 1);
    List<Integer> dilation = Sliding.filled(sliding.dilation(), axes, 1);
    List<Integer> none = Sliding.filled(List.of(), axes, 0);
    List<Integer> before = Sliding.filled(sliding.before(), axes, 0);
    List<Integer> after = Sliding.filled(sliding.after(), axes, 0);
    return switch (sliding.padding()) {
      case VALID -> new Sliding(null, stride, AutoPad.VALID, none, none, dilation);
      case EXPLICIT -> {
        if (!before.equals(after) || before.stream().anyMatch(amount -> amount < 0)) {
          throw new NoWords("its padding is not the same at both ends");
        }
        yield new Sliding(null, stride, AutoPad.EXPLICIT, before, after, dilation);
      }
      case SAME_UPPER -> {
        if (stride.stream().anyMatch(step -> step != 1)) {
          throw new NoWords("its padding follows its input");
        }
        yield new Sliding(null, stride, AutoPad.SAME_UPPER, none, none, dilation);
      }
      case SAME_LOWER -> throw new NoWords("the larger half of its padding comes first");
    };
  }

  /** A file has the statistics last. */
  static Wording norm(ChannelNorm norm, Node node) {
    List<Value> in = node.inputs();
    if (norm.outputs() > 1 || norm.perGroup()) {
      throw new NoWords("the language has no such function");
    }
    return switch (norm.kind()) {
      case BATCH ->
          norm(
              "batch_norm",
              new BatchNorm(null, null, norm.eps(), MOMENTUM, true, true),
              List.of(in.get(0), in.get(3), in.get(4), in.get(1), in.get(2)));
      case INSTANCE ->
          norm(
              "instance_norm", new InstanceNorm(null, null, norm.eps(), MOMENTUM, true, false), in);
      case GROUP -> norm("group_norm", new GroupNorm(norm.groups(), null, norm.eps(), true), in);
    };
  }

  private static Wording norm(String type, Op norm, List<Value> operands) {
    return new Wording.Layer(type, new FunctionalNorm(norm), operands, null);
  }
}
