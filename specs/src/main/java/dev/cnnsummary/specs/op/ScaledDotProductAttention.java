package dev.cnnsummary.specs.op;

import org.jspecify.annotations.Nullable;

/**
 * {@code softmax(query·keyᵀ·scale + mask)·value} of query {@code [*, L, E]}, key {@code [*, S, E]}
 * and value {@code [*, S, V]}: {@code [*, L, V]}. A fourth operand is the mask, of a shape that
 * broadcasts to {@code [*, L, S]}.
 *
 * @param dropout the probability that a weight is zeroed in training
 * @param causal whether a place sees itself and those before it only
 * @param scale null for {@code 1/√E}
 */
public record ScaledDotProductAttention(double dropout, boolean causal, @Nullable Double scale)
    implements Op {}
