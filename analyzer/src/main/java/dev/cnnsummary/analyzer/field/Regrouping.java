package dev.cnnsummary.analyzer.field;

import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Which axes of a shape become which of another when elements keep their order: the shortest runs
 * of axes that hold the same number of elements on both sides. Where symbols leave open which run
 * is the longer one, all axes from there on are one run.
 */
final class Regrouping {
  private final Shape from;
  private final Shape to;
  private final AxisStep[] steps;

  private Regrouping(Shape from, Shape to) {
    this.from = from;
    this.to = to;
    this.steps = new AxisStep[from.rank()];
  }

  static Regrouping of(Shape from, Shape to) {
    Regrouping regrouping = new Regrouping(from, to);
    regrouping.match();
    return regrouping;
  }

  AxisStep step(int axis) {
    return steps[axis];
  }

  private void match() {
    List<Integer> left = longerAxes(from);
    List<Integer> right = longerAxes(to);
    for (int axis = 0; axis < steps.length; axis++) {
      steps[axis] = AxisStep.GONE;
    }
    int i = 0;
    int j = 0;
    while (i < left.size() && j < right.size()) {
      int firstLeft = i;
      int firstRight = j;
      Dim leftNumber = from.dim(left.get(i++));
      Dim rightNumber = to.dim(right.get(j++));
      while (!leftNumber.equals(rightNumber)) {
        if (i < left.size() && isLess(leftNumber, rightNumber)) {
          leftNumber = leftNumber.times(from.dim(left.get(i++)));
        } else if (j < right.size() && isLess(rightNumber, leftNumber)) {
          rightNumber = rightNumber.times(to.dim(right.get(j++)));
        } else {
          i = left.size();
          j = right.size();
          break;
        }
      }
      keep(left.subList(firstLeft, i), right.subList(firstRight, j));
    }
  }

  private void keep(List<Integer> inputs, List<Integer> outputs) {
    boolean same = inputs.size() == 1 && outputs.size() == 1;
    for (int axis : inputs) {
      steps[axis] = same ? AxisStep.moved(outputs.getFirst()) : new AxisStep.Scattered(outputs);
    }
  }

  private static boolean isLess(Dim left, Dim right) {
    return right.minus(left).minimum() >= 0;
  }

  private static List<Integer> longerAxes(Shape shape) {
    List<Integer> axes = new ArrayList<>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (!shape.dim(axis).equals(Dim.ONE)) {
        axes.add(axis);
      }
    }
    return axes;
  }
}
