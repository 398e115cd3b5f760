package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.op.LayerNorm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Layer normalisation over channels and some of the axes before them, of {@code [N, C, H, W]} seen
 * as {@code [N, H, W, C]}: a row is gathered, normalised and put back.
 */
final class SliceNorm implements Kernel {
  private final Loops loops;
  private final Node node;
  private final LayerNorm op;
  private final Storage input;
  private final Storage output;
  private final int[] starts;
  private final int[] places;
  private float[] weight = {};
  private float[] bias = {};

  SliceNorm(Site site, LayerNorm op) {
    this.loops = site.loops();
    this.node = site.node();
    this.op = op;
    input = site.plain(0);
    output = site.plainOutput(0);
    int[] strides = Strides.of(input.shape());
    List<int[]> axes = new ArrayList<>();
    for (int axis : new int[] {0, 2, 3, 1}) {
      axes.add(Strides.steps(input.dim(axis), strides[axis]));
    }
    int split = axes.size() - op.normalizedShape().size();
    starts = Strides.offsets(axes.subList(0, split));
    places = Strides.offsets(axes.subList(split, axes.size()));
  }

  @Override
  public String algorithm() {
    return "row statistics";
  }

  @Override
  public long packedFloats() {
    return 2L * places.length;
  }

  @Override
  public long load(WeightReader weights) {
    weight = new float[places.length];
    bias = new float[places.length];
    Arrays.fill(weight, 1);
    List<float[]> given = node.weights().stream().map(each -> weights.read(each).floats()).toList();
    long read = 0;
    if (!given.isEmpty()) {
      weight = given.get(0);
      read += weight.length;
    }
    if (given.size() > 1) {
      bias = given.get(1);
      read += bias.length;
    }
    return read;
  }

  @Override
  public void run(Workers workers) {
    workers.run(starts.length, this::normalise);
  }

  private void normalise(int slice) {
    int n = places.length;
    float[] row = new float[n];
    for (int i = 0; i < n; i++) {
      row[i] = input.floats()[input.offset() + starts[slice] + places[i]];
    }
    Moments moments = Moments.of(loops, row, 0, n);
    float scale = moments.scale(op.eps());
    loops.normalize(row, 0, moments.mean(), moments.rest(), scale, 0, row, 0, n);
    for (int i = 0; i < n; i++) {
      output.floats()[output.offset() + starts[slice] + places[i]] = row[i] * weight[i] + bias[i];
    }
  }
}
