package dev.cnnsummary.cli;

import ai.onnxruntime.OrtException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.LongSupplier;

/** Runs engines by turns: until none gets quicker, and then for a measure. */
final class Turns {
  /** A turn has as many runs as fit into it, at least one; so caches are an engine's own again. */
  private static final long TURN = 50_000_000;

  /** Warming up, the least times of so long a stretch are held to those before it. */
  private static final double STRETCH = 1.5;

  private static final int CALM_STRETCHES = 2;
  private static final double GAIN = 0.02;
  private static final double LONGEST_WARMUP = 90;
  private static final int LEAST_RUNS = 9;

  private final List<PeerEngine> engines;
  private final LongSupplier clock;
  private final List<List<Long>> times = new ArrayList<>();
  private boolean settled;

  /**
   * Takes engines that are ready.
   *
   * @param clock the nanoseconds that the measure is taken by
   */
  Turns(List<PeerEngine> engines, LongSupplier clock) {
    this.engines = List.copyOf(engines);
    this.clock = clock;
    this.engines.forEach(_ -> times.add(new ArrayList<>()));
  }

  /**
   * The nanoseconds of each engine's runs.
   *
   * @param warmup seconds that go before, for each engine at least, and as many more as make a
   *     difference
   * @param measured seconds, for each engine at least
   */
  List<List<Long>> measure(double warmup, double measured) throws OrtException {
    warmUp(warmup);
    stretch(measured, LEAST_RUNS);
    return times;
  }

  private void warmUp(double seconds) throws OrtException {
    long start = System.nanoTime();
    double[] least = new double[engines.size()];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    int calm = 0;
    while (calm < CALM_STRETCHES || since(start) < seconds * engines.size()) {
      if (since(start) > LONGEST_WARMUP * engines.size()) {
        return;
      }
      stretch(STRETCH, 2);
      boolean quicker = false;
      for (int i = 0; i < least.length; i++) {
        double now = Collections.min(times.get(i));
        quicker |= now < least[i] * (1 - GAIN);
        least[i] = Math.min(least[i], now);
      }
      calm = quicker ? 0 : calm + 1;
    }
    settled = true;
  }

  /** Whether the last runs of the warm-up were no quicker than those before. */
  boolean isSettled() {
    return settled;
  }

  /** Runs them for so many seconds each, and keeps these times only. */
  private void stretch(double seconds, int leastRuns) throws OrtException {
    times.forEach(List::clear);
    long start = System.nanoTime();
    while (since(start) < seconds * engines.size()
        || times.stream().anyMatch(each -> each.size() < leastRuns)) {
      for (int i = 0; i < engines.size(); i++) {
        turn(engines.get(i), times.get(i));
      }
    }
  }

  private void turn(PeerEngine engine, List<Long> times) throws OrtException {
    long start = System.nanoTime();
    boolean first = true;
    while (first || System.nanoTime() - start < TURN) {
      long begin = clock.getAsLong();
      engine.run();
      times.add(clock.getAsLong() - begin);
      first = false;
    }
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
