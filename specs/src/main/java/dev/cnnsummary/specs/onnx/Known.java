package dev.cnnsummary.specs.onnx;

import dev.cnnsummary.specs.shape.DType;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a value while a file is read, before any analysis; nothing of it need be.
 *
 * @param dtype the type of its elements
 * @param rank the number of its axes
 * @param length the extent of a vector, such as the number of axes of a shape
 */
record Known(@Nullable DType dtype, @Nullable Integer rank, @Nullable Integer length) {
  static final Known NOTHING = new Known(null, null, null);

  static Known of(@Nullable DType dtype, @Nullable Integer rank) {
    return new Known(dtype, rank, null);
  }

  static Known vector(@Nullable DType dtype, @Nullable Integer length) {
    return new Known(dtype, 1, length);
  }

  /** Whether its elements are known to be other than floating-point numbers. */
  boolean isIntegral() {
    return dtype != null && !dtype.isFloating();
  }

  Known as(@Nullable DType other) {
    return new Known(other, rank, length);
  }

  Known withRank(@Nullable Integer other) {
    return new Known(dtype, other, null);
  }
}
