package dev.cnnsummary.executor;

import dev.cnnsummary.executor.RandomLayer.Family;
import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Kernels on random geometry against the definitions; each case is named by its seed. */
class RandomLayersTest {
  private static final long FIRST_SEED = Long.getLong("layers.seed", 1);
  private static final int SEEDS = Integer.getInteger("layers.count", 30);

  static Stream<Arguments> cases() {
    return LongStream.range(FIRST_SEED, FIRST_SEED + SEEDS)
        .boxed()
        .flatMap(seed -> Arrays.stream(Family.values()).map(family -> Arguments.of(family, seed)));
  }

  @Tag("vectors")
  @ParameterizedTest(name = "{0} -Dlayers.seed={1}")
  @MethodSource("cases")
  void onVectorsLayersAreTheirDefinitions(Family family, long seed) {
    LayerChecks.layersAreTheirDefinitions(RandomLayer.of(family, seed), Engine.VECTORS);
  }

  @ParameterizedTest(name = "{0} -Dlayers.seed={1}")
  @MethodSource("cases")
  void inPlainJavaLayersAreTheirDefinitions(Family family, long seed) {
    LayerChecks.layersAreTheirDefinitions(RandomLayer.of(family, seed), Engine.PLAIN_JAVA);
  }
}
