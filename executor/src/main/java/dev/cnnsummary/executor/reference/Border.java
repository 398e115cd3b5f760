package dev.cnnsummary.executor.reference;

import dev.cnnsummary.specs.op.Convolution;
import dev.cnnsummary.specs.op.Pad;

/** What lies beyond the ends of an axis. */
enum Border {
  /** Nothing of the operand. */
  CONSTANT,
  /** The operand mirrored at its edge, the edge itself not repeated. */
  REFLECT,
  /** The edge. */
  REPLICATE,
  /** The other end. */
  CIRCULAR;

  static Border of(Convolution.PaddingMode mode) {
    return switch (mode) {
      case ZEROS -> CONSTANT;
      case REFLECT -> REFLECT;
      case REPLICATE -> REPLICATE;
      case CIRCULAR -> CIRCULAR;
    };
  }

  static Border of(Pad.Mode mode) {
    return switch (mode) {
      case CONSTANT -> CONSTANT;
      case REFLECT -> REFLECT;
      case REPLICATE -> REPLICATE;
      case CIRCULAR -> CIRCULAR;
    };
  }

  /**
   * The place inside an axis that a place inside or outside shows, or {@link Selection#NOWHERE}.
   */
  int source(int place, int extent) {
    if (0 <= place && place < extent) {
      return place;
    }
    return switch (this) {
      case CONSTANT -> Selection.NOWHERE;
      case REFLECT -> place < 0 ? -place : 2 * (extent - 1) - place;
      case REPLICATE -> place < 0 ? 0 : extent - 1;
      case CIRCULAR -> Math.floorMod(place, extent);
    };
  }
}
