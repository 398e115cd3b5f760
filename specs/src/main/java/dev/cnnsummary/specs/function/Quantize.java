package dev.cnnsummary.specs.function;

import dev.cnnsummary.specs.shape.DType;

/**
 * Integers {@code round(x/scale) + zeroPoint}, kept within their type. Operands: the tensor, the
 * scale and the zero point where there is one; both are scalars, have one element for each of an
 * axis, or one for each block along it.
 *
 * @param axis the axis; negative counts from the end
 * @param blockSize elements of a block; 0 for none
 * @param dtype the type of the integers
 */
public record Quantize(int axis, int blockSize, DType dtype) implements TensorFunction {}
