package dev.cnnsummary.specs.function;

import dev.cnnsummary.specs.shape.DType;

/**
 * The same elements in another type. A floating-point number becomes an integer by cutting off its
 * fraction.
 *
 * @param dtype which type
 */
public record Cast(DType dtype) implements TensorFunction {}
