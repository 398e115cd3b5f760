package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.op.Convolution;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A convolution of stride 1 by Winograd's minimal filtering (Lavin and Gray, 2016): tiles of inputs
 * are transformed along each {@link WinogradAxis}, multiplied with transformed weights place by
 * place, as one product of matrices over the channels for each place, and transformed back into
 * tiles of outputs. A 3x3 convolution makes a quarter of the multiplications of the direct sum in
 * tiles of 4x4 outputs; where these are few, four ninths and less than half the weights in tiles of
 * 2x2. 5x5 takes 36 of 100, a row of seven taps four of seven.
 */
final class WinogradConvolution implements Kernel {
  /** Tiles that go through all steps together, so that what lies between stays in the cache. */
  private static final int BLOCK = 14;

  /** The same where tiles are lines. */
  private static final int LINES = 28;

  /** Up to so many tiles are one block, so that the weights are read once only. */
  private static final int FEW = 56;

  private final Loops loops;
  private final Node node;
  private final @Nullable Node norm;
  private final Convolution op;
  private final Storage input;
  private final Storage output;
  private final Epilogue epilogue;
  private final Sliding sliding;

  private final WinogradTiling tiling;
  private final WinogradAxis rows;
  private final WinogradAxis columns;

  /** The numbers of a transformed tile. */
  private final int places;

  private final WinogradWeights weights;
  private final PackedMatrix matrix;
  private final Storage transformed;
  private final Storage products;
  private final int block;
  private final int slots;

  WinogradConvolution(Site site, Convolution op, WinogradTiling tiling) {
    this.loops = site.loops();
    this.node = site.node();
    this.norm = site.norm();
    this.op = op;
    this.tiling = tiling;
    input = site.blocked(0);
    output = site.blockedOutput(0);
    epilogue = site.epilogue(output);
    sliding = Sliding.of(op.window(), input, output);
    rows = tiling.rows();
    columns = tiling.columns();
    places = tiling.places();
    int lanes = loops.lanes();
    weights = new WinogradWeights(op, input.channels(), tiling, loops);
    matrix = weights.matrix();
    block = tiles() <= FEW ? tiles() : tiling.isLine() ? LINES : BLOCK;
    slots = tiles() <= FEW ? 1 : site.threads();
    transformed = site.scratch(slots * slices() * places * block * lanes);
    products = site.scratch(site.threads() * places * 2 * block * lanes);
  }

  /** Blocks of input channels, as often as the taps have parts. */
  private int slices() {
    return tiling.parts() * input.blocks();
  }

  private int tiles() {
    return tiling.tiles();
  }

  @Override
  public String algorithm() {
    return "Winograd " + rows.outputs() + "x" + columns.outputs();
  }

  @Override
  public double saving() {
    return tiling.saving((double) sliding.taps() * output.pixels());
  }

  @Override
  public Set<MatrixKernel> matrixKernels() {
    return new Pieces(block, loops.blockedRows()).kernels(true, matrix, Clamp.NONE);
  }

  @Override
  public long packedFloats() {
    return matrix.length();
  }

  @Override
  public long load(WeightReader reader) {
    FoldedNorm folded = FoldedNorm.of(norm, op.outChannels(), reader);
    long read = weights.pack(reader.borrow(node.weights().get(0)), folded.scale());
    return folded.read() + read + folded.amounts(node, op.bias(), reader, matrix.bias());
  }

  @Override
  public void run(Workers workers) {
    for (int sample = 0; sample < output.batch(); sample++) {
      if (tiles() <= FEW) {
        runTogether(workers, sample);
      } else {
        runBlocks(workers, sample);
      }
    }
  }

  /** All tiles at once: first every block of channels is transformed, then column tiles shared. */
  private void runTogether(Workers workers, int sample) {
    int all = tiles();
    workers.run(
        slices(),
        i -> {
          float[] tile = new float[places * loops.lanes()];
          transform(sample, i, 0, all, transformed.offset(), new float[tile.length], tile);
        });
    int[] table = table(all);
    Pieces pieces = new Pieces(all, loops.blockedRows());
    workers.run(
        matrix.tiles(),
        (t, slot) -> {
          int scratch = products.offset() + slot * places * 2 * block * loops.lanes();
          multiply(t, all, pieces, table, transformed.offset(), scratch);
          restore(sample, t, 0, all, scratch, new float[places * loops.lanes()]);
        });
  }

  /** Tile after tile, some at a time: each worker does all steps of its own. */
  private void runBlocks(Workers workers, int sample) {
    int lanes = loops.lanes();
    int blocks = Math.ceilDiv(tiles(), block);
    workers.run(
        blocks,
        (b, slot) -> {
          float[] tile = new float[places * lanes];
          float[] other = new float[places * lanes];
          int own = transformed.offset() + slot * slices() * places * block * lanes;
          int scratch = products.offset() + slot * places * 2 * block * lanes;
          int first = b * block;
          int count = Math.min(block, tiles() - first);
          for (int i = 0; i < slices(); i++) {
            transform(sample, i, first, count, own, other, tile);
          }
          int[] table = table(count);
          Pieces pieces = new Pieces(count, loops.blockedRows());
          for (int t = 0; t < matrix.tiles(); t++) {
            multiply(t, count, pieces, table, own, scratch);
            restore(sample, t, first, count, scratch, tile);
          }
        });
  }

  /** Where a place of each block of channels is, part after part, from that place of the first. */
  private int[] table(int count) {
    return Tile.table(slices(), i -> i * places * count * loops.lanes());
  }

  /** Transforms some tiles of one part of one block of channels. */
  private void transform(
      int sample, int i, int first, int count, int to, float[] gathered, float[] between) {
    int lanes = loops.lanes();
    int part = i / input.blocks();
    int block = sample * input.blocks() + i % input.blocks();
    int height = sliding.input()[1];
    int width = sliding.input()[2];
    int plane = input.offset() + block * height * width * lanes;
    int base = to + i * places * count * lanes;
    for (int tile = 0; tile < count; tile++) {
      int row = (first + tile) / tiling.across() * rows.outputs();
      int column = (first + tile) % tiling.across() * columns.outputs();
      int y = row + tiling.partRow(part) - sliding.before()[1];
      int x = column + tiling.partColumn(part) - sliding.before()[2];
      float[] source = input.floats();
      int from = plane + (y * width + x) * lanes;
      int pitch = width * lanes;
      if (y < 0 || x < 0 || y + rows.points() > height || x + columns.points() > width) {
        gather(source, plane, y, x, gathered);
        source = gathered;
        from = 0;
        pitch = columns.points() * lanes;
      }
      int target = base + tile * lanes;
      int step = count * lanes;
      float[] results = transformed.floats();
      if (tiling.isLine()) {
        loops.winogradInputLine(
            source, from, columns.points() == 1 ? pitch : lanes, results, target, step);
      } else {
        loops.winogradInput(rows.points(), source, from, pitch, between, results, target, step);
      }
    }
  }

  /** A tile over the edge, with zeros for what is not there. */
  private void gather(float[] source, int plane, int y, int x, float[] tile) {
    int lanes = loops.lanes();
    int height = sliding.input()[1];
    int width = sliding.input()[2];
    Arrays.fill(tile, 0);
    int first = Math.max(0, -x);
    int last = Math.min(columns.points(), width - x);
    int end = Math.min(rows.points(), height - y);
    for (int row = Math.max(0, -y); row < end && last > first; row++) {
      System.arraycopy(
          source,
          plane + ((y + row) * width + x + first) * lanes,
          tile,
          (row * columns.points() + first) * lanes,
          (last - first) * lanes);
    }
  }

  private void multiply(int t, int count, Pieces pieces, int[] table, int from, int scratch) {
    int lanes = loops.lanes();
    int vectors = matrix.vectors(t);
    int depth = weights.depth(t);
    int start = from + weights.firstBlock(t) * places * count * lanes;
    Tile tile =
        new Tile(
            transformed.floats(),
            table,
            matrix.data(),
            new float[2 * lanes],
            Clamp.NONE,
            products.floats(),
            lanes,
            places * count * lanes);
    for (int place = 0; place < places; place++) {
      int a = start + place * count * lanes;
      int w = weights.start(t, place);
      pieces.blocked(loops, tile, vectors, a, depth, w, 0, scratch + place * count * lanes);
    }
  }

  private void restore(int sample, int t, int first, int count, int scratch, float[] between) {
    int lanes = loops.lanes();
    int height = sliding.output()[1];
    int width = sliding.output()[2];
    float[] edge = new float[rows.outputs() * columns.outputs() * lanes];
    for (int v = 0; v < matrix.vectors(t); v++) {
      int made = sample * output.blocks() + matrix.firstVector(t) + v;
      int plane = output.offset() + made * height * width * lanes;
      int bias = matrix.biasStart(t) + v * lanes;
      for (int i = 0; i < count; i++) {
        int y = (first + i) / tiling.across() * rows.outputs();
        int x = (first + i) % tiling.across() * columns.outputs();
        int from = scratch + (v * places * count + i) * lanes;
        int to = plane + (y * width + x) * lanes;
        boolean whole = y + rows.outputs() <= height && x + columns.outputs() <= width;
        restoreTile(
            from,
            count * lanes,
            between,
            bias,
            whole ? output.floats() : edge,
            whole ? to : 0,
            (whole ? width : columns.outputs()) * lanes);
        int end = Math.min(columns.outputs(), width - x) * lanes;
        for (int row = 0; row < Math.min(rows.outputs(), height - y); row++) {
          int target = to + row * width * lanes;
          if (!whole) {
            System.arraycopy(edge, row * columns.outputs() * lanes, output.floats(), target, end);
          }
          epilogue.finish(loops, output, target, end);
        }
      }
    }
  }

  private void restoreTile(
      int from, int step, float[] between, int bias, float[] y, int to, int pitch) {
    float[] x = products.floats();
    float[] amounts = matrix.bias();
    Clamp clamp = epilogue.clamp();
    if (tiling.isLine()) {
      int outputs = rows.outputs() * columns.outputs();
      int next = columns.points() == 1 ? pitch : loops.lanes();
      loops.winogradOutputLine(outputs, x, from, step, amounts, bias, clamp, y, to, next);
    } else {
      loops.winogradOutput(
          rows.points(),
          rows.outputs(),
          columns.outputs(),
          x,
          from,
          step,
          between,
          amounts,
          bias,
          clamp,
          y,
          to,
          pitch);
    }
  }
}
