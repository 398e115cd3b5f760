package dev.cnnsummary.specs.op;

/**
 * Adds an axis of a single element.
 *
 * @param dim where it stands in the output; negative counts from the output's end
 */
public record Unsqueeze(int dim) implements Op {}
