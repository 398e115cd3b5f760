/**
 * A network as data: nodes in execution order, the values between them and the tree of module
 * calls. Start with {@link dev.cnnsummary.specs.graph.Graph}.
 */
package dev.cnnsummary.specs.graph;
