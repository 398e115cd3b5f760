package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.analyzer.field.AxisStep;
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
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What shows the same elements by other axes. */
final class Layouts {
  private Layouts() {}

  static Facts facts(Flatten flatten, Operands in) {
    TensorType input = in.only();
    Shape shape = input.shape();
    int start = Axes.index(flatten.startDim(), shape.rank(), "start_dim");
    int end = Axes.index(flatten.endDim(), shape.rank(), "end_dim");
    if (start > end) {
      throw new Rejection(
          "start_dim "
              + flatten.startDim()
              + " comes after end_dim "
              + flatten.endDim()
              + " in an input of "
              + shape.rank()
              + " axes");
    }
    List<Dim> dims = new ArrayList<>(shape.dims().subList(0, start));
    Dim product = Dim.ONE;
    for (Dim dim : shape.dims().subList(start, end + 1)) {
      product = product.times(dim);
    }
    dims.add(product);
    dims.addAll(shape.dims().subList(end + 1, shape.rank()));
    Shape output = Shape.of(dims);
    return Facts.view(new TensorType(input.dtype(), output), Axes.reshaping(shape, output));
  }

  static Facts facts(Reshape reshape, Operands in) {
    return reshaped(in, Sizes.filling(reshape.shape(), in.only().shape().numel(), in));
  }

  static Facts facts(Unflatten unflatten, Operands in) {
    Shape shape = in.only().shape();
    int axis = Axes.index(unflatten.dim(), shape.rank(), "dim");
    List<Dim> dims = new ArrayList<>(shape.dims().subList(0, axis));
    dims.addAll(Sizes.filling(unflatten.sizes(), shape.dim(axis), in));
    dims.addAll(shape.dims().subList(axis + 1, shape.rank()));
    return reshaped(in, dims);
  }

  private static Facts reshaped(Operands in, List<Dim> dims) {
    Shape output = Shape.of(dims);
    return Facts.view(
        new TensorType(in.only().dtype(), output), Axes.reshaping(in.only().shape(), output));
  }

  static Facts facts(Permute permute, Operands in) {
    Shape shape = in.only().shape();
    List<Integer> order = new ArrayList<>(shape.rank());
    for (int dim : permute.dims()) {
      order.add(Axes.index(dim, shape.rank(), "dims"));
    }
    if (order.size() != shape.rank() || Set.copyOf(order).size() != order.size()) {
      throw new Rejection(
          "dims must name each of the " + shape.rank() + " axes once, got " + permute.dims());
    }
    return permuted(in, order);
  }

  static Facts facts(Transpose transpose, Operands in) {
    int rank = in.only().shape().rank();
    List<Integer> order = new ArrayList<>(rank);
    for (int axis = 0; axis < rank; axis++) {
      order.add(axis);
    }
    Collections.swap(
        order,
        Axes.index(transpose.dim0(), rank, "dim0"),
        Axes.index(transpose.dim1(), rank, "dim1"));
    return permuted(in, order);
  }

  private static Facts permuted(Operands in, List<Integer> order) {
    Shape shape = in.only().shape();
    List<AxisStep> steps = new ArrayList<>(order.size());
    for (int axis = 0; axis < order.size(); axis++) {
      steps.add(AxisStep.moved(order.indexOf(axis)));
    }
    return Facts.view(
        new TensorType(in.only().dtype(), Shape.of(order.stream().map(shape::dim).toList())),
        steps);
  }

  static Facts facts(Squeeze squeeze, Operands in) {
    Shape shape = in.only().shape();
    List<Integer> wanted = squeeze.dims();
    Set<Integer> axes = new HashSet<>();
    for (int axis = 0; wanted == null && axis < shape.rank(); axis++) {
      axes.add(axis);
    }
    for (int dim : wanted == null ? List.<Integer>of() : wanted) {
      axes.add(Axes.index(dim, shape.rank(), "dim"));
    }
    List<Dim> dims = new ArrayList<>();
    List<AxisStep> steps = new ArrayList<>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      Dim dim = shape.dim(axis);
      if (axes.contains(axis) && dim.equals(Dim.ONE)) {
        steps.add(AxisStep.GONE);
        continue;
      }
      if (axes.contains(axis)) {
        in.atLeast(
            dim,
            Dim.of(2),
            "an axis of {left} is dropped where one of {right} or more stays, so the number of axes"
                + " is another");
      }
      steps.add(AxisStep.moved(dims.size()));
      dims.add(dim);
    }
    return Facts.view(new TensorType(in.only().dtype(), Shape.of(dims)), steps);
  }

  static Facts facts(Unsqueeze unsqueeze, Operands in) {
    Shape shape = in.only().shape();
    int place = Axes.place(unsqueeze.dim(), shape.rank());
    List<Dim> dims = new ArrayList<>(shape.dims());
    dims.add(place, Dim.ONE);
    return Facts.view(
        new TensorType(in.only().dtype(), Shape.of(dims)), Axes.making(shape.rank(), place));
  }

  static Facts facts(Expand expand, Operands in) {
    Shape shape = in.only().shape();
    int added = expand.size().size() - shape.rank();
    if (added < 0) {
      throw new Rejection(
          "size must have one for each of the "
              + shape.rank()
              + " axes or more, got "
              + expand.size().size());
    }
    List<Dim> dims = new ArrayList<>();
    List<AxisStep> steps = new ArrayList<>();
    for (int place = 0; place < expand.size().size(); place++) {
      Size size = expand.size().get(place);
      if (place < added) {
        if (Sizes.isRest(size)) {
          throw new Rejection("size: a new axis in front has nothing that -1 could keep");
        }
        dims.add(Sizes.positive(size, in));
        continue;
      }
      Dim dim = shape.dim(place - added);
      Dim wanted = Sizes.isRest(size) ? dim : Sizes.positive(size, in);
      if (!dim.equals(Dim.ONE)) {
        in.equal(dim, wanted, "an axis of {left} elements cannot be shown as one of {right}");
      }
      steps.add(new AxisStep.Repeated(place, dim, wanted));
      dims.add(wanted);
    }
    return Facts.view(new TensorType(in.only().dtype(), Shape.of(dims)), steps);
  }
}
