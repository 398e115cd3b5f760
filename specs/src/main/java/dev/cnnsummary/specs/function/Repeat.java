package dev.cnnsummary.specs.function;

/** Repeats a tensor along each axis, as often as its second operand says: torch.tile. */
public record Repeat() implements TensorFunction {}
