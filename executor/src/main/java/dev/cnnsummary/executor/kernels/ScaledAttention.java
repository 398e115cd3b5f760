package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.specs.op.ScaledDotProductAttention;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scaled dot-product attention over batches that broadcast. */
final class ScaledAttention implements Kernel {
  private final ScaledDotProductAttention op;
  private final Storage query;
  private final Storage key;
  private final Storage value;
  private final @Nullable Storage mask;
  private final Storage output;
  private final Attention attention;
  private final int[] queryStarts;
  private final int[] keyStarts;
  private final int[] valueStarts;
  private final int[] maskStarts;

  ScaledAttention(Site site, ScaledDotProductAttention op) {
    this.op = op;
    query = site.plain(0);
    key = site.plain(1);
    value = site.plain(2);
    mask = site.operands() > 3 ? site.plain(3) : null;
    output = site.plainOutput(0);
    int features = last(query, 1);
    float scale = (float) (op.scale() == null ? 1 / Math.sqrt(features) : op.scale());
    attention =
        new Attention(site.loops(), last(query, 2), last(key, 2), features, last(value, 1), scale);
    queryStarts = starts(query);
    keyStarts = starts(key);
    valueStarts = starts(value);
    maskStarts = mask == null ? new int[0] : starts(mask);
  }

  private static int last(Storage storage, int fromEnd) {
    return storage.dim(storage.rank() - fromEnd);
  }

  /** Where each matrix of the output's batches stands in an operand. */
  private int[] starts(Storage operand) {
    int axes = output.rank() - 2;
    int[] strides = Strides.of(operand.shape());
    List<int[]> steps = new ArrayList<>();
    for (int axis = 0; axis < axes; axis++) {
      int own = axis - axes + operand.rank() - 2;
      boolean repeated = own < 0 || operand.dim(own) == 1;
      steps.add(Strides.steps(output.dim(axis), repeated ? 0 : strides[own]));
    }
    return Strides.offsets(steps);
  }

  @Override
  public String algorithm() {
    return "attention";
  }

  @Override
  public void run(Workers workers) {
    workers.run(queryStarts.length, this::runBatch);
  }

  private void runBatch(int batch) {
    int size = attention.queries() * attention.valueFeatures();
    attention.run(
        rows(query, queryStarts[batch]),
        rows(key, keyStarts[batch]),
        rows(value, valueStarts[batch]),
        amounts(batch),
        new Attention.Rows(
            output.floats(), output.offset() + batch * size, attention.valueFeatures()));
  }

  private static Attention.Rows rows(Storage storage, int start) {
    return new Attention.Rows(storage.floats(), storage.offset() + start, last(storage, 1));
  }

  private float @Nullable [] amounts(int batch) {
    if (mask == null && !op.causal()) {
      return null;
    }
    int keys = attention.keys();
    float[] amounts = new float[attention.queries() * keys];
    for (int i = 0; i < amounts.length; i++) {
      float given = mask == null ? 0 : given(mask, maskStarts[batch], i / keys, i % keys);
      boolean later = op.causal() && i % keys > i / keys;
      amounts[i] = later ? Float.NEGATIVE_INFINITY : given;
    }
    return amounts;
  }

  /** A mask of booleans says which keys take part. */
  private static float given(Storage mask, int start, int row, int column) {
    int rank = mask.rank();
    int columns = rank > 0 ? last(mask, 1) : 1;
    int rows = rank > 1 ? last(mask, 2) : 1;
    int index = start + (rows == 1 ? 0 : row * columns) + (columns == 1 ? 0 : column);
    if (mask.isFloating()) {
      return mask.floats()[mask.offset() + index];
    }
    return mask.integers()[index] != 0 ? 0 : Float.NEGATIVE_INFINITY;
  }
}
