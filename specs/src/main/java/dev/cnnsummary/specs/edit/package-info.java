/**
 * Changing a network: {@link dev.cnnsummary.specs.edit.GraphEditor} makes a graph of another one
 * and an {@link dev.cnnsummary.specs.edit.Edit}; {@link dev.cnnsummary.specs.edit.Simplification}
 * one that computes the same with less.
 */
package dev.cnnsummary.specs.edit;
