/**
 * Two models side by side. A {@link dev.cnnsummary.analyzer.diff.Portrait} is what is compared,
 * {@link dev.cnnsummary.analyzer.diff.Comparison} compares.
 */
package dev.cnnsummary.analyzer.diff;
