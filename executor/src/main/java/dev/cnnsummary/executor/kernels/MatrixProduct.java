package dev.cnnsummary.executor.kernels;

import java.util.Arrays;

/** Products of matrices that stand anywhere, with any steps between their elements. */
final class MatrixProduct {
  private MatrixProduct() {}

  /** The elements of rows in blocks of columns. */
  static int blockedLength(Loops loops, int rows, int columns) {
    return Math.multiplyExact(rows, Math.ceilDiv(columns, loops.lanes()) * loops.lanes());
  }

  /** Rows in blocks of columns: {@code [blocks, rows, lanes]}; what is missing is zero. */
  static float[] blockRows(Loops loops, float[] x, int xo, int rowStep, int rows, int columns) {
    float[] blocked = new float[blockedLength(loops, rows, columns)];
    blockRows(loops, x, xo, rowStep, rows, columns, blocked, 0);
    return blocked;
  }

  /** The same, into an array from {@code bo} on. */
  static void blockRows(
      Loops loops, float[] x, int xo, int rowStep, int rows, int columns, float[] blocked, int bo) {
    int lanes = loops.lanes();
    int whole = columns / lanes * lanes;
    for (int column = 0; column < whole; column += lanes) {
      loops.gather(x, xo + column, rowStep, blocked, bo + column * rows, rows);
    }
    for (int row = 0; row < rows && whole < columns; row++) {
      int to = bo + whole * rows + row * lanes;
      System.arraycopy(x, xo + row * rowStep + whole, blocked, to, columns - whole);
      Arrays.fill(blocked, to + columns - whole, to + lanes, 0);
    }
  }

  /** The other way round. */
  static void unblockRows(
      Loops loops, float[] blocked, int bo, int rows, int columns, float[] y, int yo, int rowStep) {
    int lanes = loops.lanes();
    int whole = columns / lanes * lanes;
    for (int column = 0; column < whole; column += lanes) {
      loops.spread(blocked, bo + column * rows, y, yo + column, rowStep, rows);
    }
    for (int row = 0; row < rows && whole < columns; row++) {
      int from = bo + whole * rows + row * lanes;
      System.arraycopy(blocked, from, y, yo + row * rowStep + whole, columns - whole);
    }
  }

  /** Blocked rows times a packed matrix, plus its bias: blocked rows again. */
  static float[] multiply(Loops loops, float[] a, int rows, PackedMatrix matrix) {
    float[] sums = new float[matrix.blocks() * rows * loops.lanes()];
    multiply(loops, a, 0, rows, matrix, 0, matrix.tiles(), sums, 0);
    return sums;
  }

  /**
   * The same, from {@code ao} on, into an array from {@code so} on.
   *
   * @param first the first tile of columns
   * @param last the one after the last
   */
  static void multiply(
      Loops loops,
      float[] a,
      int ao,
      int rows,
      PackedMatrix matrix,
      int first,
      int last,
      float[] sums,
      int so) {
    int lanes = loops.lanes();
    int depth = matrix.depth(0);
    int[] table = Tile.table(depth / lanes, block -> ao + block * rows * lanes);
    Tile tile =
        new Tile(a, table, matrix.data(), matrix.bias(), Clamp.NONE, sums, lanes, rows * lanes);
    Pieces pieces = new Pieces(rows, loops.blockedRows());
    for (int t = first; t < last; t++) {
      pieces.blocked(
          loops,
          tile,
          matrix.vectors(t),
          0,
          depth,
          matrix.start(t),
          matrix.biasStart(t),
          so + 2 * (t - first) * rows * lanes);
    }
  }

  /** A matrix, packed: {@code depth × columns}. */
  static PackedMatrix pack(
      Loops loops, float[] b, int bo, int rowStep, int columnStep, int depth, int columns) {
    int padded = Math.ceilDiv(depth, loops.lanes()) * loops.lanes();
    PackedMatrix matrix = new PackedMatrix(loops.lanes(), columns, _ -> padded);
    matrix.allocate();
    if (columnStep == 1) {
      packRows(loops, b, bo, rowStep, depth, columns, matrix);
      return matrix;
    }
    for (int column = 0; column < columns; column++) {
      matrix.fill(column, b, bo + column * columnStep, rowStep, depth, 1);
    }
    return matrix;
  }

  /** Packs a matrix whose columns stand side by side. */
  private static void packRows(
      Loops loops, float[] b, int bo, int rowStep, int depth, int columns, PackedMatrix matrix) {
    int lanes = loops.lanes();
    for (int column = 0; column < columns; column += lanes) {
      int to = matrix.index(0, column);
      int step = matrix.rowStep(column);
      int n = Math.min(lanes, columns - column);
      for (int row = 0; row < depth; row++) {
        System.arraycopy(b, bo + row * rowStep + column, matrix.data(), to + row * step, n);
      }
    }
  }
}
