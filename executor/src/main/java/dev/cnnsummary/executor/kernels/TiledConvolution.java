package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.op.Convolution;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A convolution as products of matrices that are never built: rows are neighbouring outputs,
 * columns output channels, and a table tells where each tap of each block of input channels is
 * seen.
 */
final class TiledConvolution implements Kernel {
  /** Input that is read over and over for one tile after another stays below this, in floats. */
  private static final int CHUNK = 64 * 1024;

  /** How much dearer it is to read what another thread has just made, than a weight. */
  private static final int FAR = 3;

  /** The rows of the largest matrix kernel: what is cut into chunks is cut into whole ones. */
  private static final int ROWS = 14;

  private final Loops loops;
  private final Node node;
  private final @Nullable Node norm;
  private final Convolution op;
  private final Sliding sliding;
  private final PaddedInput input;
  private final Storage output;
  private final Epilogue epilogue;
  private final PackedMatrix matrix;
  private final @Nullable Storage factors;
  private final Storage scaled;
  private final boolean blocked;
  private final int[] table;
  private final int inputChannels;
  private final Groups groups;
  private final int width;
  private final int lines;
  private final int lastWidth;
  private final boolean merged;

  /** Whether threads share outputs by pixels, not by channels: what each reads is less then. */
  private final boolean byLines;

  private final Pieces pieces;
  private final Pieces lastPieces;
  private final int linesPerUnit;
  private final int tileGroups;

  TiledConvolution(Site site, Convolution op) {
    this.loops = site.loops();
    this.node = site.node();
    this.norm = site.norm();
    this.op = op;
    int lanes = loops.lanes();
    inputChannels = site.operand(0).shape().get(1);
    groups = Groups.of(op, inputChannels, loops);
    blocked = op.groups() > 1 || inputChannels >= lanes;
    Storage source = blocked ? site.blocked(0) : site.plain(0);
    output = site.blockedOutput(0);
    epilogue = site.epilogue(output);
    sliding = Sliding.of(op.window(), source, output);
    input = new PaddedInput(site, source, sliding, op.paddingMode());
    matrix = new PackedMatrix(lanes, op.outChannels(), groups.vectors(), this::depth);
    factors = site.factors();
    scaled = site.scratch(factors == null ? 0 : Math.toIntExact(matrix.length()));
    table = table();
    merged = input.isContinuous();
    int pixels = output.pixels();
    int perPixel = Math.max(1, inputChannels * sliding.taps());
    int most = CHUNK / Math.max(1, Math.min(perPixel, 8 * inputChannels)) / ROWS * ROWS;
    int chunk = Math.max(ROWS, most);
    int threads = site.threads();
    int wanted = Workers.tasks(threads);
    byLines = FAR * pixels >= sliding.taps() * op.outChannels() && pixels >= wanted * ROWS;
    width = merged ? width(pixels, chunk, byLines ? threads : 1) : sliding.output()[2];
    lines = merged ? Math.ceilDiv(pixels, width) : sliding.rows();
    lastWidth = merged ? pixels - (lines - 1) * width : width;
    int[] sizes = blocked ? loops.blockedRows() : loops.plainRows();
    pieces = new Pieces(width, sizes);
    lastPieces = new Pieces(lastWidth, sizes);
    int mostLines = merged ? 1 : Math.max(1, chunk / width);
    int units = output.batch() * Math.ceilDiv(lines, mostLines);
    tileGroups = Math.min(matrix.tiles(), Math.ceilDiv(wanted, units));
    int spread = Math.ceilDiv(output.batch() * lines * tileGroups, wanted);
    linesPerUnit = Math.clamp(spread, 1, mostLines);
  }

  /** The length of chunks that are about as long as each other, the same number for each thread. */
  private static int width(int pixels, int chunk, int threads) {
    int chunks = Math.ceilDiv(Math.ceilDiv(pixels, chunk), threads) * threads;
    return Math.min(pixels, Math.ceilDiv(Math.ceilDiv(pixels, chunks), ROWS) * ROWS);
  }

  private int depth(int tile) {
    int taps = sliding.taps();
    if (!blocked) {
      return inputChannels * taps;
    }
    int channels = groups.channels(tile);
    // With several taps all lanes of a block come before the next tap.
    return taps == 1 ? channels : Math.ceilDiv(channels, loops.lanes()) * loops.lanes() * taps;
  }

  private int[] table() {
    int taps = sliding.taps();
    return Tile.table(
        input.blocks() * taps, i -> i / taps * input.blockPitch() + input.tap(i % taps));
  }

  @Override
  public String algorithm() {
    return sliding.taps() == 1 && merged
        ? "pointwise"
        : blocked ? "direct" : "direct, few channels";
  }

  @Override
  public Set<MatrixKernel> matrixKernels() {
    return pieces.kernels(blocked, matrix, epilogue.clamp());
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
    int perColumn = groups.width() * sliding.taps();
    IntStream.range(0, op.outChannels())
        .parallel()
        .forEach(column -> packColumn(column, source, column * perColumn, folded.scale()[column]));
    long read = folded.read() + (long) op.outChannels() * perColumn;
    return read + folded.amounts(node, op.bias(), weights, matrix.bias());
  }

  private void packColumn(int column, float[] source, int from, float scale) {
    int lanes = loops.lanes();
    int taps = sliding.taps();
    int perGroup = groups.width();
    int first = groups.firstOf(column);
    int base = blocked ? groups.firstBlock(matrix.tile(column)) * lanes : 0;
    int start = matrix.index(0, column);
    int step = matrix.rowStep(column);
    float[] data = matrix.data();
    for (int i = 0; i < perGroup; i++) {
      int channel = first + i - base;
      for (int tap = 0; tap < taps; tap++) {
        int row =
            blocked
                ? (channel / lanes * taps + tap) * lanes + channel % lanes
                : channel * taps + tap;
        data[start + row * step] = source[from + i * taps + tap] * scale;
      }
    }
  }

  @Override
  public void run(Workers workers) {
    input.copy(workers, loops);
    if (factors == null) {
      multiply(workers, matrix.data(), 0, 0, output.batch());
      return;
    }
    for (int sample = 0; sample < output.batch(); sample++) {
      scale(workers, factors, sample);
      multiply(workers, scaled.floats(), scaled.offset(), sample, sample + 1);
    }
  }

  /** Scales the rows of the matrix by the factors of a sample: what scales its input. */
  private void scale(Workers workers, Storage factors, int sample) {
    int each = factors.isBlocked() ? factors.blocks() * loops.lanes() : inputChannels;
    int first = factors.offset() + sample * each;
    workers.run(
        matrix.tiles(),
        t -> {
          int n = matrix.vectors(t) * loops.lanes();
          int to = scaled.offset() + matrix.start(t);
          for (int row = 0; row < matrix.depth(t); row++) {
            float factor = factors.floats()[first + row];
            int place = row * n;
            loops.scale(
                matrix.data(),
                matrix.start(t) + place,
                factor,
                0,
                Clamp.NONE,
                scaled.floats(),
                to + place,
                n);
          }
        });
  }

  /** Makes some samples of the output, with weights from a place in an array on. */
  private void multiply(Workers workers, float[] weights, int from, int first, int last) {
    Tile tile =
        new Tile(
            input.memory().floats(),
            table,
            weights,
            matrix.bias(),
            epilogue.clamp(),
            output.floats(),
            loops.lanes(),
            output.pixels() * loops.lanes());
    int unitsPerSample = Math.ceilDiv(lines, linesPerUnit);
    int units = (last - first) * unitsPerSample;
    workers.run(
        units * tileGroups,
        task -> {
          int unit = byLines ? task / tileGroups : task % units;
          int group = byLines ? task % tileGroups : task / units;
          int firstLine = unit % unitsPerSample * linesPerUnit;
          int lastLine = Math.min(lines, firstLine + linesPerUnit);
          int firstTile = group * matrix.tiles() / tileGroups;
          int lastTile = (group + 1) * matrix.tiles() / tileGroups;
          for (int t = firstTile; t < lastTile; t++) {
            for (int line = firstLine; line < lastLine; line++) {
              runLine(tile, from + matrix.start(t), first + unit / unitsPerSample, t, line);
            }
          }
        });
  }

  private void runLine(Tile tile, int start, int sample, int t, int line) {
    int lanes = loops.lanes();
    boolean last = line == lines - 1;
    Pieces cuts = last ? lastPieces : pieces;
    int pixel = blocked ? lanes : 1;
    int a =
        input.sample(sample)
            + (blocked ? groups.firstBlock(t) * input.blockPitch() : 0)
            + (merged ? line * width * pixel : input.row(line));
    int vectors = matrix.vectors(t);
    int plane = output.pixels() * lanes;
    int block = sample * output.blocks() + matrix.firstVector(t);
    int out = output.offset() + block * plane + line * width * lanes;
    int depth = matrix.depth(t);
    int bias = matrix.biasStart(t);
    if (blocked) {
      cuts.blocked(loops, tile, vectors, a, depth, start, bias, out);
    } else {
      cuts.plain(loops, tile, vectors, a, depth, start, bias, out);
    }
    int n = (last ? lastWidth : width) * lanes;
    for (int v = 0; v < vectors; v++) {
      epilogue.finish(loops, output, out + v * plane, n);
    }
  }
}
