package dev.cnnsummary.specs.function;

import dev.cnnsummary.specs.op.BatchNorm;
import dev.cnnsummary.specs.op.GroupNorm;
import dev.cnnsummary.specs.op.InstanceNorm;
import dev.cnnsummary.specs.op.LayerNorm;
import dev.cnnsummary.specs.op.Op;

/**
 * A norm whose scale, shift and statistics are operands, in evaluation mode:
 * torch.nn.functional.batch_norm, instance_norm, group_norm and layer_norm. Operands: the input,
 * then running mean and variance where the norm goes by them, then weight and bias where it has
 * them.
 *
 * @param norm the norm of a module, whose channels are those that come
 */
public record FunctionalNorm(Op norm) implements TensorFunction {
  /** Checks that it is one. */
  public FunctionalNorm {
    boolean known =
        norm instanceof BatchNorm
            || norm instanceof InstanceNorm
            || norm instanceof GroupNorm
            || norm instanceof LayerNorm;
    if (!known) {
      throw new IllegalArgumentException(norm + " is no norm");
    }
  }

  /** Whether running mean and variance are operands. */
  public boolean running() {
    return (norm instanceof BatchNorm(_, _, _, _, _, boolean tracked) && tracked)
        || (norm instanceof InstanceNorm(_, _, _, _, _, boolean kept) && kept);
  }
}
