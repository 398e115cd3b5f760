package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.specs.op.Activation;

/** An activation, in whichever layout its operand is. */
final class Activations implements Kernel {
  private static final int GRAIN = 16 * 1024;

  private final Loops loops;
  private final Activation op;
  private final Storage input;
  private final Storage output;

  Activations(Site site, Activation op) {
    this.loops = site.loops();
    this.op = op;
    boolean inBlocks = site.isBlocked(0);
    input = inBlocks ? site.blocked(0) : site.plain(0);
    output = inBlocks ? site.blockedOutput(0) : site.plainOutput(0);
  }

  @Override
  public String algorithm() {
    return "elementwise";
  }

  @Override
  public void run(Workers workers) {
    Ranges.run(
        workers,
        (int) output.length(),
        GRAIN,
        (from, to) ->
            loops.activate(
                op,
                input.floats(),
                input.offset() + from,
                output.floats(),
                output.offset() + from,
                to - from));
  }
}
