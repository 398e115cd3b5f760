package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.function.FunctionalPRelu;
import dev.cnnsummary.specs.graph.Node.Form;
import dev.cnnsummary.specs.op.Activation;
import dev.cnnsummary.specs.op.Activation.Kind;
import dev.cnnsummary.specs.op.Glu;
import dev.cnnsummary.specs.op.Op;
import dev.cnnsummary.specs.op.PRelu;
import dev.cnnsummary.specs.op.Softmax;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions of single elements, and the softmax family; modules and functions. */
final class ActivationTypes {
  private ActivationTypes() {}

  static List<LayerType> types() {
    List<LayerType> types = new ArrayList<>();
    for (Form form : Form.values()) {
      for (Kind kind : Kind.values()) {
        switch (kind) {
          case GELU -> types.add(gelu(form));
          case GELU_TANH -> {}
          default -> types.add(activation(kind, form));
        }
      }
      boolean module = form == Form.MODULE;
      types.add(softmax(module ? "Softmax" : "softmax", form, Softmax.Kind.SOFTMAX));
      types.add(softmax(module ? "LogSoftmax" : "log_softmax", form, Softmax.Kind.LOG_SOFTMAX));
      types.add(softmax(module ? "Softmin" : "softmin", form, Softmax.Kind.SOFTMIN));
      types.add(glu(form));
    }
    types.add(softmax2d());
    types.add(prelu());
    types.add(preluFunction());
    return types;
  }

  private static LayerType activation(Kind kind, Form form) {
    List<Option> options = new ArrayList<>();
    for (Activation.Parameter parameter : kind.parameters()) {
      Option option = Option.number(parameter.name(), parameter.text());
      options.add(parameter.required() ? option : option.or(parameter.value()));
    }
    if (kind.hasInplace()) {
      options.add(Option.flag("inplace", false, "PyTorch's flag; it changes no number here"));
    }
    return LayerType.of(
        form == Form.MODULE ? kind.module() : kind.function(),
        form,
        summary(kind),
        options,
        arguments ->
            new Activation(
                kind,
                kind.parameters().stream().map(p -> arguments.number(p.name())).toList(),
                kind.hasInplace() && arguments.flag("inplace")),
        op -> write(op, kind));
  }

  private static String summary(Kind kind) {
    return switch (kind) {
      case RELU -> "Rectifier: max(0, x).";
      case RELU6 -> "Rectifier with a bound: min(max(0, x), 6).";
      case LEAKY_RELU -> "x above zero, negative_slope·x below.";
      case RRELU -> "x above zero, ((lower + upper)/2)·x below; while training a random slope.";
      case ELU -> "x above zero, alpha·(exp(x) − 1) below.";
      case SELU -> "1.0507·x above zero, 1.0507·1.67326·(exp(x) − 1) below.";
      case CELU -> "max(0, x) + min(0, alpha·(exp(x/alpha) − 1)).";
      case GELU, GELU_TANH -> "x·Φ(x), Φ the normal distribution function.";
      case SILU -> "x·sigmoid(x).";
      case MISH -> "x·tanh(log(1 + exp(x))).";
      case HARDSWISH -> "x·min(max(0, x + 3), 6)/6.";
      case HARDSIGMOID -> "min(max(0, x + 3), 6)/6.";
      case HARDTANH -> "min(max(min_val, x), max_val).";
      case HARDSHRINK -> "x outside ±lambd, zero within it.";
      case SOFTSHRINK -> "x moved towards zero by lambd, zero within ±lambd.";
      case TANHSHRINK -> "x − tanh(x).";
      case SIGMOID -> "1/(1 + exp(−x)).";
      case TANH -> "Hyperbolic tangent.";
      case SOFTPLUS -> "log(1 + exp(beta·x))/beta.";
      case SOFTSIGN -> "x/(1 + |x|).";
      case LOG_SIGMOID -> "log(1/(1 + exp(−x))).";
      case THRESHOLD -> "x above the threshold, otherwise value.";
    };
  }

  private static @Nullable Map<String, Data> write(Op op, Kind kind) {
    if (!(op instanceof Activation activation) || activation.kind() != kind) {
      return null;
    }
    OptionWriter options = new OptionWriter();
    for (int i = 0; i < kind.parameters().size(); i++) {
      options.put(kind.parameters().get(i).name(), activation.parameters().get(i));
    }
    return options.put("inplace", activation.inplace()).options();
  }

  private static LayerType gelu(Form form) {
    return LayerType.of(
        form == Form.MODULE ? "GELU" : "gelu",
        form,
        summary(Kind.GELU),
        List.of(
            Option.word(
                "approximate",
                List.of("none", "tanh"),
                "whether a hyperbolic tangent stands in for the normal distribution")),
        arguments ->
            new Activation(
                "tanh".equals(arguments.word("approximate")) ? Kind.GELU_TANH : Kind.GELU,
                List.of(),
                false),
        op ->
            op instanceof Activation activation
                    && (activation.kind() == Kind.GELU || activation.kind() == Kind.GELU_TANH)
                ? new OptionWriter()
                    .put("approximate", activation.kind() == Kind.GELU ? "none" : "tanh")
                    .options()
                : null);
  }

  private static LayerType softmax2d() {
    return LayerType.of(
        "Softmax2d",
        Form.MODULE,
        "A softmax over the channels of each pixel.",
        List.of(),
        _ -> new Softmax(Softmax.Kind.SOFTMAX_2D, -3),
        op ->
            op instanceof Softmax softmax && softmax.kind() == Softmax.Kind.SOFTMAX_2D
                ? new OptionWriter().options()
                : null);
  }

  private static LayerType glu(Form form) {
    return LayerType.of(
        form == Form.MODULE ? "GLU" : "glu",
        form,
        "The first half along an axis times the sigmoid of the second half.",
        List.of(Option.integer("dim", Integer.MIN_VALUE, "the axis that is halved").or(-1)),
        arguments -> new Glu(arguments.integer("dim")),
        op -> op instanceof Glu(int dim) ? new OptionWriter().put("dim", dim).options() : null);
  }

  private static LayerType preluFunction() {
    return new LayerType(
        "prelu",
        Form.FUNCTION,
        "x above zero, weight·x below; takes the input and the weight, one number or one for each"
            + " channel.",
        2,
        2,
        List.of(),
        _ -> new FunctionalPRelu(),
        op -> op instanceof FunctionalPRelu ? Map.of() : null);
  }

  private static LayerType prelu() {
    return LayerType.of(
        "PReLU",
        Form.MODULE,
        "A leaky ReLU whose slope is learnable.",
        List.of(
            Option.integer("num_parameters", 1, "slopes: 1, or one for each channel").or(1),
            Option.number("init", "the slopes that training begins with").or(0.25)),
        arguments -> new PRelu(arguments.integer("num_parameters"), arguments.number("init")),
        op ->
            op instanceof PRelu(int parameters, double init)
                ? new OptionWriter().put("num_parameters", parameters).put("init", init).options()
                : null);
  }

  private static LayerType softmax(String name, Form form, Softmax.Kind kind) {
    return LayerType.of(
        name,
        form,
        switch (kind) {
          case SOFTMAX, SOFTMAX_2D -> "Exponentials that sum to one along an axis.";
          case LOG_SOFTMAX -> "The logarithm of a softmax.";
          case SOFTMIN -> "A softmax of the negated input.";
        },
        List.of(
            Option.integer(
                    "dim",
                    Integer.MIN_VALUE,
                    "the axis; left out: 0 for rank 0, 1 and 3, otherwise 1")
                .orNull()),
        arguments -> new Softmax(kind, arguments.integerOrNull("dim")),
        op ->
            op instanceof Softmax softmax && softmax.kind() == kind
                ? new OptionWriter().putOrNull("dim", softmax.dim()).options()
                : null);
  }
}
