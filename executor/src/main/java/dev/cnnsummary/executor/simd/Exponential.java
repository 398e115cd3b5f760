package dev.cnnsummary.executor.simd;

import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * The exponential function on vectors, with the polynomial of Cephes' {@code expf}: within three
 * units in the last place from {@code e⁻⁸⁷} to {@code e⁸⁸}; zero below, infinite above, NaN of NaN.
 * The Vector API's own is a call into a library, which costs several times as much as these
 * operations among others.
 */
final class Exponential {
  private static final VectorSpecies<Float> S = Width.SPECIES;

  /** Added to a number below 2²², leaves its nearest integer in the lowest bits. */
  private static final float ROUNDING = 0x1.8p23f;

  private static final float LOG2_E = 1.442695f;
  private static final float LN_2_HIGH = 0x1.63p-1f; // exact in few bits
  private static final float LN_2_LOW = -2.1219444e-4f;
  private static final int MANTISSA_BITS = 23;

  private Exponential() {}

  static FloatVector of(FloatVector given) {
    VectorMask<Float> above = given.compare(GT, 88);
    VectorMask<Float> below = given.compare(LT, -87);
    FloatVector x = given.blend(0, above.or(below));
    FloatVector rounded = x.fma(broadcast(LOG2_E), broadcast(ROUNDING));
    FloatVector power = rounded.sub(ROUNDING);
    FloatVector r = power.fma(broadcast(-LN_2_HIGH), x);
    r = power.fma(broadcast(-LN_2_LOW), r);
    FloatVector sum = r.fma(broadcast(1.9875691e-4f), broadcast(1.3981999e-3f));
    sum = sum.fma(r, broadcast(8.333452e-3f));
    sum = sum.fma(r, broadcast(4.1665796e-2f));
    sum = sum.fma(r, broadcast(1.6666666e-1f));
    sum = sum.fma(r, broadcast(5.0e-1f));
    sum = sum.fma(r.mul(r), r.add(1));
    return sum.reinterpretAsInts()
        .add(rounded.reinterpretAsInts().lanewise(LSHL, MANTISSA_BITS))
        .reinterpretAsFloats()
        .blend(Float.POSITIVE_INFINITY, above)
        .blend(0, below);
  }

  private static FloatVector broadcast(float number) {
    return FloatVector.broadcast(S, number);
  }
}
