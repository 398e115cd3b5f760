/**
 * Why each number is what it is: the arithmetic of sizes, parameters, costs, receptive fields and
 * bytes as trees of numbers, {@link dev.cnnsummary.analyzer.explain.Formula}. Start with {@link
 * dev.cnnsummary.analyzer.explain.Explainer}. Every formula is computed when it is made, and one
 * that does not come to what the analysis says is a fault of the program, never an explanation.
 * {@link dev.cnnsummary.analyzer.explain.Constraints} tells which input sizes a model takes, {@link
 * dev.cnnsummary.analyzer.explain.TypeNotes} what is to be said of a type of the spec language.
 */
package dev.cnnsummary.analyzer.explain;
