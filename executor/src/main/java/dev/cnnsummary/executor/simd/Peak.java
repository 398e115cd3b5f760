package dev.cnnsummary.executor.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Multiplications and additions in registers only: enough sums at once to hide how long each takes,
 * few enough for sixteen registers.
 */
final class Peak {
  private static final VectorSpecies<Float> S = Width.SPECIES;

  private Peak() {}

  static long multiplyAdds(int rounds) {
    FloatVector one = FloatVector.broadcast(S, 1);
    FloatVector half = FloatVector.broadcast(S, 0.5f);
    FloatVector s0 = one;
    FloatVector s1 = one;
    FloatVector s2 = one;
    FloatVector s3 = one;
    FloatVector s4 = one;
    FloatVector s5 = one;
    FloatVector s6 = one;
    FloatVector s7 = one;
    FloatVector s8 = one;
    FloatVector s9 = one;
    FloatVector s10 = one;
    FloatVector s11 = one;
    for (int i = 0; i < rounds; i++) {
      s0 = s0.fma(half, one);
      s1 = s1.fma(half, one);
      s2 = s2.fma(half, one);
      s3 = s3.fma(half, one);
      s4 = s4.fma(half, one);
      s5 = s5.fma(half, one);
      s6 = s6.fma(half, one);
      s7 = s7.fma(half, one);
      s8 = s8.fma(half, one);
      s9 = s9.fma(half, one);
      s10 = s10.fma(half, one);
      s11 = s11.fma(half, one);
    }
    FloatVector all =
        s0.add(s1)
            .add(s2)
            .add(s3)
            .add(s4)
            .add(s5)
            .add(s6)
            .add(s7)
            .add(s8)
            .add(s9)
            .add(s10)
            .add(s11);
    return all.reduceLanes(VectorOperators.ADD) < 0 ? 0 : 12L * S.length() * rounds;
  }
}
