package dev.cnnsummary.executor.kernels;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Threads that share the tasks of one kernel after another: each does neighbouring ones, so that
 * what it has made is still in its cache when the next kernel sees it, and then what others have
 * not begun yet. Between kernels they spin for a moment, which is shorter than waking up, and then
 * sleep. One caller at a time.
 */
public final class Workers implements AutoCloseable {
  private static final int SPINS = 20_000;

  /**
   * From the counter of one worker to the next one's: caches hold and fetch 128 bytes at a time.
   */
  private static final int APART = 32;

  private final Thread[] threads;

  /** The first task that was not begun yet, of each worker's. */
  private final AtomicIntegerArray next;

  private final AtomicInteger busy = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private volatile @Nullable PlacedTask task;
  private volatile int tasks;
  private final AtomicInteger generation = new AtomicInteger();
  private volatile boolean closed;

  /** What is done for each number from 0. */
  @FunctionalInterface
  public interface Task {
    /** Does it. */
    void run(int number);
  }

  /** What is done for each number from 0, by somebody who has a place of his own to work in. */
  @FunctionalInterface
  public interface PlacedTask {
    /**
     * Does it.
     *
     * @param worker who does; less than there are workers, and tasks; no two at a time are the same
     */
    void run(int number, int worker);
  }

  /**
   * Starts threads.
   *
   * @param count how many work at once, the caller included; at least 1
   */
  public Workers(int count) {
    threads = new Thread[count - 1];
    next = new AtomicIntegerArray(count * APART);
    for (int i = 0; i < threads.length; i++) {
      int worker = i + 1;
      threads[i] =
          Thread.ofPlatform().daemon().name("kernel-" + worker).unstarted(() -> serve(worker));
    }
    for (Thread thread : threads) {
      thread.start();
    }
  }

  /** How many work at once. */
  public int count() {
    return threads.length + 1;
  }

  /** Does a task for each number below {@code count}; returns when all are done. */
  public void run(int count, Task body) {
    run(count, (number, _) -> body.run(number));
  }

  /** The same with tasks that know who does them. */
  public void run(int count, PlacedTask body) {
    if (closed) {
      throw new IllegalStateException("the program is closed");
    }
    if (threads.length == 0 || count == 1) {
      for (int i = 0; i < count; i++) {
        body.run(i, 0);
      }
      return;
    }
    task = body;
    tasks = count;
    int workers = Math.min(count(), count);
    for (int worker = 0; worker < workers; worker++) {
      next.setPlain(worker * APART, first(worker, count, workers));
    }
    busy.set(threads.length);
    generation.incrementAndGet();
    for (Thread thread : threads) {
      LockSupport.unpark(thread);
    }
    work(body, count, 0);
    while (busy.get() > 0) {
      Thread.onSpinWait();
    }
    Throwable thrown = failure.getAndSet(null);
    switch (thrown) {
      case null -> {}
      case Error error -> throw error;
      case RuntimeException exception -> throw exception;
      default -> throw new IllegalStateException(thrown);
    }
  }

  /** As many tasks as so many workers should have, so that none waits long for the last one. */
  static int tasks(int workers) {
    return workers == 1 ? 1 : 4 * workers;
  }

  /** The first of {@code count} tasks that are a worker's own; the next worker's end them. */
  static int first(int worker, int count, int workers) {
    return (int) ((long) worker * count / workers);
  }

  private void work(PlacedTask body, int count, int self) {
    int workers = Math.min(count(), count);
    try {
      for (int i = 0; i < workers && self < workers; i++) {
        int worker = (self + i) % workers;
        int end = first(worker + 1, count, workers);
        for (int number = take(worker); number < end; number = take(worker)) {
          body.run(number, self);
        }
      }
    } catch (RuntimeException | Error e) {
      failure.compareAndSet(null, e);
      for (int worker = 0; worker < workers; worker++) {
        next.set(worker * APART, count);
      }
    }
  }

  private int take(int worker) {
    return next.getAndIncrement(worker * APART);
  }

  private void serve(int self) {
    int seen = 0;
    while (true) {
      int spins = 0;
      while (generation.get() == seen && !closed) {
        if (++spins < SPINS) {
          Thread.onSpinWait();
        } else {
          LockSupport.park(this);
        }
      }
      if (closed) {
        return;
      }
      seen = generation.get();
      PlacedTask body = task;
      if (body != null) {
        work(body, tasks, self);
      }
      busy.decrementAndGet();
    }
  }

  @Override
  public void close() {
    closed = true;
    for (Thread thread : threads) {
      LockSupport.unpark(thread);
    }
  }
}
