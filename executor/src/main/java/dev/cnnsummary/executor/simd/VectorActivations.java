package dev.cnnsummary.executor.simd;

import static jdk.incubator.vector.VectorOperators.ADD;
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

/** Activations on vectors. */
final class VectorActivations {
  private static final VectorSpecies<Float> S = Width.SPECIES;
  private static final int L = S.length();

  private VectorActivations() {}

  static void activate(Activation f, float[] x, int xo, float[] y, int yo, int n) {
    Activation.Kind kind = f.kind();
    float p = Scalars.first(f);
    float q = Scalars.second(f);
    int end = S.loopBound(n);
    vectors(kind, p, q, x, xo, y, yo, end);
    for (int i = end; i < n; i++) {
      y[yo + i] = Scalars.activate(kind, p, q, x[xo + i]);
    }
  }

  static float exponentials(float[] x, int xo, float shift, float[] y, int yo, int n) {
    FloatVector sum = FloatVector.zero(S);
    int end = S.loopBound(n);
    for (int i = 0; i < end; i += L) {
      FloatVector value = Exponential.of(FloatVector.fromArray(S, x, xo + i).sub(shift));
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

  /**
   * All whole vectors. Each function has a loop in a method of its own: what is too large to be
   * inlined would make an object of every vector.
   */
  private static void vectors(
      Activation.Kind kind, float p, float q, float[] x, int xo, float[] y, int yo, int end) {
    switch (kind) {
      case RELU, RELU6, HARDTANH -> throw new IllegalArgumentException(kind + " is a clamp");
      case LEAKY_RELU, RRELU -> leakyRelu(p, x, xo, y, yo, end);
      case ELU -> elu(p, x, xo, y, yo, end);
      case SELU -> selu(x, xo, y, yo, end);
      case CELU -> celu(p, x, xo, y, yo, end);
      case GELU -> gelu(x, xo, y, yo, end);
      case GELU_TANH -> geluTanh(x, xo, y, yo, end);
      case SILU -> silu(x, xo, y, yo, end);
      case MISH -> mish(x, xo, y, yo, end);
      case HARDSWISH -> hardswish(x, xo, y, yo, end);
      case HARDSIGMOID -> hardsigmoid(x, xo, y, yo, end);
      case HARDSHRINK -> hardshrink(p, x, xo, y, yo, end);
      case SOFTSHRINK -> softshrink(p, x, xo, y, yo, end);
      case TANHSHRINK -> tanhshrink(x, xo, y, yo, end);
      case SIGMOID -> sigmoid(x, xo, y, yo, end);
      case TANH -> tanh(x, xo, y, yo, end);
      case SOFTPLUS -> softplus(p, q, x, xo, y, yo, end);
      case SOFTSIGN -> softsign(x, xo, y, yo, end);
      case LOG_SIGMOID -> logSigmoid(x, xo, y, yo, end);
      case THRESHOLD -> threshold(p, q, x, xo, y, yo, end);
    }
  }

  private static void leakyRelu(float p, float[] x, int xo, float[] y, int yo, int end) {
    for (int i = 0; i < end; i += L) {
      leakyRelu(FloatVector.fromArray(S, x, xo + i), p).intoArray(y, yo + i);
    }
  }

  private static void elu(float p, float[] x, int xo, float[] y, int yo, int end) {
    for (int i = 0; i < end; i += L) {
      elu(FloatVector.fromArray(S, x, xo + i), p).intoArray(y, yo + i);
    }
  }

  private static void selu(float[] x, int xo, float[] y, int yo, int end) {
    for (int i = 0; i < end; i += L) {
      selu(FloatVector.fromArray(S, x, xo + i)).intoArray(y, yo + i);
    }
  }

  private static void celu(float p, float[] x, int xo, float[] y, int yo, int end) {
    for (int i = 0; i < end; i += L) {
      celu(FloatVector.fromArray(S, x, xo + i), p).intoArray(y, yo + i);
    }
  }

  private static void gelu(float[] x, int xo, float[] y, int yo, int end) {
    for (int i = 0; i < end; i += L) {
      gelu(FloatVector.fromArray(S, x, xo + i)).intoArray(y, yo + i);
    }
  }

  private static void geluTanh(float[] x, int xo, float[] y, int yo, int end) {
    for (int i = 0; i < end; i += L) {
      geluTanh(FloatVector.fromArray(S, x, xo + i)).intoArray(y, yo + i);
    }
  }

  private static void silu(float[] x, int xo, float[] y, int yo, int end) {
    for (int i = 0; i < end; i += L) {
      silu(FloatVector.fromArray(S, x, xo + i)).intoArray(y, yo + i);
    }
  }

  private static void mish(float[] x, int xo, float[] y, int yo, int end) {
    for (int i = 0; i < end; i += L) {
      mish(FloatVector.fromArray(S, x, xo + i)).intoArray(y, yo + i);
    }
  }

  private static void hardswish(float[] x, int xo, float[] y, int yo, int end) {
    for (int i = 0; i < end; i += L) {
      hardswish(FloatVector.fromArray(S, x, xo + i)).intoArray(y, yo + i);
    }
  }

  private static void hardsigmoid(float[] x, int xo, float[] y, int yo, int end) {
    for (int i = 0; i < end; i += L) {
      hardsigmoid(FloatVector.fromArray(S, x, xo + i)).intoArray(y, yo + i);
    }
  }

  private static void hardshrink(float p, float[] x, int xo, float[] y, int yo, int end) {
    for (int i = 0; i < end; i += L) {
      hardshrink(FloatVector.fromArray(S, x, xo + i), p).intoArray(y, yo + i);
    }
  }

  private static void softshrink(float p, float[] x, int xo, float[] y, int yo, int end) {
    for (int i = 0; i < end; i += L) {
      softshrink(FloatVector.fromArray(S, x, xo + i), p).intoArray(y, yo + i);
    }
  }

  private static void tanhshrink(float[] x, int xo, float[] y, int yo, int end) {
    for (int i = 0; i < end; i += L) {
      tanhshrink(FloatVector.fromArray(S, x, xo + i)).intoArray(y, yo + i);
    }
  }

  private static void sigmoid(float[] x, int xo, float[] y, int yo, int end) {
    for (int i = 0; i < end; i += L) {
      sigmoid(FloatVector.fromArray(S, x, xo + i)).intoArray(y, yo + i);
    }
  }

  private static void tanh(float[] x, int xo, float[] y, int yo, int end) {
    for (int i = 0; i < end; i += L) {
      FloatVector.fromArray(S, x, xo + i).lanewise(TANH).intoArray(y, yo + i);
    }
  }

  private static void softplus(float p, float q, float[] x, int xo, float[] y, int yo, int end) {
    for (int i = 0; i < end; i += L) {
      softplus(FloatVector.fromArray(S, x, xo + i), p, q).intoArray(y, yo + i);
    }
  }

  private static void softsign(float[] x, int xo, float[] y, int yo, int end) {
    for (int i = 0; i < end; i += L) {
      softsign(FloatVector.fromArray(S, x, xo + i)).intoArray(y, yo + i);
    }
  }

  private static void logSigmoid(float[] x, int xo, float[] y, int yo, int end) {
    for (int i = 0; i < end; i += L) {
      logSigmoid(FloatVector.fromArray(S, x, xo + i)).intoArray(y, yo + i);
    }
  }

  private static void threshold(float p, float q, float[] x, int xo, float[] y, int yo, int end) {
    for (int i = 0; i < end; i += L) {
      threshold(FloatVector.fromArray(S, x, xo + i), p, q).intoArray(y, yo + i);
    }
  }

  private static FloatVector leakyRelu(FloatVector x, float p) {
    return x.mul(p).blend(x, x.compare(GE, 0));
  }

  private static FloatVector elu(FloatVector x, float p) {
    return x.lanewise(EXPM1).mul(p).blend(x, x.compare(GT, 0));
  }

  private static FloatVector selu(FloatVector x) {
    return x.lanewise(EXPM1)
        .mul(Scalars.SELU_ALPHA)
        .blend(x, x.compare(GT, 0))
        .mul(Scalars.SELU_SCALE);
  }

  private static FloatVector celu(FloatVector x, float p) {
    return x.div(p).lanewise(EXPM1).mul(p).blend(x, x.compare(GT, 0));
  }

  private static FloatVector geluTanh(FloatVector x) {
    FloatVector cubic = x.mul(x).mul(x).mul(0.044715f).add(x);
    return cubic.mul((float) Math.sqrt(2 / Math.PI)).lanewise(TANH).add(1).mul(x).mul(0.5f);
  }

  private static FloatVector silu(FloatVector x) {
    return x.div(Exponential.of(x.neg()).add(1));
  }

  private static FloatVector mish(FloatVector x) {
    return x.mul(softplus(x).lanewise(TANH));
  }

  private static FloatVector hardswish(FloatVector x) {
    return sixth(x).mul(x);
  }

  private static FloatVector hardsigmoid(FloatVector x) {
    return sixth(x);
  }

  /** {@code min(6, max(0, x + 3))/6}. */
  private static FloatVector sixth(FloatVector x) {
    FloatVector zero = FloatVector.zero(S);
    FloatVector six = FloatVector.broadcast(S, 6);
    return VectorLoops.within(x.add(3), zero, six).mul(1f / 6);
  }

  private static FloatVector hardshrink(FloatVector x, float p) {
    return x.blend(0, x.compare(GE, -p).and(x.compare(LE, p)));
  }

  private static FloatVector softshrink(FloatVector x, float p) {
    return x.mul(0).blend(x.sub(p), x.compare(GT, p)).blend(x.add(p), x.compare(LT, -p));
  }

  private static FloatVector tanhshrink(FloatVector x) {
    return x.sub(x.lanewise(TANH));
  }

  private static FloatVector sigmoid(FloatVector x) {
    return FloatVector.broadcast(S, 1).div(Exponential.of(x.neg()).add(1));
  }

  private static FloatVector softplus(FloatVector x, float p, float q) {
    return softplus(x.mul(p)).div(p).blend(x, x.mul(p).compare(GT, q));
  }

  private static FloatVector softsign(FloatVector x) {
    return x.div(x.abs().add(1));
  }

  private static FloatVector logSigmoid(FloatVector x) {
    return x.min(0).sub(Exponential.of(x.abs().neg()).lanewise(LOG1P));
  }

  private static FloatVector threshold(FloatVector x, float p, float q) {
    return x.blend(q, x.compare(LE, p));
  }

  /** {@code log(1+exp(x))}, without overflow. */
  private static FloatVector softplus(FloatVector x) {
    return x.max(0).add(Exponential.of(x.abs().neg()).lanewise(LOG1P));
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
    FloatVector rest = sum.mul(Exponential.of(z.mul(z).neg())); // 1 − erf|z|
    FloatVector erf = FloatVector.broadcast(S, 1).sub(rest);
    FloatVector signed = erf.blend(erf.neg(), z.compare(LT, 0));
    return x.mul(0.5f).mul(signed.add(1));
  }
}
