package dev.cnnsummary.specs.onnx;

import dev.cnnsummary.specs.function.Binary;
import dev.cnnsummary.specs.function.Cast;
import dev.cnnsummary.specs.function.Clamp;
import dev.cnnsummary.specs.function.CoercedSoftmax;
import dev.cnnsummary.specs.function.Combination;
import dev.cnnsummary.specs.function.Unary;
import dev.cnnsummary.specs.function.Where;
import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.op.Activation;
import dev.cnnsummary.specs.op.Elementwise;
import dev.cnnsummary.specs.op.Identity;
import dev.cnnsummary.specs.op.Op;
import dev.cnnsummary.specs.op.PRelu;
import dev.cnnsummary.specs.op.Softmax;
import dev.cnnsummary.specs.shape.DType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what works element by element, and softmaxes. */
final class Pointwise {
  private static final double SELU_ALPHA = 1.6732632;
  private static final double SELU_GAMMA = 1.050701;

  private Pointwise() {}

  static @Nullable Mapped map(Call call) {
    Op op = activation(call);
    if (op == null) {
      op = unary(call);
    }
    if (op != null) {
      return Mapped.function(op, call.values());
    }
    return switch (call.type()) {
      case "Add" -> arithmetic(call, Elementwise.Kind.ADD);
      case "Sub" -> arithmetic(call, Elementwise.Kind.SUB);
      case "Mul" -> arithmetic(call, Elementwise.Kind.MUL);
      case "Div" ->
          call.known(0).isIntegral() || call.known(1).isIntegral()
              ? Mapped.function(new Binary(Binary.Kind.DIV), call.values())
              : arithmetic(call, Elementwise.Kind.DIV);
      case "Max" -> combination(call, Combination.Kind.MAX);
      case "Min" -> combination(call, Combination.Kind.MIN);
      case "Sum" -> combination(call, Combination.Kind.SUM);
      case "Mean" -> combination(call, Combination.Kind.MEAN);
      case "Clip" -> clip(call);
      case "Where" -> Mapped.function(new Where(), call.values());
      case "PRelu" -> prelu(call);
      case "Softmax" -> softmax(call, Softmax.Kind.SOFTMAX, CoercedSoftmax.Kind.SOFTMAX);
      case "LogSoftmax" -> softmax(call, Softmax.Kind.LOG_SOFTMAX, CoercedSoftmax.Kind.LOG_SOFTMAX);
      case "Hardmax" ->
          Mapped.function(
              new CoercedSoftmax(CoercedSoftmax.Kind.HARDMAX, softmaxAxis(call), call.opset() < 13),
              call.values());
      case "Cast" -> cast(call);
      default -> binary(call);
    };
  }

  private static @Nullable Mapped binary(Call call) {
    Binary.Kind kind =
        switch (call.type()) {
          case "Pow" -> Binary.Kind.POW;
          case "Mod" -> call.attributes().flag("fmod") ? Binary.Kind.FMOD : Binary.Kind.REMAINDER;
          case "Equal" -> Binary.Kind.EQ;
          case "Greater" -> Binary.Kind.GT;
          case "GreaterOrEqual" -> Binary.Kind.GE;
          case "Less" -> Binary.Kind.LT;
          case "LessOrEqual" -> Binary.Kind.LE;
          case "And" -> Binary.Kind.LOGICAL_AND;
          case "Or" -> Binary.Kind.LOGICAL_OR;
          default -> null;
        };
    return kind == null
        ? null
        : Mapped.function(new Binary(kind), List.of(call.value(0), call.value(1)));
  }

  private static @Nullable Op activation(Call call) {
    Attributes attributes = call.attributes();
    return switch (call.type()) {
      case "Relu" -> of(Activation.Kind.RELU);
      case "LeakyRelu" -> of(Activation.Kind.LEAKY_RELU, attributes.number("alpha", 0.01));
      case "Elu" -> of(Activation.Kind.ELU, attributes.number("alpha", 1));
      case "Celu" -> of(Activation.Kind.CELU, attributes.number("alpha", 1));
      case "Gelu" ->
          of(
              attributes.text("approximate", "none").equals("tanh")
                  ? Activation.Kind.GELU_TANH
                  : Activation.Kind.GELU);
      case "Sigmoid" -> of(Activation.Kind.SIGMOID);
      case "HardSwish" -> of(Activation.Kind.HARDSWISH);
      case "Mish" -> of(Activation.Kind.MISH);
      case "Softplus" -> of(Activation.Kind.SOFTPLUS, 1, 20);
      case "Softsign" -> of(Activation.Kind.SOFTSIGN);
      case "Tanh" -> of(Activation.Kind.TANH);
      case "ThresholdedRelu" -> of(Activation.Kind.THRESHOLD, attributes.number("alpha", 1), 0);
      case "Selu" -> selu(attributes);
      case "HardSigmoid" -> hardSigmoid(attributes);
      case "Swish" -> {
        double alpha = attributes.number("alpha", 1);
        yield alpha == 1 ? of(Activation.Kind.SILU) : new Unary(Unary.Kind.SWISH, List.of(alpha));
      }
      default -> null;
    };
  }

  private static Op of(Activation.Kind kind, double... parameters) {
    return new Activation(kind, Arrays.stream(parameters).boxed().toList(), false);
  }

  private static Op selu(Attributes attributes) {
    double alpha = attributes.number("alpha", SELU_ALPHA);
    double gamma = attributes.number("gamma", SELU_GAMMA);
    boolean plain = Math.abs(alpha - SELU_ALPHA) < 1e-6 && Math.abs(gamma - SELU_GAMMA) < 1e-6;
    return plain ? of(Activation.Kind.SELU) : new Unary(Unary.Kind.SELU, List.of(alpha, gamma));
  }

  private static Op hardSigmoid(Attributes attributes) {
    double alpha = attributes.number("alpha", 0.2);
    double beta = attributes.number("beta", 0.5);
    return Math.abs(alpha - 1 / 6.0) < 1e-7 && beta == 0.5
        ? of(Activation.Kind.HARDSIGMOID)
        : new Unary(Unary.Kind.HARDSIGMOID, List.of(alpha, beta));
  }

  private static @Nullable Op unary(Call call) {
    Unary.Kind kind =
        switch (call.type()) {
          case "Abs" -> Unary.Kind.ABS;
          case "Neg" -> Unary.Kind.NEG;
          case "Exp" -> Unary.Kind.EXP;
          case "Log" -> Unary.Kind.LOG;
          case "Sqrt" -> Unary.Kind.SQRT;
          case "Reciprocal" -> Unary.Kind.RECIPROCAL;
          case "Floor" -> Unary.Kind.FLOOR;
          case "Ceil" -> Unary.Kind.CEIL;
          case "Round" -> Unary.Kind.ROUND;
          case "Sign" -> Unary.Kind.SIGN;
          case "Sin" -> Unary.Kind.SIN;
          case "Cos" -> Unary.Kind.COS;
          case "Erf" -> Unary.Kind.ERF;
          case "Not" -> Unary.Kind.LOGICAL_NOT;
          default -> null;
        };
    return kind == null ? null : new Unary(kind, List.of());
  }

  /** With a number on the right where that is a fixed scalar. */
  private static Mapped arithmetic(Call call, Elementwise.Kind kind) {
    Literal right = call.literal(1);
    Integer rank = call.known(0).rank();
    if (right != null
        && right.numel() == 1
        && right.dtype().isFloating()
        && right.dtype().isComputed()
        && right.shape().size() <= (rank == null ? 0 : rank)) {
      Op op = new Elementwise(kind, right.number(0));
      return Mapped.function(op, List.of(call.value(0)));
    }
    return Mapped.function(new Elementwise(kind, null), List.of(call.value(0), call.value(1)));
  }

  private static Mapped combination(Call call, Combination.Kind kind) {
    List<Value> operands = call.values();
    if (operands.size() == 1) {
      return Mapped.function(new Identity(), operands);
    }
    if (operands.size() == 2) {
      Elementwise.Kind plain =
          switch (kind) {
            case SUM -> Elementwise.Kind.ADD;
            case MAX -> Elementwise.Kind.MAXIMUM;
            case MIN -> Elementwise.Kind.MINIMUM;
            case MEAN -> null;
          };
      if (plain != null) {
        return Mapped.function(new Elementwise(plain, null), operands);
      }
    }
    return Mapped.function(new Combination(kind), operands);
  }

  private static Mapped clip(Call call) {
    boolean attributed = call.opset() < 11;
    Double min = attributed ? bound(call, "min") : call.scalar(1);
    Double max = attributed ? bound(call, "max") : call.scalar(2);
    if (min != null && max != null && !call.known(0).isIntegral()) {
      Op op =
          min == 0 && max == 6 ? of(Activation.Kind.RELU6) : of(Activation.Kind.HARDTANH, min, max);
      return Mapped.function(op, List.of(call.value(0)));
    }
    if (attributed) {
      double least = min == null ? Double.NEGATIVE_INFINITY : min;
      double most = max == null ? Double.POSITIVE_INFINITY : max;
      return Mapped.function(of(Activation.Kind.HARDTANH, least, most), List.of(call.value(0)));
    }
    return Mapped.function(new Clamp(call.has(1), call.has(2)), call.values());
  }

  private static @Nullable Double bound(Call call, String name) {
    return call.attributes().has(name) ? call.attributes().number(name, 0) : null;
  }

  /** PyTorch has a slope for each channel, or one for all. */
  private static Mapped prelu(Call call) {
    Literal slope = call.literal(1);
    Integer rank = call.known(0).rank();
    boolean perChannel =
        slope != null
            && rank != null
            && slope.shape().size() == rank - 1
            && slope.numel() <= Integer.MAX_VALUE
            && slope.shape().getFirst() == slope.numel()
            && !slope.isTransposed();
    if (slope != null && slope.shape().equals(List.of(1L))) {
      return new Mapped(new PRelu(1, 0.25), List.of(call.value(0)), List.of(call.weight(1, true)));
    }
    if (slope != null && perChannel) {
      return new Mapped(
          new PRelu((int) slope.numel(), 0.25),
          List.of(call.value(0)),
          List.of(call.flatWeight(1)));
    }
    return Mapped.function(new Binary(Binary.Kind.PRELU), call.values());
  }

  private static int softmaxAxis(Call call) {
    return call.attributes().size("axis", call.opset() < 13 ? 1 : -1);
  }

  private static Mapped softmax(Call call, Softmax.Kind kind, CoercedSoftmax.Kind coerced) {
    int axis = softmaxAxis(call);
    Integer rank = call.known(0).rank();
    boolean last = axis == -1 || (rank != null && axis == rank - 1);
    return call.opset() >= 13 || last
        ? Mapped.function(new Softmax(kind, axis), call.values())
        : Mapped.function(new CoercedSoftmax(coerced, axis, true), call.values());
  }

  private static Mapped cast(Call call) {
    DType dtype = ElementTypes.of(call.attributes().size("to", 0));
    return dtype == null
        ? Operators.unknown(call, "a cast to " + ElementTypes.name(call.attributes().size("to", 0)))
        : Mapped.function(new Cast(dtype), call.values());
  }
}
