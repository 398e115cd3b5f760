package dev.cnnsummary.analyzer.field;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an element of a value can depend on, for each input of the model and each of its spatial
 * axes (those after batch and channels). Branches join to the union of what they see.
 *
 * <p>A chain of windows follows the rule of Araujo, Norris and Sim, "Computing Receptive Fields of
 * Convolutional Neural Networks", Distill, 2019: {@code size += (span − 1)·stride}, {@code offset
 * += stride·offset}, {@code stride *= stride}. Where up-sampling makes elements finer than the
 * input, neighbours see different numbers of elements, and the size is the largest of them.
 *
 * @param inputs for each input of the model its spatial axes; null where nothing of it is seen
 */
public record ReceptiveField(List<@Nullable List<AxisField>> inputs) {
  /** Copies the list, which may hold nulls. */
  public ReceptiveField {
    inputs = Collections.unmodifiableList(inputs);
  }

  /** An input seen by itself. */
  public static ReceptiveField own(int input, int inputCount, int rank) {
    List<@Nullable List<AxisField>> all = new ArrayList<>(Collections.nCopies(inputCount, null));
    List<AxisField> axes = new ArrayList<>();
    for (int axis = 2; axis < rank; axis++) {
      axes.add(AxisField.own(axis));
    }
    all.set(input, axes);
    return new ReceptiveField(all);
  }

  /** Of a value that depends on no input. */
  public static ReceptiveField none(int inputCount) {
    return new ReceptiveField(new ArrayList<>(Collections.nCopies(inputCount, null)));
  }

  /**
   * What one of an operator's outputs sees of this operand.
   *
   * @param steps one for each axis of the operand
   */
  public ReceptiveField through(List<AxisStep> steps, int output) {
    List<@Nullable List<AxisField>> after = new ArrayList<>(inputs.size());
    for (List<AxisField> axes : inputs) {
      if (axes == null) {
        after.add(null);
        continue;
      }
      List<AxisField> moved = new ArrayList<>(axes.size());
      for (AxisField field : axes) {
        moved.add(field.through(steps, output));
      }
      after.add(moved);
    }
    return new ReceptiveField(after);
  }

  /** What sees both. */
  public ReceptiveField union(ReceptiveField other) {
    List<@Nullable List<AxisField>> joined = new ArrayList<>(inputs.size());
    for (int i = 0; i < inputs.size(); i++) {
      List<AxisField> mine = inputs.get(i);
      List<AxisField> theirs = other.inputs.get(i);
      if (mine == null || theirs == null) {
        joined.add(mine == null ? theirs : mine);
        continue;
      }
      List<AxisField> axes = new ArrayList<>(mine.size());
      for (int axis = 0; axis < mine.size(); axis++) {
        axes.add(mine.get(axis).union(theirs.get(axis)));
      }
      joined.add(axes);
    }
    return new ReceptiveField(joined);
  }
}
