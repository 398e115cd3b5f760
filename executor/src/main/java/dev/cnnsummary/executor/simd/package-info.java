/** The inner loops on vectors; the only package that knows {@code jdk.incubator.vector}. */
package dev.cnnsummary.executor.simd;
