package dev.cnnsummary.executor;

import dev.cnnsummary.executor.kernels.Loops;
import dev.cnnsummary.executor.kernels.Workers;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the machine can do at most, on some threads at once: the two sides of a roofline.
 *
 * @param macsPerSecond multiply-accumulates in registers only
 * @param bytesPerSecond bytes read from memory, one after the other
 */
public record Limits(double macsPerSecond, double bytesPerSecond) {
  private static final int COMPUTING_RUNS = 40;
  private static final int ROUNDS = 1_000_000;
  private static final int READING_RUNS = 20;

  /** Far more than caches hold: 256 MiB. */
  private static final int FLOATS = 1 << 26;

  /**
   * What a task reads: enough for the compiler to notice, and so many that threads end together.
   */
  private static final int PIECE = 1 << 18;

  /** Measures both, each the best of some runs. */
  static Limits of(Loops loops, Workers workers) {
    return new Limits(macsPerSecond(loops, workers), bytesPerSecond(loops, workers));
  }

  private static double macsPerSecond(Loops loops, Workers workers) {
    double best = 0;
    for (int i = 0; i < COMPUTING_RUNS; i++) {
      LongAdder done = new LongAdder();
      long start = System.nanoTime();
      workers.run(workers.count(), _ -> done.add(loops.multiplyAdds(ROUNDS)));
      best = Math.max(best, done.sum() * 1e9 / (System.nanoTime() - start));
    }
    return best;
  }

  private static double bytesPerSecond(Loops loops, Workers workers) {
    float[] numbers = new float[FLOATS];
    DoubleAdder sum = new DoubleAdder();
    double best = 0;
    for (int i = 0; i < READING_RUNS; i++) {
      long start = System.nanoTime();
      workers.run(FLOATS / PIECE, task -> sum.add(loops.sum(numbers, task * PIECE, PIECE)));
      best = Math.max(best, (double) FLOATS * Float.BYTES * 1e9 / (System.nanoTime() - start));
    }
    if (sum.sum() != 0) {
      throw new IllegalStateException("zeros do not sum to " + sum);
    }
    return best;
  }

  /** The nanoseconds that multiplications take at least, if nothing else were to be done. */
  public double computingNanos(double multiplications) {
    return multiplications / macsPerSecond * 1e9;
  }

  /** The nanoseconds that bytes take at least to come through memory. */
  public double movingNanos(long bytes) {
    return bytes / bytesPerSecond * 1e9;
  }
}
