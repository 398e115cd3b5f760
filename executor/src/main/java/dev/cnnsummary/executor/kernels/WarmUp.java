package dev.cnnsummary.executor.kernels;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Calls matrix kernels over and over while weights are loaded, with next to nothing to do, until
 * the compiler has made machine code of them: a first run then finds it, instead of waiting for its
 * first layers to be interpreted, which takes some hundred times as long.
 */
public final class WarmUp implements AutoCloseable {
  /** Somewhat more calls than the compiler's last stage waits for. */
  private static final int CALLS = 6_000;

  /** How often all kernels have their turn. */
  private static final int ROUNDS = 4;

  private final Loops loops;
  private final List<Call> calls = new ArrayList<>();
  private final Thread thread = Thread.ofPlatform().daemon().name("warm-up").unstarted(this::run);
  private volatile boolean closed;

  private record Call(MatrixKernel kernel, Tile tile) {}

  /** Begins, with those that take the compiler longest. */
  WarmUp(Loops loops, Collection<MatrixKernel> kernels) {
    this.loops = loops;
    Comparator<MatrixKernel> bySums = Comparator.comparingInt(each -> each.rows() * each.vectors());
    for (MatrixKernel kernel : kernels.stream().sorted(bySums.reversed()).toList()) {
      int lanes = loops.lanes();
      int size = kernel.rows() * lanes;
      Clamp clamp = kernel.bounded() ? new Clamp(0, 6) : Clamp.NONE;
      float[] numbers = new float[size];
      float[] columns = new float[2 * lanes];
      float[] out = new float[2 * size];
      Tile tile = new Tile(numbers, new int[1], columns, columns, clamp, out, lanes, size);
      calls.add(new Call(kernel, tile));
    }
    if (!calls.isEmpty()) {
      thread.start();
    }
  }

  private void run() {
    for (int round = 0; round < ROUNDS; round++) {
      for (Call call : calls) {
        for (int i = 0; i < CALLS && !closed; i++) {
          run(call.kernel, call.tile);
        }
      }
    }
  }

  private void run(MatrixKernel kernel, Tile tile) {
    if (kernel.blocked()) {
      loops.blocked(tile, kernel.rows(), kernel.vectors(), 0, 1, 0, 0, 0);
    } else {
      loops.plain(tile, kernel.rows(), kernel.vectors(), 0, 1, 0, 0, 0);
    }
  }

  /** Ends. */
  @Override
  public void close() {
    closed = true;
  }
}
