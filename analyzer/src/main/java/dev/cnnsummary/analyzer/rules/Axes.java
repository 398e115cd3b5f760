package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.analyzer.field.AxisStep;
import dev.cnnsummary.specs.shape.Shape;
import java.util.ArrayList;
import java.util.Collections;
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

  /** Where a new axis stands in the output; a negative number counts from the output's end. */
  static int place(int dim, int rank) {
    int place = dim < 0 ? dim + rank + 1 : dim;
    if (place < 0 || place > rank) {
      throw new Rejection(
          "dim: there is no place " + dim + " for a new axis among " + rank + " axes");
    }
    return place;
  }

  /** A new axis is put among the others. */
  static List<AxisStep> making(int rank, int place) {
    List<AxisStep> steps = new ArrayList<>(rank);
    for (int axis = 0; axis < rank; axis++) {
      steps.add(AxisStep.moved(axis < place ? axis : axis + 1));
    }
    return steps;
  }

  /** Elements are in no regular place along any axis. */
  static List<AxisStep> scattering(int rank) {
    List<Integer> axes = new ArrayList<>(rank);
    for (int axis = 0; axis < rank; axis++) {
      axes.add(axis);
    }
    return Collections.nCopies(rank, new AxisStep.Scattered(axes));
  }

  /** One axis' elements are in no regular place, and each output keeps its own along the others. */
  static List<AxisStep> scattering(int rank, int axis) {
    List<AxisStep> steps = new ArrayList<>(AxisStep.pointwise(rank));
    steps.set(axis, new AxisStep.Scattered(List.of(axis)));
    return steps;
  }

  /** The elements keep their order and are counted by other axes. */
  static List<AxisStep> reshaping(Shape from, Shape to) {
    List<AxisStep> steps = new ArrayList<>(from.rank());
    for (int axis = 0; axis < from.rank(); axis++) {
      steps.add(new AxisStep.Reshaped(axis, from, to));
    }
    return steps;
  }
}
