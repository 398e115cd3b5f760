/**
 * The spec language: text to located tree to declarations to graph, and back. Start with {@link
 * dev.cnnsummary.specs.spec.SpecFile}; what types there are stands in {@link
 * dev.cnnsummary.specs.spec.LayerTypes}.
 */
package dev.cnnsummary.specs.spec;
