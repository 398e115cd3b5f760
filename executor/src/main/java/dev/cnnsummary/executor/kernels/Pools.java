package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.specs.op.AdaptivePool;
import dev.cnnsummary.specs.op.Pool;
import org.jspecify.annotations.Nullable;

/** Pooling in blocks of channels: each output is taken of a box of vectors. */
final class Pools implements Kernel {
  private final Loops loops;
  private final Pool.Kind kind;
  private final Storage input;
  private final Storage output;
  private final int[] extents;
  private final int[] results;
  private final Spans[] spans;
  private final @Nullable Integer divisor;

  private Pools(
      Loops loops,
      Pool.Kind kind,
      Storage input,
      Storage output,
      Spans[] spans,
      @Nullable Integer divisor) {
    this.loops = loops;
    this.kind = kind;
    this.input = input;
    this.output = output;
    this.spans = spans;
    this.divisor = divisor;
    this.extents = Sliding.spatial(input);
    this.results = Sliding.spatial(output);
  }

  static Kernel of(Site site, Pool op) {
    site.requireFloatingPool();
    if (op.returnIndices()) {
      return new IndexedPool(site, Spans.of(site, op.window(), true));
    }
    Storage input = site.blocked(0);
    Storage output = site.blockedOutput(0);
    Spans[] spans = Spans.of(site, op.window(), op.countIncludePad());
    return new Pools(site.loops(), op.kind(), input, output, spans, op.divisor());
  }

  static Kernel of(Site site, AdaptivePool op) {
    site.requireFloatingPool();
    Spans[] spans = Spans.adaptive(site);
    if (op.returnIndices()) {
      return new IndexedPool(site, spans);
    }
    return new Pools(site.loops(), op.kind(), site.blocked(0), site.blockedOutput(0), spans, null);
  }

  /** The mean of the region that each output covers. */
  static Kernel area(Site site) {
    return new Pools(
        site.loops(),
        Pool.Kind.AVERAGE,
        site.blocked(0),
        site.blockedOutput(0),
        Spans.adaptive(site),
        null);
  }

  @Override
  public String algorithm() {
    return "window";
  }

  @Override
  public void run(Workers workers) {
    workers.run(output.batch() * output.blocks(), this::runBlock);
  }

  private void runBlock(int block) {
    int lanes = loops.lanes();
    int y = output.offset() + block * output.pixels() * lanes;
    for (int d = 0; d < results[0]; d++) {
      for (int h = 0; h < results[1]; h++) {
        for (int w = 0; w < results[2]; w++, y += lanes) {
          runWindow(block, d, h, w, y);
        }
      }
    }
  }

  private void runWindow(int block, int d, int h, int w, int y) {
    int lanes = loops.lanes();
    int row = extents[2] * lanes;
    int plane = extents[1] * row;
    int x =
        input.offset()
            + (block * extents[0] + spans[0].first(d)) * plane
            + spans[1].first(h) * row
            + spans[2].first(w) * lanes;
    Box box =
        new Box(
            spans[0].count(d),
            spans[1].count(h),
            spans[2].count(w),
            spans[0].step() * plane,
            spans[1].step() * row,
            spans[2].step() * lanes);
    if (kind == Pool.Kind.MAX) {
      loops.maximum(input.floats(), x, box, output.floats(), y);
    } else {
      int over =
          divisor == null
              ? spans[0].divisor(d) * spans[1].divisor(h) * spans[2].divisor(w)
              : divisor;
      loops.sum(input.floats(), x, box, 1f / over, output.floats(), y);
    }
  }
}
