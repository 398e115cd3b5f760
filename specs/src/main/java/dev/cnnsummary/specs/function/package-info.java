/**
 * Functions of tensors whose operands are tensors throughout, sizes and weights as well. Start with
 * {@link dev.cnnsummary.specs.function.TensorFunction}.
 */
package dev.cnnsummary.specs.function;
