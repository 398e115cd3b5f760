package dev.cnnsummary.executor.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.executor.kernels.Arena.Stay;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArenaTest {
  private static final int TIMES = 30;

  static LongStream seeds() {
    long first = Long.getLong("arena.seed", 1);
    return LongStream.range(first, first + 200);
  }

  @ParameterizedTest(name = "-Darena.seed={0}")
  @MethodSource("seeds")
  void whatSharesTimeSharesNoRoom(long seed) {
    Random random = new Random(seed);
    List<Stay> stays =
        IntStream.range(0, 40)
            .mapToObj(_ -> {
              int first = random.nextInt(TIMES);
              int last = random.nextInt(first, TIMES);
              return new Stay(Storage.scratch(1 + random.nextInt(100)), first, last);
            })
            .toList();
    requireApart(stays);
    long most =
        IntStream.range(0, TIMES)
            .mapToLong(time ->
                stays.stream()
                    .filter(stay -> stay.first() <= time && time <= stay.last())
                    .mapToLong(stay -> stay.storage().length())
                    .sum())
            .max()
            .orElseThrow();
    assertThat(new Arena(stays).length()).isBetween(most, 2 * most + 16L * stays.size());
  }

  static void requireApart(List<Stay> stays) {
    Arena arena = new Arena(stays);
    for (int i = 0; i < stays.size(); i++) {
      Stay stay = stays.get(i);
      long start = arena.place(stay.storage());
      assertThat(start + stay.storage().length()).isLessThanOrEqualTo(arena.length());
      for (Stay other : stays.subList(i + 1, stays.size())) {
        long otherStart = arena.place(other.storage());
        boolean apart =
            start + stay.storage().length() <= otherStart
                || otherStart + other.storage().length() <= start;
        boolean together = stay.first() <= other.last() && other.first() <= stay.last();
        assertThat(apart || !together).as("%s and %s", stay, other).isTrue();
      }
    }
  }
}
