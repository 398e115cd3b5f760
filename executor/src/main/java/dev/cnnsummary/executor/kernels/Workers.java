package dev.cnnsummary.executor.kernels;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Threads that share the tasks of one kernel after another. Between kernels they spin for a moment,
 * which is shorter than waking up, and then sleep. One caller at a time.
 */
public final class Workers implements AutoCloseable {
  private static final int SPINS = 20_000;

  private final Thread[] threads;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger busy = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private volatile @Nullable Task task;
  private volatile int tasks;
  private final AtomicInteger generation = new AtomicInteger();
  private volatile boolean closed;

  /** What is done for each number from 0. */
  @FunctionalInterface
  public interface Task {
    /** Does it. */
    void run(int number);
  }

  /**
   * Starts threads.
   *
   * @param count how many work at once, the caller included; at least 1
   */
  public Workers(int count) {
    threads = new Thread[count - 1];
    for (int i = 0; i < threads.length; i++) {
      threads[i] = Thread.ofPlatform().daemon().name("kernel-" + (i + 1)).unstarted(this::serve);
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
    if (closed) {
      throw new IllegalStateException("the program is closed");
    }
    if (threads.length == 0 || count == 1) {
      for (int i = 0; i < count; i++) {
        body.run(i);
      }
      return;
    }
    task = body;
    tasks = count;
    next.set(0);
    busy.set(threads.length);
    generation.incrementAndGet();
    for (Thread thread : threads) {
      LockSupport.unpark(thread);
    }
    work(body, count);
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

  private void work(Task body, int count) {
    try {
      for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
        body.run(i);
      }
    } catch (RuntimeException | Error e) {
      failure.compareAndSet(null, e);
      next.set(count);
    }
  }

  private void serve() {
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
      Task body = task;
      if (body != null) {
        work(body, tasks);
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
