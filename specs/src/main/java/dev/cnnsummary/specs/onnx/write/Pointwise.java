package dev.cnnsummary.specs.onnx.write;

import dev.cnnsummary.specs.onnx.proto.AttributeProto;
import dev.cnnsummary.specs.op.Activation;
import dev.cnnsummary.specs.op.Glu;
import dev.cnnsummary.specs.op.PRelu;
import dev.cnnsummary.specs.op.Softmax;
import java.util.ArrayList;
import java.util.List;

/** Functions of single elements, and softmaxes. */
final class Pointwise {
  private static final int HARD_SWISH_SINCE = 14;
  private static final int MISH_SINCE = 18;
  private static final int GELU_SINCE = 20;
  private static final double SOFTPLUS_THRESHOLD = 20;

  private Pointwise() {}

  static void activation(Activation activation, Emitter emitter) {
    emitter.put(0, activated(activation, emitter.input(0), emitter));
  }

  private static String one(String type, String input, Emitter emitter, AttributeProto... more) {
    return emitter.add(type, List.of(input), more);
  }

  private static String two(String type, String left, String right, Emitter emitter) {
    return emitter.add(type, List.of(left, right));
  }

  private static String activated(Activation activation, String x, Emitter emitter) {
    List<Double> p = activation.parameters();
    return switch (activation.kind()) {
      case RELU -> one("Relu", x, emitter);
      case RELU6 -> clip(x, 0, 6, emitter);
      case HARDTANH -> clip(x, p.get(0), p.get(1), emitter);
      case LEAKY_RELU -> leaky(x, p.get(0), emitter);
      case RRELU -> leaky(x, (p.get(0) + p.get(1)) / 2, emitter);
      case ELU -> one("Elu", x, emitter, Attributes.number("alpha", p.get(0)));
      case CELU -> one("Celu", x, emitter, Attributes.number("alpha", p.get(0)));
      case SELU -> one("Selu", x, emitter);
      case GELU -> gelu(x, emitter);
      case GELU_TANH -> geluByTanh(x, emitter);
      case SILU -> two("Mul", x, one("Sigmoid", x, emitter), emitter);
      case MISH -> mish(x, emitter);
      case HARDSWISH -> hardSwish(x, emitter);
      case HARDSIGMOID -> hardSigmoid(x, emitter);
      case HARDSHRINK -> {
        String far = two("Greater", one("Abs", x, emitter), emitter.scalar(p.get(0)), emitter);
        yield emitter.add("Where", List.of(far, x, emitter.scalar(0)));
      }
      case SOFTSHRINK -> two("Sub", x, clip(x, -p.get(0), p.get(0), emitter), emitter);
      case TANHSHRINK -> two("Sub", x, one("Tanh", x, emitter), emitter);
      case SIGMOID -> one("Sigmoid", x, emitter);
      case TANH -> one("Tanh", x, emitter);
      case SOFTPLUS -> softplus(x, p.get(0), p.get(1), emitter);
      case SOFTSIGN -> one("Softsign", x, emitter);
      case LOG_SIGMOID -> one("Neg", one("Softplus", one("Neg", x, emitter), emitter), emitter);
      case THRESHOLD -> {
        String above = two("Greater", x, emitter.scalar(p.get(0)), emitter);
        yield emitter.add("Where", List.of(above, x, emitter.scalar(p.get(1))));
      }
    };
  }

  private static String clip(String x, double least, double most, Emitter emitter) {
    return emitter.add("Clip", List.of(x, emitter.scalar(least), emitter.scalar(most)));
  }

  private static String leaky(String x, double slope, Emitter emitter) {
    return one("LeakyRelu", x, emitter, Attributes.number("alpha", slope));
  }

  /** {@code x·(1 + erf(x/√2))/2}. */
  private static String gelu(String x, Emitter emitter) {
    if (emitter.opset() >= GELU_SINCE) {
      return one("Gelu", x, emitter, Attributes.text("approximate", "none"));
    }
    String scaled = two("Div", x, emitter.scalar(Math.sqrt(2)), emitter);
    String sum = two("Add", one("Erf", scaled, emitter), emitter.scalar(1), emitter);
    return two("Mul", two("Mul", x, sum, emitter), emitter.scalar(0.5), emitter);
  }

  /** {@code x·(1 + tanh(√(2/π)·(x + 0.044715·x³)))/2}. */
  private static String geluByTanh(String x, Emitter emitter) {
    if (emitter.opset() >= GELU_SINCE) {
      return one("Gelu", x, emitter, Attributes.text("approximate", "tanh"));
    }
    String cube = two("Mul", x, two("Mul", x, x, emitter), emitter);
    String part = two("Mul", cube, emitter.scalar(0.044715), emitter);
    String inner = two("Add", x, part, emitter);
    String scaled = two("Mul", inner, emitter.scalar(Math.sqrt(2 / Math.PI)), emitter);
    String sum = two("Add", one("Tanh", scaled, emitter), emitter.scalar(1), emitter);
    return two("Mul", two("Mul", x, sum, emitter), emitter.scalar(0.5), emitter);
  }

  private static String mish(String x, Emitter emitter) {
    return emitter.opset() >= MISH_SINCE
        ? one("Mish", x, emitter)
        : two("Mul", x, one("Tanh", one("Softplus", x, emitter), emitter), emitter);
  }

  private static String hardSwish(String x, Emitter emitter) {
    return emitter.opset() >= HARD_SWISH_SINCE
        ? one("HardSwish", x, emitter)
        : two("Mul", x, hardSigmoid(x, emitter), emitter);
  }

  private static String hardSigmoid(String x, Emitter emitter) {
    return one(
        "HardSigmoid",
        x,
        emitter,
        Attributes.number("alpha", 1 / 6.0),
        Attributes.number("beta", 0.5));
  }

  /** Beyond a threshold of 20 the function is its argument in 32 bits anyway. */
  private static String softplus(String x, double beta, double threshold, Emitter emitter) {
    String scaled = beta == 1 ? x : two("Mul", x, emitter.scalar(beta), emitter);
    String soft = one("Softplus", scaled, emitter);
    String plain = beta == 1 ? soft : two("Div", soft, emitter.scalar(beta), emitter);
    if (threshold >= SOFTPLUS_THRESHOLD) {
      return plain;
    }
    String beyond = two("Greater", scaled, emitter.scalar(threshold), emitter);
    return emitter.add("Where", List.of(beyond, x, plain));
  }

  static void prelu(PRelu prelu, Emitter emitter) {
    emitter.requireFloats();
    String slopes =
        prelu.numParameters() == 1
            ? emitter.weight(0)
            : emitter.perChannel(emitter.weight(0), emitter.rank());
    emitter.put(0, two("PRelu", emitter.input(0), slopes, emitter));
  }

  static void softmax(Softmax softmax, Emitter emitter) {
    String x = emitter.input(0);
    emitter.put(
        0,
        switch (softmax.kind()) {
          case SOFTMAX -> alongAxis("Softmax", x, axis(softmax, emitter), emitter);
          case LOG_SOFTMAX -> alongAxis("LogSoftmax", x, axis(softmax, emitter), emitter);
          case SOFTMIN ->
              alongAxis("Softmax", one("Neg", x, emitter), axis(softmax, emitter), emitter);
          case SOFTMAX_2D -> alongAxis("Softmax", x, -3, emitter);
        });
  }

  private static String alongAxis(String type, String x, int axis, Emitter emitter) {
    return one(type, x, emitter, Attributes.integer("axis", axis));
  }

  /** PyTorch's implicit choice where none is told. */
  private static int axis(Softmax softmax, Emitter emitter) {
    if (softmax.dim() != null) {
      return softmax.dim();
    }
    int rank = emitter.rank();
    return rank == 0 || rank == 1 || rank == 3 ? 0 : 1;
  }

  static void glu(Glu glu, Emitter emitter) {
    int axis = emitter.axis(glu.dim());
    List<String> inputs = new ArrayList<>(List.of(emitter.input(0)));
    long half = Emitter.number(emitter.output(0).shape().dim(axis), "half of the axis");
    inputs.add(emitter.integers(half, half));
    List<String> halves = emitter.addAll("Split", inputs, 2, Attributes.integer("axis", axis));
    emitter.put(0, two("Mul", halves.get(0), one("Sigmoid", halves.get(1), emitter), emitter));
  }
}
