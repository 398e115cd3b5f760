package dev.cnnsummary.executor.kernels;

/** Shares a run of elements or rows among workers, in pieces that are not too small. */
final class Ranges {
  private Ranges() {}

  /** What is done to the numbers from {@code from} to {@code to - 1}. */
  @FunctionalInterface
  interface Body {
    void run(int from, int to);
  }

  /**
   * Covers the numbers below {@code count}.
   *
   * @param grain how many are worth a task of their own
   */
  static void run(Workers workers, int count, int grain, Body body) {
    int tasks = Math.clamp(count / Math.max(1, grain), 1, Workers.tasks(workers.count()));
    workers.run(
        tasks,
        task -> body.run((int) ((long) task * count / tasks), (int) ((task + 1L) * count / tasks)));
  }
}
