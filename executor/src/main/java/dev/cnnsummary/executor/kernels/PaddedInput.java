package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.specs.op.Convolution.PaddingMode;
import java.util.Arrays;

/**
 * The input of a sliding window, laid out so that every tap sees neighbouring outputs side by side:
 * padded, and each axis taken apart by its {@link Phases}. Where the input is that already, it is
 * used as it stands.
 */
final class PaddedInput {
  private final Storage input;
  private final Storage memory;
  private final Sliding sliding;
  private final Phases[] axes = new Phases[3];
  private final int pixel;
  private final boolean copied;
  private final int rowPitch;
  private final int planePitch;
  private final int phasePitch;
  private final int blockPitch;

  /**
   * Lays out an input.
   *
   * @param site where memory for a copy comes from
   * @param input blocked, or plain for a copy in which a pixel is one element
   */
  PaddedInput(Site site, Storage input, Sliding sliding, PaddingMode mode) {
    this(site, input, sliding, mode, Integer.MAX_VALUE);
  }

  /**
   * Lays out an input of which a few blocks are needed at a time.
   *
   * @param most the blocks of channels that there is room for at once
   */
  PaddedInput(Site site, Storage input, Sliding sliding, PaddingMode mode, int most) {
    this.input = input;
    this.sliding = sliding;
    this.pixel = input.isBlocked() ? input.lanes() : 1;
    boolean asItStands = true;
    for (int axis = 0; axis < 3; axis++) {
      axes[axis] = new Phases(sliding, axis, mode);
      asItStands &= axes[axis].isInput();
    }
    copied = !asItStands;
    int[] extents = sliding.input();
    int width = copied ? axes[2].length() : extents[2];
    int height = copied ? axes[1].length() : extents[1];
    int depth = copied ? axes[0].length() : extents[0];
    rowPitch = width * pixel;
    planePitch = height * rowPitch;
    phasePitch = depth * planePitch;
    blockPitch = phases() * phasePitch;
    int room = Math.min(most, input.batch() * blocks());
    memory = copied ? site.scratch(Math.multiplyExact(room, blockPitch)) : input;
  }

  /** Blocks of channels, or channels of a plain input. */
  int blocks() {
    return input.isBlocked() ? input.blocks() : input.channels();
  }

  private int phases() {
    return axes[0].count() * axes[1].count() * axes[2].count();
  }

  /** What a kernel reads. */
  Storage memory() {
    return memory;
  }

  /** From one block to the next. */
  int blockPitch() {
    return blockPitch;
  }

  /** Where a sample begins. */
  int sample(int n) {
    return memory.offset() + n * blocks() * blockPitch;
  }

  /**
   * Where the first output of a row of outputs is seen by the first tap, from its block's start.
   */
  int row(int row) {
    int height = sliding.output()[1];
    return row / height * planePitch + row % height * rowPitch;
  }

  /** Whether the rows of outputs are seen one behind the other, without a gap. */
  boolean isContinuous() {
    int[] output = sliding.output();
    return rowPitch == output[2] * pixel && (output[0] == 1 || planePitch == output[1] * rowPitch);
  }

  /** Where a tap sees the first output, from its block's start. */
  int tap(int tap) {
    int w = tap % sliding.kernel()[2];
    int h = tap / sliding.kernel()[2] % sliding.kernel()[1];
    int d = tap / sliding.kernel()[2] / sliding.kernel()[1];
    int phase =
        (axes[0].phase(d) * axes[1].count() + axes[1].phase(h)) * axes[2].count()
            + axes[2].phase(w);
    return phase * phasePitch
        + axes[0].step(d) * planePitch
        + axes[1].step(h) * rowPitch
        + axes[2].step(w) * pixel;
  }

  /** Copies everything. */
  void copy(Workers workers, Loops loops) {
    if (copied) {
      int phases = phases();
      workers.run(
          input.batch() * blocks() * phases,
          task -> copyPhase(loops, task / phases, task / phases, task % phases));
    }
  }

  /**
   * Copies one block of one sample.
   *
   * @param slot which of the blocks that there is room for it becomes
   * @return where it is to be read
   */
  int copyBlock(Loops loops, int block, int slot) {
    for (int phase = 0; copied && phase < phases(); phase++) {
      copyPhase(loops, block, slot, phase);
    }
    return memory.offset() + (copied ? slot : block) * blockPitch;
  }

  private void copyPhase(Loops loops, int block, int slot, int phase) {
    int w = phase % axes[2].count();
    int h = phase / axes[2].count() % axes[1].count();
    int d = phase / axes[2].count() / axes[1].count();
    int[] extents = sliding.input();
    int from = input.offset() + block * extents[0] * extents[1] * extents[2] * pixel;
    int to = memory.offset() + slot * blockPitch + phase * phasePitch;
    for (int z = 0; z < axes[0].length(); z++) {
      int plane = axes[0].source(d, z);
      for (int y = 0; y < axes[1].length(); y++, to += rowPitch) {
        int row = axes[1].source(h, y);
        if (plane < 0 || row < 0) {
          Arrays.fill(memory.floats(), to, to + rowPitch, 0);
        } else {
          copyRow(loops, w, from + (plane * extents[1] + row) * extents[2] * pixel, to);
        }
      }
    }
  }

  private void copyRow(Loops loops, int phase, int from, int to) {
    float[] x = input.floats();
    float[] y = memory.floats();
    for (Phases.Run run : axes[2].runs(phase)) {
      int place = to + run.place() * pixel;
      int source = from + run.source() * pixel;
      if (run.source() < 0) {
        Arrays.fill(y, place, place + run.count() * pixel, 0);
      } else if (run.stride() == 1) {
        System.arraycopy(x, source, y, place, run.count() * pixel);
      } else if (pixel > 1) {
        loops.gather(x, source, run.stride() * pixel, y, place, run.count());
      } else {
        loops.pick(x, source, run.stride(), y, place, run.count());
      }
    }
  }
}
