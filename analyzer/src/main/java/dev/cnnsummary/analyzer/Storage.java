package dev.cnnsummary.analyzer;

import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.TensorType;
import org.jspecify.annotations.Nullable;

/**
 * In what type elements are held.
 *
 * @param floating the type of all that are floating-point numbers; null for their own
 */
record Storage(@Nullable DType floating) {
  /** The type in which elements of another are held. */
  DType of(DType dtype) {
    return floating != null && dtype.isFloating() ? floating : dtype;
  }

  Dim bytes(TensorType type) {
    return of(type.dtype()).bytes(type.shape().numel());
  }
}
