package dev.cnnsummary.analyzer.explain;

import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Why an axis of an output is as long as it is.
 *
 * @param formula its arithmetic
 * @param note what a formula cannot say; empty for nothing
 */
record Axis(Formula formula, String note) {
  /** An axis of the input that stays. */
  static Axis kept(Dim extent) {
    return new Axis(Formula.of(extent), "as the input's");
  }

  /** A size with its reason. */
  static Axis of(Dim extent, String note) {
    return new Axis(Formula.of(extent), note);
  }

  /** A number with its reason. */
  static Axis of(long extent, String note) {
    return of(Dim.of(extent), note);
  }

  /** All axes of a shape that stays. */
  static List<Axis> kept(Shape shape) {
    return new ArrayList<>(shape.dims().stream().map(Axis::kept).toList());
  }

  /** The same but for one axis. */
  static List<Axis> with(Shape shape, int axis, Axis changed) {
    List<Axis> axes = kept(shape);
    axes.set(axis < 0 ? axis + axes.size() : axis, changed);
    return axes;
  }
}
