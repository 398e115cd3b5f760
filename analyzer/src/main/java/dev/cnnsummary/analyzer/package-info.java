/**
 * Shapes, parameters and costs of a graph, without running it. Start with {@link
 * dev.cnnsummary.analyzer.Analyzer}; the formulas stand in the package {@code rules}.
 */
package dev.cnnsummary.analyzer;
