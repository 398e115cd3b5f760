package dev.cnnsummary.specs.op;

/**
 * Takes so many elements of an axis, all of which must be there.
 *
 * @param dim the axis; negative counts from the end
 * @param start the first; a negative number counts from the axis' end
 * @param length how many
 */
public record Narrow(int dim, Size start, Size length) implements Op {}
