package dev.cnnsummary.executor.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * How wide vectors are. One width for the whole process: the compiler turns vectors into registers
 * only where it knows their species as a constant.
 */
final class Width {
  /** The property that chooses another width than the hardware prefers: 128, 256 or 512. */
  private static final String PROPERTY = "cnnsummary.vector.bits";

  static final VectorSpecies<Float> SPECIES = species();

  private Width() {}

  private static VectorSpecies<Float> species() {
    Integer bits = Integer.getInteger(PROPERTY);
    return bits == null
        ? FloatVector.SPECIES_PREFERRED
        : VectorSpecies.of(float.class, VectorShape.forBitSize(bits));
  }
}
