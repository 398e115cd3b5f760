package dev.cnnsummary.specs.onnx;

import dev.cnnsummary.specs.function.ArgReduce;
import dev.cnnsummary.specs.function.CumSum;
import dev.cnnsummary.specs.function.Reduction;
import dev.cnnsummary.specs.function.TopK;
import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.op.Reduce;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what makes one element of several. */
final class Reductions {
  private Reductions() {}

  static @Nullable Mapped map(Call call) {
    return switch (call.type()) {
      case "ReduceMean" -> reduction(call, Reduction.Kind.MEAN);
      case "ReduceSum" -> reduction(call, Reduction.Kind.SUM);
      case "ReduceMax" -> reduction(call, Reduction.Kind.MAX);
      case "ReduceMin" -> reduction(call, Reduction.Kind.MIN);
      case "ReduceProd" -> reduction(call, Reduction.Kind.PROD);
      case "ReduceL1" -> reduction(call, Reduction.Kind.L1);
      case "ReduceL2" -> reduction(call, Reduction.Kind.L2);
      case "ReduceSumSquare" -> reduction(call, Reduction.Kind.SUM_SQUARE);
      case "ReduceLogSum" -> reduction(call, Reduction.Kind.LOG_SUM);
      case "ReduceLogSumExp" -> reduction(call, Reduction.Kind.LOG_SUM_EXP);
      case "ArgMax" -> position(call, true);
      case "ArgMin" -> position(call, false);
      case "TopK" -> topK(call);
      case "CumSum" ->
          Mapped.function(
              new CumSum(call.attributes().flag("exclusive"), call.attributes().flag("reverse")),
              call.values());
      default -> null;
    };
  }

  private static Mapped reduction(Call call, Reduction.Kind kind) {
    boolean keepdim = call.attributes().integer("keepdims", 1) != 0;
    List<Integer> dims = call.axes(1);
    Reduce.Kind plain =
        switch (kind) {
          case MEAN -> Reduce.Kind.MEAN;
          case MAX -> Reduce.Kind.AMAX;
          case MIN -> Reduce.Kind.AMIN;
          case SUM ->
              call.known(0).dtype() == null || call.known(0).isIntegral() ? null : Reduce.Kind.SUM;
          case PROD, L1, L2, SUM_SQUARE, LOG_SUM, LOG_SUM_EXP -> null;
        };
    if (plain != null && dims != null && !dims.isEmpty() && !call.known(0).isIntegral()) {
      return Mapped.function(new Reduce(plain, dims, keepdim), List.of(call.value(0)));
    }
    List<Value> operands = dims == null && call.has(1) ? call.values() : List.of(call.value(0));
    return Mapped.function(
        new Reduction(kind, dims, keepdim, call.attributes().flag("noop_with_empty_axes")),
        operands);
  }

  private static Mapped position(Call call, boolean greatest) {
    Attributes attributes = call.attributes();
    return Mapped.function(
        new ArgReduce(
            greatest,
            attributes.size("axis", 0),
            attributes.integer("keepdims", 1) != 0,
            attributes.flag("select_last_index")),
        call.values());
  }

  private static Mapped topK(Call call) {
    Attributes attributes = call.attributes();
    List<Value> operands =
        call.opset() < 10
            ? List.of(
                call.value(0),
                call.constant("k", Literal.integers(List.of(1L), attributes.integer("k", 1))))
            : call.values();
    return Mapped.function(
        new TopK(
            attributes.size("axis", -1),
            attributes.integer("largest", 1) != 0,
            attributes.integer("sorted", 1) != 0),
        operands);
  }
}
