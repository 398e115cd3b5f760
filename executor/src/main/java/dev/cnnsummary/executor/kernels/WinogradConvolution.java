package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.op.Convolution;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
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

  /** Fewer tiles than these keep a matrix kernel waiting for its weights. */
  private static final int FEWEST = 9;

  /** Narrower groups leave too little of their tile that is not zero. */
  private static final int NARROWEST = 4;

  /** How many times fewer multiplications make up for the transforms. */
  private static final double SPARED = 1.3;

  /** Channels whose weights are packed at once: what they need stays in the first cache. */
  private static final int PACKED = 8;

  private final Loops loops;
  private final Node node;
  private final @Nullable Node norm;
  private final Convolution op;
  private final Storage input;
  private final Storage output;
  private final Epilogue epilogue;
  private final Sliding sliding;

  private final WinogradAxis rows;
  private final WinogradAxis columns;

  /** The numbers of a transformed tile. */
  private final int places;

  private final Groups groups;
  private final PackedMatrix matrix;
  private final Storage transformed;
  private final Storage products;
  private final int tileRows;
  private final int tileColumns;
  private final int block;
  private final int slots;

  WinogradConvolution(Site site, Convolution op) {
    this.loops = site.loops();
    this.node = site.node();
    this.norm = site.norm();
    this.op = op;
    input = site.blocked(0);
    output = site.blockedOutput(0);
    epilogue = site.epilogue(output);
    sliding = Sliding.of(op.window(), input, output);
    int height = sliding.output()[1];
    int width = sliding.output()[2];
    boolean alone = op.groups() == 1;
    boolean small = alone && isSmall(sliding.kernel()[1], sliding.kernel()[2], height, width);
    rows = WinogradAxis.of(sliding.kernel()[1], small);
    columns = WinogradAxis.of(sliding.kernel()[2], small);
    places = rows.points() * columns.points();
    int lanes = loops.lanes();
    groups = Groups.of(op, input.channels(), loops);
    matrix =
        new PackedMatrix(lanes, op.outChannels(), groups.vectors(), tile -> places * depth(tile));
    tileRows = rows.tiles(height);
    tileColumns = columns.tiles(width);
    block = tiles() <= FEW ? tiles() : isLine() ? LINES : BLOCK;
    slots = tiles() <= FEW ? 1 : site.threads();
    transformed = site.scratch(slots * parts() * input.blocks() * places * block * lanes);
    products = site.scratch(site.threads() * places * 2 * block * lanes);
  }

  /** Whether a convolution can be computed so, and is worth it. */
  static boolean suits(Site site, Convolution op) {
    int lanes = site.loops().lanes();
    return !site.isDirect()
        && op.window().kernel().size() == 2
        && op.window().stride().equals(List.of(1, 1))
        && op.window().dilation().equals(List.of(1, 1))
        && (op.groups() == 1 || site.operand(0).shape().get(1) / op.groups() >= NARROWEST)
        && op.paddingMode() == Convolution.PaddingMode.ZEROS
        && site.operand(0).shape().get(1) >= lanes
        && op.outChannels() >= lanes
        && suits(op.window().kernel(), site.result(0).shape(), op.groups() == 1);
  }

  private static boolean suits(List<Integer> kernel, List<Integer> output, boolean alone) {
    int taps = kernel.get(0) * kernel.get(1);
    if (taps == 1 || !WinogradAxis.suits(kernel.get(0)) || !WinogradAxis.suits(kernel.get(1))) {
      return false;
    }
    int height = output.get(2);
    int width = output.get(3);
    boolean small = alone && isSmall(kernel.get(0), kernel.get(1), height, width);
    WinogradAxis rows = WinogradAxis.of(kernel.get(0), small);
    WinogradAxis columns = WinogradAxis.of(kernel.get(1), small);
    int tiles = rows.tiles(height) * columns.tiles(width);
    double products = (double) rows.points() * columns.points() * rows.parts() * columns.parts();
    boolean parts = rows.parts() * columns.parts() > 1;
    return (alone || !parts)
        && tiles >= FEWEST
        && taps * (double) height * width >= SPARED * products * tiles;
  }

  /**
   * Whether 3x3 taps take small tiles: large ones do where they spare a third of the products of
   * small ones. Where they reach too far beyond the output, small ones take about as long, and less
   * than half the weights, which groups have few of.
   */
  private static boolean isSmall(int kernelHeight, int kernelWidth, int height, int width) {
    int large = Math.ceilDiv(height, 4) * Math.ceilDiv(width, 4);
    int small = Math.ceilDiv(height, 2) * Math.ceilDiv(width, 2);
    return kernelHeight == 3
        && kernelWidth == 3
        && (large < FEWEST || 2 * 16 * small < 3 * 36 * large);
  }

  /** Whether only one axis is transformed. */
  private boolean isLine() {
    return rows.points() == 1 || columns.points() == 1;
  }

  /** What is summed at each place: all channels of each part of the taps. */
  private int depth(int tile) {
    return (parts() - 1) * input.blocks() * loops.lanes() + groups.channels(tile);
  }

  private int parts() {
    return rows.parts() * columns.parts();
  }

  private int tiles() {
    return tileRows * tileColumns;
  }

  @Override
  public String algorithm() {
    return "Winograd " + rows.outputs() + "x" + columns.outputs();
  }

  /** Transforms are not counted: they only add, or multiply by constants. */
  @Override
  public double saving() {
    return (double) sliding.taps() * output.pixels() / (places * parts() * tiles());
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
  public long load(WeightReader weights) {
    matrix.allocate();
    FoldedNorm folded = FoldedNorm.of(norm, op.outChannels(), weights);
    float[] source = weights.borrow(node.weights().get(0));
    IntStream.range(0, matrix.tiles())
        .parallel()
        .forEach(tile -> packTile(tile, source, folded.scale()));
    long read = (long) op.outChannels() * groups.width() * sliding.taps();
    return folded.read() + read + folded.amounts(node, op.bias(), weights, matrix.bias());
  }

  /** Packs the weights of the columns of a tile, some channels at a time. */
  private void packTile(int tile, float[] source, float[] scale) {
    int width = matrix.vectors(tile) * loops.lanes();
    int all = groups.channels(tile);
    WinogradFilter filter = new WinogradFilter(rows, columns, PACKED * width);
    for (int part = 0; part < parts(); part++) {
      for (int first = 0; first < all; first += PACKED) {
        int channels = Math.min(PACKED, all - first);
        filter.clear();
        take(filter, part, tile, first, channels, source, scale);
        int row = part * input.blocks() * loops.lanes() + first;
        filter.transform((place, numbers) -> {
          int to = matrix.start(tile) + (place * depth(tile) + row) * width;
          for (int i = 0; i < channels * width; i++) {
            matrix.data()[to + i] = (float) numbers[i];
          }
        });
      }
    }
  }

  /** Takes the taps of a part, of some channels and of the columns of a tile. */
  private void take(
      WinogradFilter filter,
      int part,
      int tile,
      int first,
      int channels,
      float[] source,
      float[] scale) {
    int width = matrix.vectors(tile) * loops.lanes();
    int start = matrix.firstVector(tile) * loops.lanes();
    int height = Math.min(rows.taps(), sliding.kernel()[1] - partRow(part));
    int length = Math.min(columns.taps(), sliding.kernel()[2] - partColumn(part));
    for (int column = 0; column < Math.min(width, op.outChannels() - start); column++) {
      double factor = scale[start + column];
      int base = groups.firstBlock(tile) * loops.lanes() + first - groups.firstOf(start + column);
      int end = Math.min(channels, groups.width() - base);
      for (int channel = Math.max(0, -base); channel < end; channel++) {
        int from = ((start + column) * groups.width() + base + channel) * sliding.taps();
        for (int y = 0; y < height; y++) {
          int line = from + (partRow(part) + y) * sliding.kernel()[2] + partColumn(part);
          for (int x = 0; x < length; x++) {
            filter.put(y, x, channel * width + column, factor * source[line + x]);
          }
        }
      }
    }
  }

  /** The first row of taps of a part. */
  private int partRow(int part) {
    return part / columns.parts() * rows.taps();
  }

  private int partColumn(int part) {
    return part % columns.parts() * columns.taps();
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
        parts() * input.blocks(),
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
          int own = transformed.offset() + slot * parts() * input.blocks() * places * block * lanes;
          int scratch = products.offset() + slot * places * 2 * block * lanes;
          int first = b * block;
          int count = Math.min(block, tiles() - first);
          for (int i = 0; i < parts() * input.blocks(); i++) {
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
    return Tile.table(parts() * input.blocks(), i -> i * places * count * loops.lanes());
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
      int row = (first + tile) / tileColumns * rows.outputs();
      int column = (first + tile) % tileColumns * columns.outputs();
      int y = row + partRow(part) - sliding.before()[1];
      int x = column + partColumn(part) - sliding.before()[2];
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
      if (isLine()) {
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
    int depth = depth(t);
    int start = from + groups.firstBlock(t) * places * count * lanes;
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
      int w = matrix.start(t) + place * depth * vectors * lanes;
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
        int y = (first + i) / tileColumns * rows.outputs();
        int x = (first + i) % tileColumns * columns.outputs();
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
    if (isLine()) {
      int outputs = rows.outputs() * columns.outputs();
      int next = columns.points() == 1 ? pitch : loops.lanes();
      loops.winogradOutputLine(outputs, x, from, step, amounts, bias, clamp, y, to, next);
    } else if (rows.points() == 4) {
      loops.winogradSmallOutput(x, from, step, between, amounts, bias, clamp, y, to, pitch);
    } else {
      loops.winogradOutput(
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
