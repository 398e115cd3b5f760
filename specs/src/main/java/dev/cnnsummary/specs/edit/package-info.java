/**
 * Changing a network: {@link dev.cnnsummary.specs.edit.GraphEditor} makes a graph of another one
 * and an {@link dev.cnnsummary.specs.edit.Edit}.
 */
package dev.cnnsummary.specs.edit;
