package dev.cnnsummary.specs.function;

/**
 * A product of matrices of quantized numbers that quantizes what it makes. Operands: left, its
 * scale and zero point, right, its scale and zero point, the output's scale and zero point.
 */
public record QuantizedMatMul() implements TensorFunction {}
