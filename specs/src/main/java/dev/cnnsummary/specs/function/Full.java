package dev.cnnsummary.specs.function;

import dev.cnnsummary.specs.shape.DType;

/**
 * A tensor of one number, of the shape that its operand, a vector of integers, tells.
 *
 * @param dtype the type of its elements
 * @param value the number
 */
public record Full(DType dtype, double value) implements TensorFunction {}
