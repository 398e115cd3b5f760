package dev.cnnsummary.specs.function;

/**
 * Divides by the power norm along an axis: torch.nn.functional.normalize.
 *
 * @param p the power: 1 or 2
 * @param dim the axis; negative counts from the end
 */
public record LpNormalize(int p, int dim) implements TensorFunction {}
