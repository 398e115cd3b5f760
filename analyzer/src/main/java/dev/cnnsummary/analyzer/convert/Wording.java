package dev.cnnsummary.analyzer.convert;

import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.op.Op;
import dev.cnnsummary.specs.op.Pad;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of a node in the spec language. */
sealed interface Wording {
  /**
   * A layer.
   *
   * @param type its type in the language
   * @param op what it computes
   * @param operands what it takes, as values of the file's graph
   * @param before how its first operand is padded before; null where it is not
   */
  record Layer(String type, Op op, List<Value> operands, @Nullable Pad before) implements Wording {
    /** Copies the list. */
    public Layer {
      operands = List.copyOf(operands);
    }
  }

  /** Nothing: its output is its operand. */
  record Same(Value operand) implements Wording {}

  /** There are no words for it. */
  record None(String reason) implements Wording {}
}
