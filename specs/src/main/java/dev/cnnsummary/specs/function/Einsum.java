package dev.cnnsummary.specs.function;

/**
 * Sums of products of tensors in Einstein's notation: torch.einsum.
 *
 * @param equation such as {@code bij,bjk->bik}
 */
public record Einsum(String equation) implements TensorFunction {}
