/**
 * The fast kernels: each settles geometry, packing and algorithm once and then only computes. Inner
 * loops stand behind {@link dev.cnnsummary.executor.kernels.Loops}. Start with {@link
 * dev.cnnsummary.executor.kernels.Kernels}.
 */
package dev.cnnsummary.executor.kernels;
