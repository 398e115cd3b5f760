package dev.cnnsummary.analyzer.explain;

/**
 * An operand, or what is made of them.
 *
 * @param name what it is called
 * @param shape its extents: names stand for sizes, {@code ...} for any axes
 * @param when when it is there; empty where it always is
 */
public record TensorNote(String name, String shape, String when) {}
