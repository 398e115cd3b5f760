package dev.cnnsummary.executor.kernels;

/**
 * A matrix of weights, packed for the matrix kernels: columns in tiles of two vectors or of one (a
 * last one of one where their number is odd), in each tile row after row.
 */
final class PackedMatrix {
  private final int lanes;
  private final int columns;
  private final int most;
  private final int[] starts;
  private final int[] depths;
  private float[] data = {};
  private float[] bias = {};

  /**
   * Plans a matrix.
   *
   * @param columns how many columns there are
   * @param depth the rows of each tile
   */
  PackedMatrix(int lanes, int columns, Depth depth) {
    this(lanes, columns, 2, depth);
  }

  /** The same with tiles of {@code most} vectors, 1 or 2. */
  PackedMatrix(int lanes, int columns, int most, Depth depth) {
    this.lanes = lanes;
    this.columns = columns;
    this.most = most;
    int tiles = Math.ceilDiv(columns, most * lanes);
    starts = new int[tiles + 1];
    depths = new int[tiles];
    for (int tile = 0; tile < tiles; tile++) {
      depths[tile] = depth.of(tile);
      starts[tile + 1] =
          Math.addExact(starts[tile], Math.multiplyExact(depths[tile], vectors(tile) * lanes));
    }
  }

  /** How many rows a tile has. */
  @FunctionalInterface
  interface Depth {
    int of(int tile);
  }

  /** The elements, bias included. */
  long length() {
    return (long) starts[tiles()] + (long) tiles() * most * lanes;
  }

  /** Makes room; everything is zero. */
  void allocate() {
    data = new float[starts[tiles()]];
    bias = new float[tiles() * most * lanes];
  }

  int tiles() {
    return depths.length;
  }

  /** Vectors over all columns. */
  int blocks() {
    return Math.ceilDiv(columns, lanes);
  }

  /** The vectors of a tile; a last one can have fewer than others. */
  int vectors(int tile) {
    return Math.min(most, Math.ceilDiv(columns, lanes) - most * tile);
  }

  /** The first vector of columns of a tile. */
  int firstVector(int tile) {
    return most * tile;
  }

  int start(int tile) {
    return starts[tile];
  }

  int depth(int tile) {
    return depths[tile];
  }

  /** The tile that a column stands in. */
  int tile(int column) {
    return column / (most * lanes);
  }

  /** Where an element stands. */
  int index(int row, int column) {
    int tile = tile(column);
    return starts[tile] + row * vectors(tile) * lanes + column % (most * lanes);
  }

  /** From one row of a column's tile to the next. */
  int rowStep(int column) {
    return vectors(tile(column)) * lanes;
  }

  /**
   * Fills the first rows of a column.
   *
   * @param from where its first element is
   * @param distance from it to the next one
   * @param scale what they are multiplied by
   */
  void fill(int column, float[] source, int from, int distance, int rows, float scale) {
    int start = index(0, column);
    int step = rowStep(column);
    for (int row = 0; row < rows; row++) {
      data[start + row * step] = source[from + row * distance] * scale;
    }
  }

  float[] data() {
    return data;
  }

  /** One for each column, as many vectors for each tile as the widest have. */
  float[] bias() {
    return bias;
  }

  /** Where a tile's bias starts. */
  int biasStart(int tile) {
    return tile * most * lanes;
  }
}
