package dev.cnnsummary.specs.op;

/** Hands its input on in memory of its own, in the order of its axes. */
public record Contiguous() implements Op {}
