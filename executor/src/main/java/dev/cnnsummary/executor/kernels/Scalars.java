package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.specs.op.Activation;
import dev.cnnsummary.specs.op.Elementwise;
import java.util.List;

/** Functions of single numbers: what the inner loops do to elements that fill no vector. */
public final class Scalars {
  /** The constants of SELU (Klambauer et al., 2017). */
  public static final float SELU_ALPHA = 1.6732632f;

  public static final float SELU_SCALE = 1.050701f;

  private Scalars() {}

  /** {@code a ∘ b}. */
  public static float combine(Elementwise.Kind kind, float a, float b) {
    return switch (kind) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
      case MAXIMUM -> Math.max(a, b);
      case MINIMUM -> Math.min(a, b);
    };
  }

  /** An activation's first constant, or that which stands for it; 0 where it has none. */
  public static float first(Activation f) {
    List<Double> parameters = f.parameters();
    return switch (f.kind()) {
      case RRELU -> (float) ((parameters.get(0) + parameters.get(1)) / 2);
      default -> parameters.isEmpty() ? 0 : parameters.get(0).floatValue();
    };
  }

  /** An activation's second constant; 0 where it has none. */
  public static float second(Activation f) {
    return f.parameters().size() < 2 ? 0 : f.parameters().get(1).floatValue();
  }

  /**
   * An activation of one number.
   *
   * @param p its {@link #first} constant
   * @param q its {@link #second} constant
   */
  public static float activate(Activation.Kind kind, float p, float q, float x) {
    return switch (kind) {
      case RELU -> Math.max(x, 0);
      case RELU6 -> Math.min(Math.max(x, 0), 6);
      case LEAKY_RELU, RRELU -> x >= 0 ? x : p * x;
      case ELU -> x > 0 ? x : p * (float) Math.expm1(x);
      case SELU -> SELU_SCALE * (x > 0 ? x : SELU_ALPHA * (float) Math.expm1(x));
      case CELU -> x > 0 ? x : p * (float) Math.expm1(x / p);
      case GELU -> (float) (0.5 * x * (1 + erf(x * Math.sqrt(0.5))));
      case GELU_TANH ->
          (float) (0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))));
      case SILU -> x * sigmoid(x);
      case MISH -> x * (float) Math.tanh(Math.log1p(Math.exp(x)));
      case HARDSWISH -> x * Math.min(Math.max(x + 3, 0), 6) / 6;
      case HARDSIGMOID -> Math.min(Math.max(x + 3, 0), 6) / 6;
      case HARDTANH -> Math.min(Math.max(x, p), q);
      case HARDSHRINK -> x >= -p && x <= p ? 0 : x;
      case SOFTSHRINK -> x > p ? x - p : x < -p ? x + p : x * 0;
      case TANHSHRINK -> x - (float) Math.tanh(x);
      case SIGMOID -> sigmoid(x);
      case TANH -> (float) Math.tanh(x);
      case SOFTPLUS -> x * p > q ? x : (float) (Math.log1p(Math.exp((double) x * p)) / p);
      case SOFTSIGN -> x / (1 + Math.abs(x));
      case LOG_SIGMOID -> (float) (Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x))));
      case THRESHOLD -> x <= p ? q : x;
    };
  }

  /** {@code 1/(1+exp(−x))}. */
  public static float sigmoid(float x) {
    return (float) (1 / (1 + Math.exp(-x)));
  }

  /**
   * The error function, to 1.5e-7 (Abramowitz and Stegun, Handbook of Mathematical Functions,
   * 7.1.26).
   */
  private static double erf(double x) {
    double t = 1 / (1 + 0.3275911 * Math.abs(x));
    double sum =
        t
            * (0.254829592
                + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
    return Math.copySign(1 - sum * Math.exp(-x * x), x);
  }
}
