package dev.cnnsummary.specs.op;

/** Hands its input on. An nn.Sequential without children is one too. */
public record Identity() implements Op {}
