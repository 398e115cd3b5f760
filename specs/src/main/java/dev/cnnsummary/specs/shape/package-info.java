/**
 * Extents, shapes and element types, with extents known as numbers or as expressions of symbols.
 * Start at {@link dev.cnnsummary.specs.shape.Dim}: concrete and symbolic extents are one type under
 * one arithmetic. {@link dev.cnnsummary.specs.shape.Shape} lists them and {@link
 * dev.cnnsummary.specs.shape.TensorType} adds the element type.
 */
package dev.cnnsummary.specs.shape;
