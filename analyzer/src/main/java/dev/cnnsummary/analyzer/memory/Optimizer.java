package dev.cnnsummary.analyzer.memory;

import java.util.Locale;

/** How weights are updated, which decides what is kept beside each of them. */
public enum Optimizer {
  /** Plain gradient descent keeps nothing. */
  SGD(0),
  /** Gradient descent with momentum keeps a velocity. */
  MOMENTUM(1),
  /** Adam and AdamW keep the means of gradients and of their squares. */
  ADAM(2);

  private final int tensors;

  Optimizer(int tensors) {
    this.tensors = tensors;
  }

  /** How many tensors it keeps beside each parameter, of the parameter's shape. */
  public int tensors() {
    return tensors;
  }

  /** The word that asks for it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
