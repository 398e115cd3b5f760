package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.specs.op.Window;

/**
 * What each output of a pooling takes along one axis: only elements that are there.
 *
 * @param firsts the first element of each output
 * @param counts how many elements it takes
 * @param divisors by how many a mean divides, padded elements included where they count
 * @param step from one element to the next
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Spans(int[] firsts, int[] counts, int[] divisors, int step) {
  /** A sliding window's, on three axes. */
  static Spans[] of(Site site, Window window, boolean countPadding) {
    Storage input = Storage.plain(site.operand(0));
    Storage output = Storage.plain(site.result(0));
    Sliding sliding = Sliding.of(window, input, output);
    Spans[] spans = new Spans[3];
    int missing = 3 - window.axes();
    for (int axis = 0; axis < 3; axis++) {
      int after = axis < missing ? 0 : window.padding().after().get(axis - missing);
      spans[axis] = sliding(sliding, axis, after, countPadding);
    }
    return spans;
  }

  private static Spans sliding(Sliding sliding, int axis, int after, boolean countPadding) {
    int n = sliding.output()[axis];
    int extent = sliding.input()[axis];
    int dilation = sliding.dilation()[axis];
    int[] firsts = new int[n];
    int[] counts = new int[n];
    int[] divisors = new int[n];
    for (int i = 0; i < n; i++) {
      int start = i * sliding.stride()[axis] - sliding.before()[axis];
      int end = start + (sliding.kernel()[axis] - 1) * dilation + 1;
      int first = start < 0 ? Math.floorMod(start, dilation) : start;
      int last = Math.min(end, extent);
      firsts[i] = first;
      counts[i] = Math.max(0, Math.ceilDiv(last - first, dilation));
      divisors[i] =
          countPadding ? Math.ceilDiv(Math.min(end, extent + after) - start, dilation) : counts[i];
    }
    return new Spans(firsts, counts, divisors, dilation);
  }

  /** An adaptive pooling's, on three axes. */
  static Spans[] adaptive(Site site) {
    int[] extents = Sliding.spatial(Storage.plain(site.operand(0)));
    int[] results = Sliding.spatial(Storage.plain(site.result(0)));
    Spans[] spans = new Spans[3];
    for (int axis = 0; axis < 3; axis++) {
      int n = results[axis];
      int[] firsts = new int[n];
      int[] counts = new int[n];
      for (int i = 0; i < n; i++) {
        firsts[i] = (int) ((long) i * extents[axis] / n);
        counts[i] = Math.ceilDiv((i + 1) * extents[axis], n) - firsts[i];
      }
      spans[axis] = new Spans(firsts, counts, counts, 1);
    }
    return spans;
  }

  int first(int output) {
    return firsts[output];
  }

  int count(int output) {
    return counts[output];
  }

  int divisor(int output) {
    return divisors[output];
  }
}
