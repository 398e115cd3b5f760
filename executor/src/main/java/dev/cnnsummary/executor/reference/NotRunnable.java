package dev.cnnsummary.executor.reference;

import dev.cnnsummary.executor.ExecutionException;
import dev.cnnsummary.specs.function.TensorFunction;
import dev.cnnsummary.specs.function.Unknown;

/** Refuses to run what has no definition here. */
public final class NotRunnable {
  private NotRunnable() {}

  /** What is thrown for a function of tensors: which one, and that it can be analysed only. */
  public static ExecutionException of(TensorFunction function) {
    String name =
        function instanceof Unknown unknown ? unknown.name() : function.getClass().getSimpleName();
    return new ExecutionException("the operator " + name + " cannot be run yet, only analysed");
  }
}
