package dev.cnnsummary.executor.simd;

import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The exponential function on vectors, with the polynomial of Cephes' {@code expf}: within three
 * units in the last place from {@code e⁻⁸⁷} to {@code e⁸⁸}, where it stays on either side; NaN of
 * NaN. The Vector API's own is a call into a library, which costs several times as much as these
 * operations among others.
 */
final class Exponential {
  private static final VectorSpecies<Float> S = Width.SPECIES;

  /** Added to a number below 2²², leaves its nearest integer in the lowest bits. */
  private static final float ROUNDING = 0x1.8p23f;

  private static final float LOG2_E = 1.44269504f;
  private static final float LN_2_HIGH = 0.693359375f;
  private static final float LN_2_LOW = -2.12194440e-4f;
  private static final int MANTISSA_BITS = 23;

  private Exponential() {}

  static FloatVector of(FloatVector given) {
    FloatVector x = given.blend(88, given.compare(GT, 88)).blend(-87, given.compare(LT, -87));
    FloatVector rounded = x.fma(broadcast(LOG2_E), broadcast(ROUNDING));
    FloatVector power = rounded.sub(ROUNDING);
    FloatVector r = power.fma(broadcast(-LN_2_HIGH), x);
    r = power.fma(broadcast(-LN_2_LOW), r);
    FloatVector sum = r.fma(broadcast(1.9875691500e-4f), broadcast(1.3981999507e-3f));
    sum = sum.fma(r, broadcast(8.3334519073e-3f));
    sum = sum.fma(r, broadcast(4.1665795894e-2f));
    sum = sum.fma(r, broadcast(1.6666665459e-1f));
    sum = sum.fma(r, broadcast(5.0000001201e-1f));
    sum = sum.fma(r.mul(r), r.add(1));
    return sum.reinterpretAsInts()
        .add(rounded.reinterpretAsInts().lanewise(LSHL, MANTISSA_BITS))
        .reinterpretAsFloats();
  }

  private static FloatVector broadcast(float number) {
    return FloatVector.broadcast(S, number);
  }
}
