package dev.cnnsummary.specs.function;

/**
 * The position of the greatest or least element along an axis, as a 64-bit integer.
 *
 * @param greatest whether it is the greatest
 * @param dim the axis; negative counts from the end
 * @param keepdim whether the axis stays, with one element
 * @param last whether of several it is the last one
 */
public record ArgReduce(boolean greatest, int dim, boolean keepdim, boolean last)
    implements TensorFunction {}
