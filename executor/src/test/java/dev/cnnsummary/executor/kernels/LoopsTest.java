package dev.cnnsummary.executor.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.executor.simd.VectorLoops;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("vectors")
class LoopsTest {
  @Test
  void vectorsAreAsWideAsAsked() {
    int bits = Integer.getInteger("cnnsummary.vector.bits");
    assertThat(new VectorLoops().lanes()).isEqualTo(bits / Float.SIZE);
  }
}
