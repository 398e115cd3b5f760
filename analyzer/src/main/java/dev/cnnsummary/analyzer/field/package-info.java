/**
 * Receptive fields: which part of a model's input an element can depend on. Rules state one {@link
 * dev.cnnsummary.analyzer.field.AxisStep} for each axis; {@link
 * dev.cnnsummary.analyzer.field.ReceptiveField} composes them.
 */
package dev.cnnsummary.analyzer.field;
