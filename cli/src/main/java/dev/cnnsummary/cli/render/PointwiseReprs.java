package dev.cnnsummary.cli.render;

import dev.cnnsummary.specs.op.Activation;
import dev.cnnsummary.specs.op.Dropout;
import dev.cnnsummary.specs.op.PRelu;
import dev.cnnsummary.specs.op.Softmax;

/** The arguments of activations and dropouts in their repr. */
final class PointwiseReprs {
  private PointwiseReprs() {}

  static ReprArguments of(Activation activation) {
    ReprArguments arguments = new ReprArguments();
    boolean inplace = activation.inplace();
    switch (activation.kind()) {
      case GELU -> arguments.with("approximate", "'none'");
      case GELU_TANH -> arguments.with("approximate", "'tanh'");
      case SELU, RELU, RELU6, SILU, MISH, SIGMOID, TANH, TANHSHRINK, SOFTSIGN, LOG_SIGMOID -> {}
      case HARDSWISH, HARDSIGMOID -> inplace = false; // they do not say it
      case HARDSHRINK, SOFTSHRINK -> arguments.with(activation.parameters().getFirst());
      case SOFTPLUS, THRESHOLD -> constants(activation, arguments, true);
      case LEAKY_RELU, RRELU, ELU, CELU, HARDTANH -> constants(activation, arguments, false);
    }
    return arguments.withIf(inplace, "inplace", true);
  }

  private static void constants(Activation activation, ReprArguments arguments, boolean whole) {
    for (int i = 0; i < activation.parameters().size(); i++) {
      Double value = activation.parameters().get(i);
      arguments.with(
          activation.kind().parameters().get(i).name(),
          whole ? PythonText.numberOrInt(value) : value);
    }
  }

  static ReprArguments of(PRelu prelu) {
    return new ReprArguments().with("num_parameters", prelu.numParameters());
  }

  static ReprArguments of(Softmax softmax) {
    return softmax.kind() == Softmax.Kind.SOFTMAX_2D
        ? new ReprArguments()
        : new ReprArguments().with("dim", softmax.dim());
  }

  static ReprArguments of(Dropout dropout) {
    ReprArguments arguments = new ReprArguments().with("p", dropout.p());
    return switch (dropout.kind()) {
      case ELEMENT, CHANNEL_1D, CHANNEL_2D, CHANNEL_3D, ALPHA, FEATURE_ALPHA ->
          arguments.with("inplace", dropout.inplace());
      case ROW -> arguments.with("mode", "row");
      case BATCH -> arguments.with("mode", "batch");
    };
  }
}
