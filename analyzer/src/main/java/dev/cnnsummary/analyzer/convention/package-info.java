/**
 * What other programs count where this one counts multiply-accumulates. Start with {@link
 * dev.cnnsummary.analyzer.convention.CountingRule}; one class states each program's rule.
 */
package dev.cnnsummary.analyzer.convention;
