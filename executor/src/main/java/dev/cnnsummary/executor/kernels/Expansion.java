package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.op.Convolution;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A pointwise convolution whose rows are made when a depthwise convolution comes to see them. */
final class Expansion {
  private final Loops loops;
  private final Node node;
  private final @Nullable Node norm;
  private final Convolution op;
  private final Storage input;
  private final Epilogue epilogue;
  private final PackedMatrix matrix;
  private final int[] table;

  Expansion(Site site, Convolution op) {
    loops = site.loops();
    node = site.node();
    norm = site.norm();
    this.op = op;
    input = site.blocked(0);
    epilogue = new Epilogue(null, site.activation());
    int lanes = loops.lanes();
    matrix = new PackedMatrix(lanes, op.outChannels(), _ -> input.channels());
    table = Tile.table(input.blocks(), block -> block * input.pixels() * lanes);
  }

  /** Tiles of channels that rows are made of at a time. */
  int tiles() {
    return matrix.tiles();
  }

  /** The blocks of channels of a tile. */
  int vectors(int tile) {
    return matrix.vectors(tile);
  }

  Set<MatrixKernel> matrixKernels(RowRing ring) {
    return ring.pieces().kernels(true, matrix, epilogue.clamp());
  }

  long packedFloats() {
    return matrix.length();
  }

  long load(WeightReader weights) {
    matrix.allocate();
    FoldedNorm folded = FoldedNorm.of(norm, op.outChannels(), weights);
    float[] source = weights.borrow(node.weights().get(0));
    int channels = input.channels();
    for (int column = 0; column < op.outChannels(); column++) {
      matrix.fill(column, source, column * channels, 1, channels, folded.scale()[column]);
    }
    return folded.read()
        + (long) channels * op.outChannels()
        + folded.amounts(node, op.bias(), weights, matrix.bias());
  }

  /** What makes rows that go into a ring. */
  Tile tile(RowRing ring) {
    return new Tile(
        input.floats(),
        table,
        matrix.data(),
        matrix.bias(),
        epilogue.clamp(),
        ring.memory().floats(),
        loops.lanes(),
        ring.vectorPitch());
  }

  /** Makes a row of one tile of channels. */
  void make(Tile tile, RowRing ring, int slot, int sample, int t, int row) {
    int lanes = loops.lanes();
    int from =
        input.offset() + (sample * input.blocks() * input.pixels() + row * input.dim(3)) * lanes;
    ring.pieces()
        .blocked(
            loops,
            tile,
            matrix.vectors(t),
            from,
            matrix.depth(t),
            matrix.start(t),
            matrix.biasStart(t),
            ring.seenRow(slot, 0, row));
    for (int v = 0; v < matrix.vectors(t); v++) {
      epilogue.finish(loops, ring.memory(), ring.seenRow(slot, v, row), ring.seen());
    }
  }
}
