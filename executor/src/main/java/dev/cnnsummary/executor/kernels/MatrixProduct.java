package dev.cnnsummary.executor.kernels;

/** Products of matrices that stand anywhere, with any steps between their elements. */
final class MatrixProduct {
  private MatrixProduct() {}

  /** Rows in blocks of columns: {@code [blocks, rows, lanes]}; what is missing is zero. */
  static float[] blockRows(
      Loops loops, float[] x, int xo, int rowStep, int columnStep, int rows, int columns) {
    int lanes = loops.lanes();
    float[] blocked = new float[Math.ceilDiv(columns, lanes) * lanes * rows];
    for (int row = 0; row < rows; row++) {
      int from = xo + row * rowStep;
      for (int column = 0; column < columns; column += lanes) {
        int to = (column / lanes * rows + row) * lanes;
        int n = Math.min(lanes, columns - column);
        if (columnStep == 1) {
          System.arraycopy(x, from + column, blocked, to, n);
        } else {
          for (int i = 0; i < n; i++) {
            blocked[to + i] = x[from + (column + i) * columnStep];
          }
        }
      }
    }
    return blocked;
  }

  /** The other way round. */
  static void unblockRows(
      Loops loops, float[] blocked, int rows, int columns, float[] y, int yo, int rowStep) {
    int lanes = loops.lanes();
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column += lanes) {
        int from = (column / lanes * rows + row) * lanes;
        System.arraycopy(
            blocked, from, y, yo + row * rowStep + column, Math.min(lanes, columns - column));
      }
    }
  }

  /** Blocked rows times a packed matrix, plus its bias: blocked rows again. */
  static float[] multiply(Loops loops, float[] a, int rows, PackedMatrix matrix) {
    int lanes = loops.lanes();
    int depth = matrix.depth(0);
    int[] table = new int[depth / lanes];
    for (int block = 0; block < table.length; block++) {
      table[block] = block * rows * lanes;
    }
    float[] sums = new float[matrix.blocks() * rows * lanes];
    Tile tile =
        new Tile(
            a,
            table,
            matrix.data(),
            matrix.bias(),
            Float.NEGATIVE_INFINITY,
            sums,
            lanes,
            rows * lanes);
    Pieces pieces = new Pieces(rows, loops.blockedRows());
    for (int t = 0; t < matrix.tiles(); t++) {
      for (int i = 0; i < pieces.count(); i++) {
        int row = pieces.start(i) * lanes;
        loops.blocked(
            tile,
            pieces.size(i),
            matrix.vectors(t),
            row,
            depth,
            matrix.start(t),
            matrix.biasStart(t),
            2 * t * rows * lanes + row);
      }
    }
    return sums;
  }

  /** A matrix, packed: {@code depth × columns}. */
  static PackedMatrix pack(
      Loops loops, float[] b, int bo, int rowStep, int columnStep, int depth, int columns) {
    int padded = Math.ceilDiv(depth, loops.lanes()) * loops.lanes();
    PackedMatrix matrix = new PackedMatrix(loops.lanes(), columns, _ -> padded);
    matrix.allocate();
    for (int column = 0; column < columns; column++) {
      int start = matrix.index(0, column);
      int step = matrix.rowStep(column);
      for (int row = 0; row < depth; row++) {
        matrix.data()[start + row * step] = b[bo + row * rowStep + column * columnStep];
      }
    }
    return matrix;
  }
}
