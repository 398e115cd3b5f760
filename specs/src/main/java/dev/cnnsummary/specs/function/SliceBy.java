package dev.cnnsummary.specs.function;

/**
 * Takes ranges of axes, which operands tell: the first elements, the ones before which ranges end,
 * then the axes and the steps where they are given. Steps may be negative.
 *
 * @param axes whether the axes are an operand; otherwise they are the first ones
 * @param steps whether the steps are an operand; otherwise they are 1
 */
public record SliceBy(boolean axes, boolean steps) implements TensorFunction {}
