package dev.cnnsummary.executor.kernels;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How a line of rows is cut into pieces that a matrix kernel can do at once. The last piece may
 * begin before the one in front of it has ended: doing a few rows again costs less than doing them
 * one by one.
 */
final class Pieces {
  private final int[] starts;
  private final int[] sizes;

  /**
   * Cuts a line.
   *
   * @param length the number of rows, at least 1
   * @param sizes what the kernel can do, most first, the last 1
   */
  Pieces(int length, int[] sizes) {
    int[] from = new int[length];
    int[] taken = new int[length];
    int pieces = 0;
    for (int start = 0; start < length; pieces++) {
      int size = best(length - start, length, sizes);
      from[pieces] = Math.min(start, length - size);
      taken[pieces] = size;
      start = from[pieces] + size;
    }
    this.starts = Arrays.copyOf(from, pieces);
    this.sizes = Arrays.copyOf(taken, pieces);
  }

  /** The largest that fits; at the end of a line one that overlaps, where little is done twice. */
  private static int best(int left, int length, int[] sizes) {
    int fitting = 1;
    for (int size : sizes) {
      if (size <= left) {
        fitting = size;
        break;
      }
    }
    int covering = fitting;
    for (int size : sizes) {
      if (size >= left && size <= length) {
        covering = size;
      }
    }
    return covering > fitting && covering <= left + left / 2 + 1 ? covering : fitting;
  }

  /** What kernels do them, with each tile of a matrix. */
  Set<MatrixKernel> kernels(boolean blocked, PackedMatrix matrix, Clamp clamp) {
    return IntStream.of(matrix.vectors(0), matrix.vectors(matrix.tiles() - 1))
        .boxed()
        .flatMap(vectors ->
            Arrays.stream(sizes).mapToObj(rows -> MatrixKernel.of(blocked, rows, vectors, clamp)))
        .collect(Collectors.toSet());
  }

  /**
   * Does all pieces of a line whose {@code a} is blocked; the numbers are those of its first row,
   * as for {@link Loops#blocked}.
   */
  void blocked(Loops loops, Tile tile, int vectors, int a, int k, int w, int bias, int out) {
    int lanes = loops.lanes();
    for (int i = 0; i < starts.length; i++) {
      int to = out + starts[i] * tile.rowStride();
      loops.blocked(tile, sizes[i], vectors, a + starts[i] * lanes, k, w, bias, to);
    }
  }

  /** The same of one whose {@code a} is plain. */
  void plain(Loops loops, Tile tile, int vectors, int a, int k, int w, int bias, int out) {
    for (int i = 0; i < starts.length; i++) {
      int to = out + starts[i] * tile.rowStride();
      loops.plain(tile, sizes[i], vectors, a + starts[i], k, w, bias, to);
    }
  }
}
