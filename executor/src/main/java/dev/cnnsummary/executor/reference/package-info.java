/**
 * What each operator is, by textbook: its extents found by stepping, its elements by plain loops in
 * double precision. Slow on purpose; the fast kernels are held against it. Start with {@link
 * dev.cnnsummary.executor.reference.Definitions}.
 */
package dev.cnnsummary.executor.reference;
