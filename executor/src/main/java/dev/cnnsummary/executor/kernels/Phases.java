package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.specs.op.Convolution.PaddingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One axis of a padded input, taken apart by its place within a stride: what a tap sees at
 * neighbouring outputs then lies side by side. Phases that no tap sees are left out.
 */
final class Phases {
  private final int[] phaseOfTap;
  private final int[] stepOfTap;
  private final int[][] sources;
  private final List<List<Run>> runs = new ArrayList<>();

  /**
   * Neighbouring places of a phase that show elements of the input at equal distances.
   *
   * @param place the first of them
   * @param source the element that it shows; -1 where all are zeros
   * @param count how many there are
   * @param stride from one element to the next
   */
  record Run(int place, int source, int count, int stride) {}

  /** The axis of a sliding window. */
  Phases(Sliding sliding, int axis, PaddingMode mode) {
    int kernel = sliding.kernel()[axis];
    int stride = sliding.stride()[axis];
    int dilation = sliding.dilation()[axis];
    phaseOfTap = new int[kernel];
    stepOfTap = new int[kernel];
    List<Integer> phases = new ArrayList<>();
    int length = 0;
    for (int tap = 0; tap < kernel; tap++) {
      int phase = tap * dilation % stride;
      if (!phases.contains(phase)) {
        phases.add(phase);
      }
      phaseOfTap[tap] = phases.indexOf(phase);
      stepOfTap[tap] = tap * dilation / stride;
      length = Math.max(length, stepOfTap[tap] + sliding.output()[axis]);
    }
    sources = new int[phases.size()][length];
    for (int phase = 0; phase < sources.length; phase++) {
      for (int i = 0; i < length; i++) {
        int place = i * stride + phases.get(phase) - sliding.before()[axis];
        sources[phase][i] = source(place, sliding.input()[axis], mode);
      }
      runs.add(runs(sources[phase]));
    }
  }

  private static List<Run> runs(int[] elements) {
    List<Run> runs = new ArrayList<>();
    for (int start = 0; start < elements.length; ) {
      int first = elements[start];
      int next = start + 1 < elements.length ? elements[start + 1] : -1;
      int stride = first < 0 || next < 0 ? 1 : next - first;
      int end = start + 1;
      while (end < elements.length
          && (first < 0
              ? elements[end] < 0
              : elements[end] >= 0 && elements[end] == first + (end - start) * stride)) {
        end++;
      }
      runs.add(new Run(start, first, end - start, stride));
      start = end;
    }
    return runs;
  }

  /** Which element a place outside the input repeats; -1 for a zero. */
  private static int source(int place, int extent, PaddingMode mode) {
    if (place >= 0 && place < extent) {
      return place;
    }
    return switch (mode) {
      case ZEROS -> -1;
      case REPLICATE -> Math.clamp(place, 0, extent - 1);
      case CIRCULAR -> Math.floorMod(place, extent);
      case REFLECT -> mirrored(place, extent);
    };
  }

  private static int mirrored(int place, int extent) {
    int folded = place < 0 ? -place : 2 * (extent - 1) - place;
    return folded < 0 || folded >= extent ? -1 : folded; // beyond what any output sees
  }

  /** The number of phases that some tap sees. */
  int count() {
    return sources.length;
  }

  /** The elements of a phase. */
  int length() {
    return sources[0].length;
  }

  /** The phase that a tap sees. */
  int phase(int tap) {
    return phaseOfTap[tap];
  }

  /** Where in its phase a tap sees output 0. */
  int step(int tap) {
    return stepOfTap[tap];
  }

  /** The input element at a place of a phase; -1 for a zero. */
  int source(int phase, int place) {
    return sources[phase][place];
  }

  /** A phase, run by run. */
  List<Run> runs(int phase) {
    return runs.get(phase);
  }

  /** Whether its one phase is the beginning of the input itself. */
  boolean isInput() {
    return sources.length == 1 && Arrays.equals(sources[0], firstElements());
  }

  private int[] firstElements() {
    int[] elements = new int[length()];
    Arrays.setAll(elements, i -> i);
    return elements;
  }
}
