package dev.cnnsummary.analyzer;

import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.Shape;

/**
 * What is known of one parameter or buffer.
 *
 * @param value which one
 * @param shape its shape
 * @param used whether something that runs takes it
 */
public record WeightReport(Value value, Shape shape, boolean used) {}
