package dev.cnnsummary.specs.op;

/**
 * Joins a run of axes into one.
 *
 * @param startDim the first axis of the run; negative counts from the end
 * @param endDim its last axis; negative counts from the end
 */
public record Flatten(int startDim, int endDim) implements Op {}
