package dev.cnnsummary.executor.simd;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.EXP;
import static jdk.incubator.vector.VectorOperators.EXPM1;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LOG1P;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.TANH;

import dev.cnnsummary.executor.kernels.Scalars;
import dev.cnnsummary.specs.op.Activation;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Activations on vectors; exponentials and the like are the Vector API's own. */
final class VectorActivations {
  private static final VectorSpecies<Float> S = Width.SPECIES;
  private static final int L = S.length();

  private VectorActivations() {}

  static void activate(Activation f, float[] x, int xo, float[] y, int yo, int n) {
    Activation.Kind kind = f.kind();
    float p = Scalars.first(f);
    float q = Scalars.second(f);
    int end = S.loopBound(n);
    for (int i = 0; i < end; i += L) {
      apply(kind, p, q, FloatVector.fromArray(S, x, xo + i)).intoArray(y, yo + i);
    }
    for (int i = end; i < n; i++) {
      y[yo + i] = Scalars.activate(kind, p, q, x[xo + i]);
    }
  }

  static float exponentials(float[] x, int xo, float shift, float[] y, int yo, int n) {
    FloatVector sum = FloatVector.zero(S);
    int end = S.loopBound(n);
    for (int i = 0; i < end; i += L) {
      FloatVector value = FloatVector.fromArray(S, x, xo + i).sub(shift).lanewise(EXP);
      value.intoArray(y, yo + i);
      sum = sum.add(value);
    }
    float total = sum.reduceLanes(ADD);
    for (int i = end; i < n; i++) {
      float value = (float) Math.exp(x[xo + i] - shift);
      y[yo + i] = value;
      total += value;
    }
    return total;
  }

  private static FloatVector apply(Activation.Kind kind, float p, float q, FloatVector x) {
    return switch (kind) {
      case RELU -> x.max(0);
      case RELU6 -> x.max(0).min(6);
      case LEAKY_RELU, RRELU -> x.mul(p).blend(x, x.compare(GE, 0));
      case ELU -> x.lanewise(EXPM1).mul(p).blend(x, x.compare(GT, 0));
      case SELU ->
          x.lanewise(EXPM1)
              .mul(Scalars.SELU_ALPHA)
              .blend(x, x.compare(GT, 0))
              .mul(Scalars.SELU_SCALE);
      case CELU -> x.div(p).lanewise(EXPM1).mul(p).blend(x, x.compare(GT, 0));
      case GELU -> gelu(x);
      case GELU_TANH -> {
        FloatVector cubic = x.mul(x).mul(x).mul(0.044715f).add(x);
        yield cubic.mul((float) Math.sqrt(2 / Math.PI)).lanewise(TANH).add(1).mul(x).mul(0.5f);
      }
      case SILU -> x.div(x.neg().lanewise(EXP).add(1));
      case MISH -> x.mul(softplus(x).lanewise(TANH));
      case HARDSWISH -> x.add(3).max(0).min(6).mul(x).div(6);
      case HARDSIGMOID -> x.add(3).max(0).min(6).div(6);
      case HARDTANH -> x.max(p).min(q);
      case HARDSHRINK -> x.blend(0, x.compare(GE, -p).and(x.compare(LE, p)));
      case SOFTSHRINK ->
          x.mul(0).blend(x.sub(p), x.compare(GT, p)).blend(x.add(p), x.compare(LT, -p));
      case TANHSHRINK -> x.sub(x.lanewise(TANH));
      case SIGMOID -> FloatVector.broadcast(S, 1).div(x.neg().lanewise(EXP).add(1));
      case TANH -> x.lanewise(TANH);
      case SOFTPLUS -> softplus(x.mul(p)).div(p).blend(x, x.mul(p).compare(GT, q));
      case SOFTSIGN -> x.div(x.abs().add(1));
      case LOG_SIGMOID -> x.min(0).sub(x.abs().neg().lanewise(EXP).lanewise(LOG1P));
      case THRESHOLD -> x.blend(q, x.compare(LE, p));
    };
  }

  /** {@code log(1+exp(x))}, without overflow. */
  private static FloatVector softplus(FloatVector x) {
    return x.max(0).add(x.abs().neg().lanewise(EXP).lanewise(LOG1P));
  }

  /** By the error function's approximation of Abramowitz and Stegun, 7.1.26. */
  private static FloatVector gelu(FloatVector x) {
    FloatVector z = x.mul((float) Math.sqrt(0.5));
    FloatVector t = FloatVector.broadcast(S, 1).div(z.abs().mul(0.3275911f).add(1));
    FloatVector sum =
        t.mul(1.0614054f)
            .add(-1.4531521f)
            .mul(t)
            .add(1.4214138f)
            .mul(t)
            .add(-0.28449672f)
            .mul(t)
            .add(0.2548296f)
            .mul(t);
    FloatVector rest = sum.mul(z.mul(z).neg().lanewise(EXP)); // 1 − erf|z|
    FloatVector erf = FloatVector.broadcast(S, 1).sub(rest);
    FloatVector signed = erf.blend(erf.neg(), z.compare(LT, 0));
    return x.mul(0.5f).mul(signed.add(1));
  }
}
