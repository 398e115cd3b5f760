package dev.cnnsummary.specs.function;

import dev.cnnsummary.specs.shape.DType;
import org.jspecify.annotations.Nullable;

/**
 * {@code (x − zeroPoint)·scale}, of the scale's type. Operands as for {@link Quantize}.
 *
 * @param axis the axis; negative counts from the end
 * @param blockSize elements of a block; 0 for none
 * @param dtype the type of the output; null for the scale's
 */
public record Dequantize(int axis, int blockSize, @Nullable DType dtype)
    implements TensorFunction {}
