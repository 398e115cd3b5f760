package dev.cnnsummary.specs.onnx;

import dev.cnnsummary.specs.graph.Literal;

/**
 * A tensor that the file fixes.
 *
 * @param name the initializer's name, or that of the output of the node that makes it
 * @param literal its numbers
 * @param initializer whether it is an initializer, or made of one by layout alone
 */
record Stored(String name, Literal literal, boolean initializer) {}
