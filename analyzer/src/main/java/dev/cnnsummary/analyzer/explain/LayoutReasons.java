package dev.cnnsummary.analyzer.explain;

import dev.cnnsummary.specs.op.Expand;
import dev.cnnsummary.specs.op.Flatten;
import dev.cnnsummary.specs.op.Permute;
import dev.cnnsummary.specs.op.Reshape;
import dev.cnnsummary.specs.op.Size;
import dev.cnnsummary.specs.op.Squeeze;
import dev.cnnsummary.specs.op.Transpose;
import dev.cnnsummary.specs.op.Unflatten;
import dev.cnnsummary.specs.op.Unsqueeze;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What shows the same elements by other axes. */
final class LayoutReasons {
  private LayoutReasons() {}

  static Reason of(Flatten flatten, Subject subject) {
    Shape shape = subject.input();
    int start = index(flatten.startDim(), shape);
    int end = index(flatten.endDim(), shape);
    List<Axis> axes = new ArrayList<>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (axis < start || axis > end) {
        axes.add(moved(shape, axis));
      } else if (axis == start) {
        axes.add(
            new Axis(
                Formula.product(shape.dims().subList(start, end + 1)),
                start == end ? "a single axis stays" : "axes " + start + " to " + end + " joined"));
      }
    }
    return Reason.moving(axes);
  }

  static Reason of(Reshape reshape, Subject subject) {
    return Reason.moving(SizeFormulas.filling(reshape.shape(), subject.input().dims(), subject));
  }

  static Reason of(Unflatten unflatten, Subject subject) {
    Shape shape = subject.input();
    int divided = index(unflatten.dim(), shape);
    List<Axis> axes = new ArrayList<>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (axis == divided) {
        axes.addAll(SizeFormulas.filling(unflatten.sizes(), List.of(shape.dim(axis)), subject));
      } else {
        axes.add(moved(shape, axis));
      }
    }
    return Reason.moving(axes);
  }

  static Reason of(Permute permute, Subject subject) {
    return permuted(
        permute.dims().stream().map(dim -> index(dim, subject.input())).toList(), subject);
  }

  static Reason of(Transpose transpose, Subject subject) {
    List<Integer> order = new ArrayList<>();
    for (int axis = 0; axis < subject.input().rank(); axis++) {
      order.add(axis);
    }
    Collections.swap(
        order, index(transpose.dim0(), subject.input()), index(transpose.dim1(), subject.input()));
    return permuted(order, subject);
  }

  private static Reason permuted(List<Integer> order, Subject subject) {
    return Reason.moving(order.stream().map(axis -> moved(subject.input(), axis)).toList());
  }

  static Reason of(Squeeze squeeze, Subject subject) {
    Shape shape = subject.input();
    List<Integer> wanted = squeeze.dims();
    List<Axis> axes = new ArrayList<>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      int each = axis;
      boolean named = wanted == null || wanted.stream().anyMatch(dim -> index(dim, shape) == each);
      if (!named || !shape.dim(axis).equals(Dim.ONE)) {
        axes.add(moved(shape, axis));
      }
    }
    return Reason.moving(axes).withNote("axes of one element are dropped");
  }

  static Reason of(Unsqueeze unsqueeze, Subject subject) {
    Shape shape = subject.input();
    List<Axis> axes = new ArrayList<>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      axes.add(moved(shape, axis));
    }
    int place = unsqueeze.dim() < 0 ? unsqueeze.dim() + shape.rank() + 1 : unsqueeze.dim();
    axes.add(place, Axis.of(1, "a new axis"));
    return Reason.moving(axes);
  }

  static Reason of(Expand expand, Subject subject) {
    Shape shape = subject.input();
    int added = expand.size().size() - shape.rank();
    List<Axis> axes = new ArrayList<>();
    for (int place = 0; place < expand.size().size(); place++) {
      Size size = expand.size().get(place);
      axes.add(
          SizeFormulas.isRest(size)
              ? moved(shape, place - added)
              : new Axis(
                  SizeFormulas.of(size, subject), place < added ? "a new axis" : "as given"));
    }
    return Reason.moving(axes);
  }

  /** An axis of the input, wherever it stands now. */
  static Axis moved(Shape shape, int axis) {
    return Axis.of(shape.dim(axis), "axis " + axis + " of the input");
  }

  static int index(int axis, Shape shape) {
    return axis < 0 ? axis + shape.rank() : axis;
  }
}
