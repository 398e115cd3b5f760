package dev.cnnsummary.specs.function;

/**
 * A new axis with one value at the index that the first operand, integers, says, and another
 * elsewhere. The second operand is the axis' extent, the third has the values: elsewhere, and
 * there. A negative index counts from the end; one outside is nowhere.
 *
 * @param dim where the axis stands in the output; negative counts from the output's end
 */
public record OneHot(int dim) implements TensorFunction {}
