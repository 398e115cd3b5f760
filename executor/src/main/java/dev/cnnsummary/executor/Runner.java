package dev.cnnsummary.executor;

import dev.cnnsummary.executor.kernels.Workers;
import dev.cnnsummary.executor.weights.Weights;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.op.Op;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a program runs its graph. */
sealed interface Runner permits Planned, Stepwise {
  /** The extents of values, as far as they are known by now. */
  Geometry geometry();

  /** The bytes that weights take. */
  long weightBytes();

  /** The bytes that values take; -1 where only a run tells. */
  long valueBytes();

  /** Takes weights. */
  void load(Weights weights);

  /** The elements of parameters that a node has read. */
  long paramsRead(Node node);

  /** Runs it on inputs of the right extents. */
  void run(List<Tensor> inputs, Workers workers, Program.Timer timer);

  /** What a value was in the last run. */
  Tensor tensor(Value value);

  /** How a function of tensors was computed in the last run; null for any other node. */
  @Nullable Computation computation(Node node);

  /**
   * How a node was computed.
   *
   * @param op what a kernel computed in its place; null where its definition itself was
   * @param operands what the kernel took
   * @param weights the kernel's weights
   * @param macs multiply-accumulates that the definition counted
   */
  record Computation(@Nullable Op op, List<Tensor> operands, List<Tensor> weights, long macs) {
    /** Copies the lists. */
    public Computation {
      operands = List.copyOf(operands);
      weights = List.copyOf(weights);
    }

    /** By the definition itself. */
    static Computation defined(long macs) {
      return new Computation(null, List.of(), List.of(), macs);
    }
  }
}
