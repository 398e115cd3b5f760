package dev.cnnsummary.analyzer.explain;

/**
 * A summand of a cost.
 *
 * @param formula arithmetic on the type's options, on the names of the operands' extents and on
 *     what the notes define; {@code in} and {@code out} are the elements of the first input and of
 *     the first output
 * @param when the options with which it counts, such as {@code bias}; empty where it always does
 */
public record Term(String formula, String when) {}
