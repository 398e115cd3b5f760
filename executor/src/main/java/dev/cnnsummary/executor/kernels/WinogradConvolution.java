package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.op.Convolution;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A 3x3 convolution of stride 1 by Winograd's minimal filtering F(m×m, 3×3) (Lavin and Gray, 2016):
 * tiles of (m + 2)² input pixels are transformed, multiplied with transformed weights place by
 * place, as (m + 2)² products of matrices over the channels, and transformed back into m×m output
 * pixels. With m = 4 a quarter of the multiplications of the direct sum; with m = 2, for extents
 * that have few tiles of 4x4, four ninths, and less than half the weights.
 */
final class WinogradConvolution implements Kernel {
  /** Tiles that go through all steps together, so that what lies between stays in the cache. */
  private static final int BLOCK = 14;

  /** Up to so many tiles are one block, so that the weights are read once only. */
  private static final int FEW = 56;

  /** Fewer large tiles than these keep a matrix kernel waiting for its weights. */
  private static final int LARGE_TILES = 9;

  /** Fewer small ones than these are not worth it. */
  private static final int SMALL_TILES = 9;

  private final Loops loops;
  private final Node node;
  private final @Nullable Node norm;
  private final Convolution op;
  private final Storage input;
  private final Storage output;
  private final Epilogue epilogue;
  private final Sliding sliding;

  /** The extents of a tile of outputs, 2 or 4. */
  private final int size;

  /** Of a tile of inputs. */
  private final int reach;

  /** The numbers of a transformed tile. */
  private final int places;

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
    size = size(sliding.output()[1], sliding.output()[2]);
    reach = size + 2;
    places = reach * reach;
    int lanes = loops.lanes();
    int depth = places * input.channels();
    matrix = new PackedMatrix(lanes, op.outChannels(), _ -> depth);
    tileRows = Math.ceilDiv(sliding.output()[1], size);
    tileColumns = Math.ceilDiv(sliding.output()[2], size);
    block = tiles() <= FEW ? tiles() : BLOCK;
    slots = tiles() <= FEW ? 1 : site.threads();
    transformed = site.scratch(slots * input.blocks() * places * block * lanes);
    products = site.scratch(site.threads() * places * 2 * block * lanes);
  }

  /** Whether a convolution can be computed so, and is worth it. */
  static boolean suits(Site site, Convolution op) {
    int lanes = site.loops().lanes();
    int height = site.result(0).shape().size() == 4 ? site.result(0).shape().get(2) : 0;
    int width = site.result(0).shape().size() == 4 ? site.result(0).shape().get(3) : 0;
    return !site.isDirect()
        && op.window().kernel().equals(List.of(3, 3))
        && op.window().stride().equals(List.of(1, 1))
        && op.window().dilation().equals(List.of(1, 1))
        && op.groups() == 1
        && op.paddingMode() == Convolution.PaddingMode.ZEROS
        && site.operand(0).shape().get(1) >= lanes
        && op.outChannels() >= lanes
        && tiles(2, height, width) >= SMALL_TILES;
  }

  /**
   * Large tiles where they spare a third of the products of small ones. Where they reach too far
   * beyond the output, small ones take about as long, and less than half the weights.
   */
  private static int size(int height, int width) {
    int large = tiles(4, height, width);
    return large >= LARGE_TILES && 2 * 16 * tiles(2, height, width) >= 3 * 36 * large ? 4 : 2;
  }

  private static int tiles(int size, int height, int width) {
    return Math.ceilDiv(height, size) * Math.ceilDiv(width, size);
  }

  private int tiles() {
    return tileRows * tileColumns;
  }

  @Override
  public String algorithm() {
    return size == 2 ? "Winograd 2x2" : "Winograd 4x4";
  }

  /**
   * 4, or 2.25, where tiles cover the output exactly; the transforms only add, or multiply by
   * constants.
   */
  @Override
  public double saving() {
    return 9.0 * output.pixels() / (places * tiles());
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
    int channels = input.channels();
    long read =
        folded.read()
            + IntStream.range(0, op.outChannels())
                .parallel()
                .mapToLong(column -> packColumn(column, source, folded.scale()[column], channels))
                .sum();
    return read + folded.amounts(node, op.bias(), weights, matrix.bias());
  }

  private long packColumn(int column, float[] source, float scale, int channels) {
    double[] filter = new double[places];
    int start = matrix.index(0, column);
    int step = matrix.rowStep(column);
    long read = 0;
    for (int channel = 0; channel < channels; channel++) {
      WinogradFilter.transform(size, source, (column * channels + channel) * 9, scale, filter);
      for (int place = 0; place < places; place++) {
        matrix.data()[start + (place * channels + channel) * step] = (float) filter[place];
      }
      read += 9;
    }
    return read;
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
        input.blocks(),
        channels -> {
          float[] tile = new float[places * loops.lanes()];
          transform(sample, channels, 0, all, transformed.offset(), new float[tile.length], tile);
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
          int own = transformed.offset() + slot * input.blocks() * places * block * lanes;
          int scratch = products.offset() + slot * places * 2 * block * lanes;
          int first = b * block;
          int count = Math.min(block, tiles() - first);
          for (int channels = 0; channels < input.blocks(); channels++) {
            transform(sample, channels, first, count, own, other, tile);
          }
          int[] table = table(count);
          Pieces pieces = new Pieces(count, loops.blockedRows());
          for (int t = 0; t < matrix.tiles(); t++) {
            multiply(t, count, pieces, table, own, scratch);
            restore(sample, t, first, count, scratch, tile);
          }
        });
  }

  /** Where a place of each block of channels is, from that place of the first. */
  private int[] table(int count) {
    return Tile.table(input.blocks(), channels -> channels * places * count * loops.lanes());
  }

  private void transform(
      int sample, int channels, int first, int count, int to, float[] gathered, float[] between) {
    int lanes = loops.lanes();
    int height = sliding.input()[1];
    int width = sliding.input()[2];
    int plane = input.offset() + (sample * input.blocks() + channels) * height * width * lanes;
    int base = to + channels * places * count * lanes;
    for (int i = 0; i < count; i++) {
      int y = (first + i) / tileColumns * size - sliding.before()[1];
      int x = (first + i) % tileColumns * size - sliding.before()[2];
      float[] source = input.floats();
      int from = plane + (y * width + x) * lanes;
      int pitch = width * lanes;
      if (y < 0 || x < 0 || y + reach > height || x + reach > width) {
        gather(source, plane, y, x, gathered);
        source = gathered;
        from = 0;
        pitch = reach * lanes;
      }
      loops.winogradInput(
          size,
          source,
          from,
          pitch,
          between,
          transformed.floats(),
          base + i * lanes,
          count * lanes);
    }
  }

  /** A tile over the edge, with zeros for what is not there. */
  private void gather(float[] source, int plane, int y, int x, float[] tile) {
    int lanes = loops.lanes();
    int height = sliding.input()[1];
    int width = sliding.input()[2];
    Arrays.fill(tile, 0);
    int first = Math.max(0, -x);
    int last = Math.min(reach, width - x);
    for (int row = Math.max(0, -y); row < Math.min(reach, height - y) && last > first; row++) {
      System.arraycopy(
          source,
          plane + ((y + row) * width + x + first) * lanes,
          tile,
          (row * reach + first) * lanes,
          (last - first) * lanes);
    }
  }

  private void multiply(int t, int count, Pieces pieces, int[] table, int from, int scratch) {
    int lanes = loops.lanes();
    int vectors = matrix.vectors(t);
    int depth = input.channels();
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
      int a = from + place * count * lanes;
      int w = matrix.start(t) + place * depth * vectors * lanes;
      pieces.blocked(loops, tile, vectors, a, depth, w, 0, scratch + place * count * lanes);
    }
  }

  private void restore(int sample, int t, int first, int count, int scratch, float[] between) {
    int lanes = loops.lanes();
    int height = sliding.output()[1];
    int width = sliding.output()[2];
    float[] edge = new float[size * size * lanes];
    for (int v = 0; v < matrix.vectors(t); v++) {
      int plane = output.offset() + (sample * output.blocks() + 2 * t + v) * height * width * lanes;
      for (int i = 0; i < count; i++) {
        int y = (first + i) / tileColumns * size;
        int x = (first + i) % tileColumns * size;
        int from = scratch + (v * places * count + i) * lanes;
        int to = plane + (y * width + x) * lanes;
        boolean whole = y + size <= height && x + size <= width;
        loops.winogradOutput(
            size,
            products.floats(),
            from,
            count * lanes,
            between,
            matrix.bias(),
            matrix.biasStart(t) + v * lanes,
            epilogue.clamp(),
            whole ? output.floats() : edge,
            whole ? to : 0,
            (whole ? width : size) * lanes);
        int columns = Math.min(size, width - x) * lanes;
        for (int row = 0; row < Math.min(size, height - y); row++) {
          int target = to + row * width * lanes;
          if (!whole) {
            System.arraycopy(edge, row * size * lanes, output.floats(), target, columns);
          }
          epilogue.finish(loops, output, target, columns);
        }
      }
    }
  }
}
