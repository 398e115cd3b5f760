package dev.cnnsummary.specs.graph;

import dev.cnnsummary.specs.op.Op;
import java.util.List;

/**
 * One operator with its operands. Its identity is (path, call).
 *
 * @param index its place in execution order, from 0; for one that is never called, its place among
 *     those
 * @param path where it stands
 * @param call which call of the module or function this is, from 1; 0 for a module that is never
 *     called
 * @param type the name of the module class or function, in PyTorch's words
 * @param form whether it is a module or a function
 * @param op what it computes
 * @param inputs its data operands; empty for one that is never called
 * @param weights its weights, one for each of {@link Op#weights()}
 * @param outputs what it makes; empty for one that is never called
 */
public record Node(
    int index,
    ModulePath path,
    int call,
    String type,
    Form form,
    Op op,
    List<Value> inputs,
    List<Value> weights,
    List<Value> outputs)
    implements Member {
  /** Modules have rows in PyTorch's summaries, functions do not. */
  public enum Form {
    /** Registered in the model, with a path in its state_dict. */
    MODULE,
    /** Called in a forward method. */
    FUNCTION
  }

  /** Copies the lists. */
  public Node {
    inputs = List.copyOf(inputs);
    weights = List.copyOf(weights);
    outputs = List.copyOf(outputs);
  }

  /** Whether it runs. */
  public boolean isCalled() {
    return call > 0;
  }
}
