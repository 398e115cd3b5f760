/**
 * Running a graph on numbers. {@link dev.cnnsummary.executor.Extents} counts the positions of the
 * windows that kernels walk.
 */
package dev.cnnsummary.executor;
