package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.op.MultiheadAttention;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Attention with several heads, its projections included. */
final class HeadsAttention implements Kernel {
  private final Loops loops;
  private final Node node;
  private final MultiheadAttention op;
  private final List<Storage> operands = new ArrayList<>();
  private final Storage output;
  private final @Nullable Storage weights;
  private final Storage[] projected = new Storage[3];
  private final Storage joined;
  private final Projection[] projections = new Projection[3];
  private final Projection last;
  private final int batch;
  private final int queries;
  private final int givenKeys;
  private final int keys;
  private float[] extraKey = {};
  private float[] extraValue = {};

  HeadsAttention(Site site, MultiheadAttention op) {
    this.loops = site.loops();
    this.node = site.node();
    this.op = op;
    for (int i = 0; i < 3; i++) {
      operands.add(site.plain(Math.min(i, site.operands() - 1)));
    }
    output = site.plainOutput(0);
    weights = op.needWeights() ? site.plainOutput(1) : null;
    queries = length(operands.get(0));
    givenKeys = length(operands.get(1));
    keys = givenKeys + (op.addBiasKv() ? 1 : 0) + (op.addZeroAttn() ? 1 : 0);
    batch = Strides.product(operands.get(0).shape(), 0, operands.get(0).rank() - 1) / queries;
    for (int i = 0; i < 3; i++) {
      int rows = batch * (i == 0 ? queries : keys);
      int features = operands.get(i).dim(operands.get(i).rank() - 1);
      projections[i] = new Projection(site, rows, features, op.embedDim());
      projected[i] = site.scratch(rows * op.embedDim());
    }
    joined = site.scratch(batch * queries * op.embedDim());
    last = new Projection(site, batch * queries, op.embedDim(), op.embedDim());
  }

  private int length(Storage storage) {
    return storage.dim(storage.rank() == 3 && op.batchFirst() ? 1 : 0);
  }

  @Override
  public String algorithm() {
    return "attention";
  }

  @Override
  public long packedFloats() {
    long floats = last.packedFloats() + (op.addBiasKv() ? 2L * op.embedDim() : 0);
    for (Projection projection : projections) {
      floats += projection.packedFloats();
    }
    return floats;
  }

  @Override
  public long load(WeightReader reader) {
    long read = 0;
    for (int i = 0; i < node.weights().size(); i++) {
      read += load(reader, node.weights().get(i), op.weights().get(i).name());
    }
    return read;
  }

  /** Takes one weight; matrices come before what is added. */
  private long load(WeightReader reader, Value weight, String slot) {
    int embed = op.embedDim();
    switch (slot) {
      case "bias_k" -> {
        extraKey = reader.read(weight).floats();
        return extraKey.length;
      }
      case "bias_v" -> {
        extraValue = reader.read(weight).floats();
        return extraValue.length;
      }
      default -> {}
    }
    float[] floats = reader.borrow(weight);
    return switch (slot) {
      case "q_proj_weight" -> projections[0].load(floats, 0);
      case "k_proj_weight" -> projections[1].load(floats, 0);
      case "v_proj_weight" -> projections[2].load(floats, 0);
      case "out_proj.weight" -> last.load(floats, 0);
      case "out_proj.bias" -> last.loadBias(floats, 0);
      case "in_proj_weight" -> {
        long read = 0;
        for (int i = 0; i < 3; i++) {
          read += projections[i].load(floats, i * embed * embed);
        }
        yield read;
      }
      case "in_proj_bias" -> {
        long read = 0;
        for (int i = 0; i < 3; i++) {
          read += projections[i].loadBias(floats, i * embed);
        }
        yield read;
      }
      default -> throw new IllegalArgumentException(slot);
    };
  }

  @Override
  public void run(Workers workers) {
    int embed = op.embedDim();
    for (int i = 0; i < 3; i++) {
      project(workers, i);
    }
    Attention attention =
        new Attention(
            loops,
            queries,
            keys,
            embed / op.numHeads(),
            embed / op.numHeads(),
            (float) (1 / Math.sqrt((double) embed / op.numHeads())));
    if (weights != null) {
      java.util.Arrays.fill(
          weights.floats(), weights.offset(), weights.offset() + (int) weights.length(), 0);
    }
    int heads = op.numHeads();
    if (weights != null && op.averageAttnWeights()) {
      workers.run(batch, sample -> runHeads(attention, sample, 0, heads));
    } else {
      workers.run(
          batch * heads, task -> runHeads(attention, task / heads, task % heads, task % heads + 1));
    }
    Storage rows = joined;
    if (op.batchFirst() || batch == 1) {
      last.apply(
          workers,
          rows.floats(),
          rows.offset(),
          embed,
          batch * queries,
          output.floats(),
          output.offset());
    } else {
      for (int place = 0; place < queries; place++) { // rows of the output: place, then sample
        last.apply(
            workers,
            rows.floats(),
            rows.offset() + place * embed,
            queries * embed,
            batch,
            output.floats(),
            output.offset() + place * batch * embed);
      }
    }
  }

  /** Projects an operand; afterwards the sample comes first, then the place. */
  private void project(Workers workers, int which) {
    Storage from = operands.get(which);
    Storage to = projected[which];
    int given = which == 0 ? queries : givenKeys;
    int all = which == 0 ? queries : keys;
    int features = from.dim(from.rank() - 1);
    int embed = op.embedDim();
    for (int sample = 0; sample < batch; sample++) {
      boolean first = op.batchFirst() || from.rank() == 2;
      int start = from.offset() + sample * (first ? given : 1) * features;
      int step = first ? features : batch * features;
      int target = to.offset() + sample * all * embed;
      projections[which].apply(workers, from.floats(), start, step, given, to.floats(), target);
      int end = target + given * embed;
      if (which > 0 && op.addBiasKv()) {
        System.arraycopy(which == 1 ? extraKey : extraValue, 0, to.floats(), end, embed);
        end += embed;
      }
      if (which > 0 && op.addZeroAttn()) {
        java.util.Arrays.fill(to.floats(), end, end + embed, 0);
      }
    }
  }

  /** Some heads of a sample; those whose weights are averaged add to the same numbers. */
  private void runHeads(Attention attention, int sample, int first, int last) {
    int embed = op.embedDim();
    int features = embed / op.numHeads();
    for (int head = first; head < last; head++) {
      float[] used =
          attention.run(
              rows(projected[0], sample * queries, head * features),
              rows(projected[1], sample * keys, head * features),
              rows(projected[2], sample * keys, head * features),
              null,
              rows(joined, sample * queries, head * features));
      if (weights != null) {
        keep(weights, used, sample, head);
      }
    }
  }

  private Attention.Rows rows(Storage storage, int row, int column) {
    int embed = op.embedDim();
    return new Attention.Rows(storage.floats(), storage.offset() + row * embed + column, embed);
  }

  private void keep(Storage kept, float[] used, int sample, int head) {
    boolean average = op.averageAttnWeights();
    int matrix = average ? sample : sample * op.numHeads() + head;
    float share = average ? 1f / op.numHeads() : 1;
    loops.accumulate(
        share, used, 0, kept.floats(), kept.offset() + matrix * used.length, used.length);
  }
}
