package dev.cnnsummary.specs.op;

/**
 * Takes one element of an axis, which then is gone.
 *
 * @param dim the axis; negative counts from the end
 * @param index which element; negative counts from the axis' end
 */
public record Select(int dim, int index) implements Op {}
