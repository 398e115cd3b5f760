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
    }
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
