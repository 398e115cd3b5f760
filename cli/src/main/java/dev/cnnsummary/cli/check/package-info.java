/**
 * What a model is held to: a golden file, budgets, inputs. Each check ends in a {@link
 * dev.cnnsummary.cli.check.Finding}.
 */
package dev.cnnsummary.cli.check;
