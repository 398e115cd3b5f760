package dev.cnnsummary.specs.function;

/**
 * Lengthens axes at their ends by what the second operand tells: amounts before each axis, then
 * amounts after; negative ones cut off.
 *
 * @param mode what the new elements hold
 * @param value whether an operand tells the number that they hold; otherwise 0
 * @param axes whether a last operand tells the axes; otherwise all
 */
public record PadBy(dev.cnnsummary.specs.op.Pad.Mode mode, boolean value, boolean axes)
    implements TensorFunction {}
