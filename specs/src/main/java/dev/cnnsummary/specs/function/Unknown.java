package dev.cnnsummary.specs.function;

/**
 * An operator that is not known here: nothing can be said of what it makes.
 *
 * @param name what the file calls it
 * @param reason why it is not known
 * @param outputs the number of tensors it makes
 */
public record Unknown(String name, String reason, int outputs) implements TensorFunction {}
