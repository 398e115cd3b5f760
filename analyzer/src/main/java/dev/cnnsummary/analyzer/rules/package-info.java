/**
 * What each operator makes, holds and costs: {@link dev.cnnsummary.analyzer.rules.Rules} dispatches
 * to one small class per family.
 */
package dev.cnnsummary.analyzer.rules;
