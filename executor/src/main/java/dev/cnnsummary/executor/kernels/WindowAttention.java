package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.op.Elementwise;
import dev.cnnsummary.specs.op.ShiftedWindowAttention;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Attention within windows, moved and padded, whose places are gathered window by window. The
 * matrices are operands: weights of a module are packed once, others at each run.
 */
final class WindowAttention implements Kernel {
  private static final float HIDDEN = -100;

  private final Loops loops;
  private final ShiftedWindowAttention op;
  private final List<Storage> operands = new ArrayList<>();
  private final Storage output;
  private final Storage gathered;
  private final Storage projected;
  private final Storage joined;
  private final Projection in;
  private final Projection out;
  private final int features;
  private final int windows;
  private final int[] pixels;
  private final int[] regions;

  /** Whether a window has places of several regions. */
  private final boolean[] mixed;

  private final List<Value> inputs;
  private boolean packed;

  WindowAttention(Site site, ShiftedWindowAttention op) {
    this.loops = site.loops();
    this.op = op;
    this.inputs = site.node().inputs();
    for (int i = 0; i < site.operands(); i++) {
      operands.add(site.plain(i));
    }
    output = site.plainOutput(0);
    Storage input = operands.getFirst();
    features = input.dim(3);
    int down = Math.ceilDiv(input.dim(1), op.windowHeight());
    int across = Math.ceilDiv(input.dim(2), op.windowWidth());
    windows = down * across;
    int places = windows * op.places();
    pixels = new int[places];
    regions = new int[places];
    mixed = new boolean[windows];
    locate(input, down, across);
    int rows = input.dim(0) * places;
    gathered = site.scratch(Math.multiplyExact(rows, features));
    projected = site.scratch(Math.multiplyExact(rows, 3 * features));
    joined = site.scratch(Math.multiplyExact(rows, features));
    in = new Projection(site, rows, features, 3 * features);
    out = new Projection(site, rows, features, features);
  }

  /**
   * For each place, window after window, the pixel that comes there, −1 for padding, and the part
   * of the moved input that it lies in.
   */
  private void locate(Storage input, int down, int across) {
    int height = down * op.windowHeight();
    int width = across * op.windowWidth();
    int shiftDown = down == 1 ? 0 : op.shiftHeight();
    int shiftAcross = across == 1 ? 0 : op.shiftWidth();
    int place = 0;
    for (int window = 0; window < windows; window++) {
      for (int i = 0; i < op.places(); i++) {
        int y = window / across * op.windowHeight() + i / op.windowWidth();
        int x = window % across * op.windowWidth() + i % op.windowWidth();
        int row = (y + shiftDown) % height;
        int column = (x + shiftAcross) % width;
        boolean inside = row < input.dim(1) && column < input.dim(2);
        pixels[place] = inside ? row * input.dim(2) + column : -1;
        // Neighbours in the last windows are from both ends; the seam is the shift before the end.
        boolean below = y >= height - shiftDown;
        boolean beyond = x >= width - shiftAcross;
        regions[place] = (below ? 1 : 0) + (beyond ? 2 : 0);
        mixed[window] |= regions[place] != regions[window * op.places()];
        place++;
      }
    }
  }

  @Override
  public String algorithm() {
    return "attention";
  }

  @Override
  public long packedFloats() {
    return in.packedFloats() + out.packedFloats();
  }

  /** What it reads are parameters of other modules, and none of its own. */
  @Override
  public long load(WeightReader reader) {
    packed =
        Stream.of(1, 2, ShiftedWindowAttention.QKV_BIAS, ShiftedWindowAttention.PROJ_BIAS)
            .filter(this::has)
            .allMatch(operand -> inputs.get(operand).isWeight());
    if (packed) {
      in.load(reader.borrow(inputs.get(1)), 0);
      out.load(reader.borrow(inputs.get(2)), 0);
      if (has(ShiftedWindowAttention.QKV_BIAS)) {
        loadBias(reader.borrow(inputs.get(ShiftedWindowAttention.QKV_BIAS)), 0);
      }
      if (has(ShiftedWindowAttention.PROJ_BIAS)) {
        out.loadBias(reader.borrow(inputs.get(ShiftedWindowAttention.PROJ_BIAS)), 0);
      }
    }
    return 0;
  }

  private boolean has(int operand) {
    return operand < inputs.size();
  }

  /** The bias of queries, keys and values; keys have none where angles count only. */
  private void loadBias(float[] amounts, int from) {
    float[] bias = Arrays.copyOfRange(amounts, from, from + 3 * features);
    if (isCosine()) {
      Arrays.fill(bias, features, 2 * features, 0);
    }
    in.loadBias(bias, 0);
  }

  /** Takes weights that are computed. */
  private void loadOperands() {
    in.load(operands.get(1).floats(), operands.get(1).offset());
    out.load(operands.get(2).floats(), operands.get(2).offset());
    if (has(ShiftedWindowAttention.QKV_BIAS)) {
      Storage bias = operands.get(ShiftedWindowAttention.QKV_BIAS);
      loadBias(bias.floats(), bias.offset());
    }
    if (has(ShiftedWindowAttention.PROJ_BIAS)) {
      Storage bias = operands.get(ShiftedWindowAttention.PROJ_BIAS);
      out.loadBias(bias.floats(), bias.offset());
    }
  }

  @Override
  public void run(Workers workers) {
    int batch = operands.getFirst().dim(0);
    if (!packed) {
      loadOperands();
    }
    workers.run(batch * windows, this::gather);
    int rows = batch * pixels.length;
    in.apply(
        workers,
        gathered.floats(),
        gathered.offset(),
        features,
        rows,
        projected.floats(),
        projected.offset());
    float[] scales = scales();
    workers.run(batch * windows, window -> attend(window, scales));
    out.apply(
        workers,
        joined.floats(),
        joined.offset(),
        features,
        rows,
        gathered.floats(),
        gathered.offset());
    workers.run(batch * windows, this::scatter);
  }

  /** A copy of an operand; empty where there is none. */
  private float[] slice(int operand, int length) {
    if (operand >= operands.size()) {
      return new float[0];
    }
    Storage storage = operands.get(operand);
    return Arrays.copyOfRange(storage.floats(), storage.offset(), storage.offset() + length);
  }

  private boolean isCosine() {
    return operands.size() > ShiftedWindowAttention.LOGIT_SCALE;
  }

  /** What each head's products are multiplied by. */
  private float[] scales() {
    float[] scales = slice(ShiftedWindowAttention.LOGIT_SCALE, op.numHeads());
    if (scales.length == 0) {
      scales = new float[op.numHeads()];
      Arrays.fill(scales, (float) (1 / Math.sqrt((double) features / op.numHeads())));
      return scales;
    }
    for (int head = 0; head < scales.length; head++) {
      scales[head] = (float) Math.exp(Math.min(scales[head], Math.log(100)));
    }
    return scales;
  }

  private void gather(int window) {
    Storage input = operands.getFirst();
    int sample = window / windows;
    int start = input.offset() + sample * input.dim(1) * input.dim(2) * features;
    int target = gathered.offset() + window * op.places() * features;
    int place = window % windows * op.places();
    for (int i = 0; i < op.places(); i++, target += features) {
      int pixel = pixels[place + i];
      if (pixel < 0) {
        Arrays.fill(gathered.floats(), target, target + features, 0);
      } else {
        System.arraycopy(
            input.floats(), start + pixel * features, gathered.floats(), target, features);
      }
    }
  }

  private void scatter(int window) {
    int sample = window / windows;
    int start = output.offset() + sample * output.dim(1) * output.dim(2) * features;
    int source = gathered.offset() + window * op.places() * features;
    int place = window % windows * op.places();
    for (int i = 0; i < op.places(); i++, source += features) {
      int pixel = pixels[place + i];
      if (pixel >= 0) {
        System.arraycopy(
            gathered.floats(), source, output.floats(), start + pixel * features, features);
      }
    }
  }

  private void attend(int window, float[] scales) {
    int each = features / op.numHeads();
    int row = projected.offset() + window * op.places() * 3 * features;
    if (isCosine()) {
      for (int part = 0; part < 2 * op.numHeads() * op.places(); part++) {
        int place = part / (2 * op.numHeads());
        int start = row + place * 3 * features + part % (2 * op.numHeads()) * each;
        normalize(projected.floats(), start, each);
      }
    }
    for (int head = 0; head < op.numHeads(); head++) {
      Attention attention =
          new Attention(loops, op.places(), op.places(), each, each, scales[head]);
      attention.run(
          rows(projected, row + head * each, 3),
          rows(projected, row + features + head * each, 3),
          rows(projected, row + 2 * features + head * each, 3),
          amounts(window % windows, head),
          rows(joined, joined.offset() + window * op.places() * features + head * each, 1));
    }
  }

  private Attention.Rows rows(Storage storage, int start, int parts) {
    return new Attention.Rows(storage.floats(), start, parts * features);
  }

  private void normalize(float[] floats, int start, int length) {
    double norm = Math.sqrt(loops.dot(floats, start, floats, start, length));
    float factor = (float) (1 / Math.max(norm, 1e-12));
    loops.combine(Elementwise.Kind.MUL, floats, start, factor, false, floats, start, length);
  }

  /** The position bias of a head, and the mask of a window. */
  private float[] amounts(int window, int head) {
    int places = op.places();
    Storage bias = operands.get(3);
    int start = bias.offset() + head * places * places;
    float[] amounts = Arrays.copyOfRange(bias.floats(), start, start + places * places);
    int first = window * places;
    for (int from = 0; from < places && mixed[window]; from++) {
      for (int to = 0; to < places; to++) {
        if (regions[first + from] != regions[first + to]) {
          amounts[from * places + to] += HIDDEN;
        }
      }
    }
    return amounts;
  }
}
