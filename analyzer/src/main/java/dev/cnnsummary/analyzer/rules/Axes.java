package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.analyzer.field.AxisStep;
import dev.cnnsummary.specs.shape.Shape;
import java.util.ArrayList;
import java.util.List;

/** Spatial axes: their names, and shapes that have them. */
final class Axes {
  private static final List<List<String>> NAMES =
      List.of(
          List.of(),
          List.of("length"),
          List.of("height", "width"),
          List.of("depth", "height", "width"));

  private Axes() {}

  /** What people call a spatial axis. */
  static String name(int count, int axis) {
    return NAMES.get(count).get(axis);
  }

  /** Demands a batch axis, a channel axis and so many spatial ones. */
  static void require(Shape shape, int spatial, String operator) {
    if (shape.rank() != spatial + 2) {
      throw new Rejection(
          operator + " takes [N, C, " + String.join(", ", NAMES.get(spatial)) + "], got " + shape);
    }
  }

  /** The axis that a negative number counts from the end. */
  static int index(int axis, int rank, String option) {
    int index = axis < 0 ? axis + rank : axis;
    if (index < 0 || index >= rank) {
      throw new Rejection(
          option + ": there is no axis " + axis + " in an input of " + rank + " axes");
    }
    return index;
  }

  /** One text for each spatial axis of each number of axes, with {@code {axis}} filled in. */
  static List<List<String>> texts(String template) {
    List<List<String>> texts = new ArrayList<>();
    for (List<String> names : NAMES) {
      texts.add(names.stream().map(name -> template.replace("{axis}", name)).toList());
    }
    return texts;
  }

  /** Each output sees the whole of one axis, and its own place along the others. */
  static List<AxisStep> mixing(int rank, int axis) {
    List<AxisStep> steps = new ArrayList<>(AxisStep.pointwise(rank));
    steps.set(axis, AxisStep.MIXED);
    return steps;
  }

  /** A run of axes becomes one, in which elements are in no regular place. */
  static List<AxisStep> joining(int rank, int start, int end) {
    List<AxisStep> steps = new ArrayList<>(rank);
    for (int axis = 0; axis < rank; axis++) {
      if (axis >= start && axis <= end) {
        steps.add(new AxisStep.Joined(start));
      } else {
        steps.add(AxisStep.moved(axis < start ? axis : axis - (end - start)));
      }
    }
    return steps;
  }
}
