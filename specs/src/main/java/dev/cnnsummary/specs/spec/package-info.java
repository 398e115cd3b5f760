/**
 * Reading the spec language, YAML or JSON: text to located tree to graph. Start with {@code
 * TreeReader} for the text, {@code Expressions} and {@code Evaluator} for the arithmetic.
 */
package dev.cnnsummary.specs.spec;
