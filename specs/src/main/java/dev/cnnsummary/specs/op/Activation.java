package dev.cnnsummary.specs.op;

import java.util.List;

/**
 * A function of single elements without weights.
 *
 * @param kind which function
 * @param parameters its constants, in the order of {@link Kind#parameters()}
 * @param inplace PyTorch's flag; it changes no number here
 */
public record Activation(Kind kind, List<Double> parameters, boolean inplace) implements Op {
  /** Copies the list and checks its length. */
  public Activation {
    parameters = List.copyOf(parameters);
    if (parameters.size() != kind.parameters().size()) {
      throw new IllegalArgumentException(
          kind.module() + " takes " + kind.parameters().size() + " constants");
    }
  }

  /**
   * A constant of an activation.
   *
   * @param name PyTorch's argument name
   * @param value its default; NaN where PyTorch has none
   * @param text what it means
   */
  public record Parameter(String name, double value, String text) {
    /** Whether it must be given. */
    public boolean required() {
      return Double.isNaN(value);
    }
  }

  /** The functions, by PyTorch's names. */
  public enum Kind {
    /** {@code max(0, x)}. */
    RELU("ReLU", "relu", true),
    /** {@code min(max(0, x), 6)}. */
    RELU6("ReLU6", "relu6", true),
    /** {@code x} above zero, {@code negative_slope·x} below. */
    LEAKY_RELU(
        "LeakyReLU",
        "leaky_relu",
        true,
        new Parameter("negative_slope", 0.01, "the slope below zero")),
    /** In evaluation mode {@link #LEAKY_RELU} with the mean of the bounds as slope. */
    RRELU(
        "RReLU",
        "rrelu",
        true,
        new Parameter(
            "lower", 1 / 8.0, "the least slope below zero, drawn at random while training"),
        new Parameter("upper", 1 / 3.0, "the greatest slope below zero")),
    /** {@code x} above zero, {@code alpha·(exp(x)−1)} below. */
    ELU("ELU", "elu", true, new Parameter("alpha", 1, "how far below zero it falls")),
    /** {@link #ELU} with the constants that keep a network normalised, scaled. */
    SELU("SELU", "selu", true),
    /** {@code max(0, x) + min(0, alpha·(exp(x/alpha)−1))}. */
    CELU("CELU", "celu", true, new Parameter("alpha", 1, "how far below zero it falls")),
    /** {@code x·Φ(x)}, Φ the normal distribution function: {@code approximate: none}. */
    GELU("GELU", "gelu", false),
    /** {@link #GELU} by a hyperbolic tangent: {@code approximate: tanh}. */
    GELU_TANH("GELU", "gelu", false),
    /** {@code x·sigmoid(x)}. */
    SILU("SiLU", "silu", true),
    /** {@code x·tanh(softplus(x))}. */
    MISH("Mish", "mish", true),
    /** {@code x·relu6(x+3)/6}. */
    HARDSWISH("Hardswish", "hardswish", true),
    /** {@code relu6(x+3)/6}. */
    HARDSIGMOID("Hardsigmoid", "hardsigmoid", true),
    /** {@code min(max(min_val, x), max_val)}. */
    HARDTANH(
        "Hardtanh",
        "hardtanh",
        true,
        new Parameter("min_val", -1, "the least value"),
        new Parameter("max_val", 1, "the greatest value")),
    /** {@code x} outside {@code ±lambd}, otherwise zero. */
    HARDSHRINK(
        "Hardshrink",
        "hardshrink",
        false,
        new Parameter("lambd", 0.5, "half the width of what becomes zero")),
    /** {@code x} moved towards zero by {@code lambd}, zero within it. */
    SOFTSHRINK(
        "Softshrink",
        "softshrink",
        false,
        new Parameter("lambd", 0.5, "half the width of what becomes zero")),
    /** {@code x − tanh(x)}. */
    TANHSHRINK("Tanhshrink", "tanhshrink", false),
    /** {@code 1/(1+exp(−x))}. */
    SIGMOID("Sigmoid", "sigmoid", false),
    /** Hyperbolic tangent. */
    TANH("Tanh", "tanh", false),
    /** {@code log(1+exp(beta·x))/beta}, {@code x} itself where {@code beta·x > threshold}. */
    SOFTPLUS(
        "Softplus",
        "softplus",
        false,
        new Parameter("beta", 1, "how sharp the bend is"),
        new Parameter("threshold", 20, "where beta·x is greater, the function is x itself")),
    /** {@code x/(1+|x|)}. */
    SOFTSIGN("Softsign", "softsign", false),
    /** {@code log(sigmoid(x))}. */
    LOG_SIGMOID("LogSigmoid", "logsigmoid", false),
    /** {@code x} above {@code threshold}, otherwise {@code value}. */
    THRESHOLD(
        "Threshold",
        "threshold",
        true,
        new Parameter("threshold", Double.NaN, "what x must be above to stay"),
        new Parameter("value", Double.NaN, "what takes the place of the others"));

    private final String module;
    private final String function;
    private final boolean hasInplace;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Parameter> parameters;

    Kind(String module, String function, boolean hasInplace, Parameter... parameters) {
      this.module = module;
      this.function = function;
      this.hasInplace = hasInplace;
      this.parameters = List.of(parameters);
    }

    /** The name of the torch.nn module. */
    public String module() {
      return module;
    }

    /** The name of the torch.nn.functional function. */
    public String function() {
      return function;
    }

    /** Whether PyTorch's form has an {@code inplace} flag. */
    public boolean hasInplace() {
      return hasInplace;
    }

    /** Its constants, in PyTorch's order. */
    public List<Parameter> parameters() {
      return parameters;
    }
  }
}
