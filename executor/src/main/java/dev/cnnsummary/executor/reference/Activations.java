package dev.cnnsummary.executor.reference;

import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.op.Activation;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Functions of single elements, by torch.nn's formulas. */
final class Activations {
  private static final double SELU_ALPHA = 1.6732632423543772;
  private static final double SELU_SCALE = 1.0507009873554805;

  private Activations() {}

  static Definition of(Activation activation, Arguments arguments) {
    DoubleUnaryOperator function = function(activation.kind(), activation.parameters());
    Tensor input = arguments.only();
    return (_, index) -> function.applyAsDouble(input.get(index));
  }

  /**
   * A function.
   *
   * @param p its constants
   */
  private static DoubleUnaryOperator function(Activation.Kind kind, List<Double> p) {
    return switch (kind) {
      case RELU -> x -> Math.max(x, 0);
      case RELU6 -> x -> clamp(x, 0, 6);
      case LEAKY_RELU -> x -> leaky(x, p.get(0));
      case RRELU -> x -> leaky(x, (p.get(0) + p.get(1)) / 2);
      case ELU -> x -> elu(x, p.get(0));
      case SELU -> x -> SELU_SCALE * elu(x, SELU_ALPHA);
      case CELU -> x -> Math.max(x, 0) + Math.min(0, p.get(0) * Math.expm1(x / p.get(0)));
      case GELU -> x -> x * (1 + erf(x / Math.sqrt(2))) / 2;
      case GELU_TANH ->
          x -> x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))) / 2;
      case SILU -> x -> x * sigmoid(x);
      case MISH -> x -> x * Math.tanh(Math.log1p(Math.exp(x)));
      case HARDSWISH -> x -> x * clamp(x + 3, 0, 6) / 6;
      case HARDSIGMOID -> x -> clamp(x + 3, 0, 6) / 6;
      case HARDTANH -> x -> clamp(x, p.get(0), p.get(1));
      case HARDSHRINK -> x -> -p.get(0) <= x && x <= p.get(0) ? 0 : x;
      case SOFTSHRINK -> x -> x - clamp(x, -p.get(0), p.get(0));
      case TANHSHRINK -> x -> x - Math.tanh(x);
      case SIGMOID -> Activations::sigmoid;
      case TANH -> Math::tanh;
      case SOFTPLUS ->
          x -> p.get(0) * x > p.get(1) ? x : Math.log1p(Math.exp(p.get(0) * x)) / p.get(0);
      case SOFTSIGN -> x -> x / (1 + Math.abs(x));
      case LOG_SIGMOID -> x -> Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x)));
      case THRESHOLD -> x -> x <= p.get(0) ? p.get(1) : x;
    };
  }

  /** A clamped NaN stays one. */
  private static double clamp(double x, double least, double most) {
    return Math.min(Math.max(x, least), most);
  }

  static double leaky(double x, double slope) {
    return x > 0 ? x : slope * x;
  }

  private static double elu(double x, double alpha) {
    return x > 0 ? x : alpha * Math.expm1(x);
  }

  static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /**
   * The error function by a series without cancellation (Abramowitz and Stegun, 7.1.6): {@code
   * 2/√π·exp(−x²)·Σ 2ⁿ·x²ⁿ⁺¹/(1·3·…·(2n+1))}. Beyond 6 it is ±1 in double precision.
   */
  static double erf(double x) {
    if (Math.abs(x) > 6) {
      return Math.signum(x);
    }
    double term = x;
    double sum = x;
    for (int n = 1; Math.abs(term) > Math.abs(sum) * 1e-18; n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
  }
}
