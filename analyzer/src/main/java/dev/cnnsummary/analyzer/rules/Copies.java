package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.analyzer.field.AxisStep;
import dev.cnnsummary.specs.op.CenterCrop;
import dev.cnnsummary.specs.op.Concat;
import dev.cnnsummary.specs.op.IndexSelect;
import dev.cnnsummary.specs.op.Roll;
import dev.cnnsummary.specs.op.Stack;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What copies elements to other places without computing any. */
final class Copies {
  private Copies() {}

  static Facts facts(Concat concat, Operands in) {
    TensorType first = in.only();
    Shape shape = first.shape();
    int axis = Axes.index(concat.dim(), shape.rank(), "dim");
    Dim joined = shape.dim(axis);
    DType dtype = first.dtype();
    List<TensorType> types = in.all();
    for (int i = 1; i < types.size(); i++) {
      Shape other = types.get(i).shape();
      if (other.rank() != shape.rank()) {
        throw new Rejection("cat takes inputs of the same rank, got " + shape + " and " + other);
      }
      for (int each = 0; each < shape.rank(); each++) {
        if (each != axis && !shape.dim(each).equals(other.dim(each))) {
          in.equal(
              shape.dim(each),
              other.dim(each),
              "cat: the axes that are not joined must agree, got {left} and {right}");
        }
      }
      joined = joined.plus(other.dim(axis));
      dtype = Operands.promote(dtype, types.get(i).dtype());
    }
    return new Facts(
        List.of(new TensorType(dtype, shape.with(axis, joined))),
        List.of(),
        Dim.ZERO,
        Dim.ZERO,
        Collections.nCopies(types.size(), Axes.scattering(shape.rank(), axis)),
        false);
  }

  static Facts facts(Stack stack, Operands in) {
    Shape shape = in.only().shape();
    int place = Axes.place(stack.dim(), shape.rank());
    DType dtype = in.only().dtype();
    for (TensorType other : in.all()) {
      if (other.shape().rank() != shape.rank()) {
        throw new Rejection(
            "stack takes inputs of one shape, got " + shape + " and " + other.shape());
      }
      for (int axis = 0; axis < shape.rank(); axis++) {
        in.equal(
            shape.dim(axis),
            other.shape().dim(axis),
            "stack takes inputs of one shape, got axes of {left} and {right}");
      }
      dtype = Operands.promote(dtype, other.dtype());
    }
    List<Dim> dims = new ArrayList<>(shape.dims());
    dims.add(place, Dim.of(in.all().size()));
    return new Facts(
        List.of(new TensorType(dtype, Shape.of(dims))),
        List.of(),
        Dim.ZERO,
        Dim.ZERO,
        Collections.nCopies(in.all().size(), Axes.making(shape.rank(), place)),
        false);
  }

  static Facts facts(Roll roll, Operands in) {
    TensorType input = in.only();
    int rank = input.shape().rank();
    List<AxisStep> steps = new ArrayList<>(AxisStep.pointwise(rank));
    for (int dim : roll.dims()) {
      int axis = Axes.index(dim, rank, "dims");
      steps.set(axis, new AxisStep.Scattered(List.of(axis)));
    }
    return Facts.of(input, Dim.ZERO, roll.dims().isEmpty() ? Axes.scattering(rank) : steps);
  }

  static Facts facts(IndexSelect select, Operands in) {
    TensorType input = in.only();
    TensorType index = in.all().get(1);
    if ((index.dtype() != DType.I64 && index.dtype() != DType.I32) || index.shape().rank() > 1) {
      throw new Rejection("index_select takes a vector of i64 or i32 as its index, got " + index);
    }
    int rank = input.shape().rank();
    int axis = Axes.index(select.dim(), rank, "dim");
    return new Facts(
        List.of(new TensorType(input.dtype(), input.shape().with(axis, index.shape().numel()))),
        List.of(),
        Dim.ZERO,
        Dim.ZERO,
        List.of(
            Axes.scattering(rank, axis),
            Collections.nCopies(index.shape().rank(), AxisStep.moved(axis))),
        false);
  }

  static Facts facts(CenterCrop crop, Operands in) {
    TensorType input = in.only();
    Shape shape = input.shape();
    if (shape.rank() < 2) {
      throw new Rejection("center_crop takes [..., height, width], got " + shape);
    }
    int height = shape.rank() - 2;
    Shape output =
        shape
            .with(height, Sizes.positive(crop.height(), in))
            .with(height + 1, Sizes.positive(crop.width(), in));
    List<AxisStep> steps = new ArrayList<>(AxisStep.pointwise(shape.rank()));
    for (int axis = height; axis < shape.rank(); axis++) {
      steps.set(axis, centred(axis, shape.dim(axis), output.dim(axis)));
    }
    return Facts.of(new TensorType(input.dtype(), output), Dim.ZERO, steps);
  }

  /**
   * The first element is at half of what is cut off, rounded half to even as Python does, or minus
   * half of what is added, rounded down.
   */
  private static AxisStep centred(int axis, Dim from, Dim to) {
    Dim cut = Dim.max(from.minus(to), Dim.ZERO);
    Dim added = Dim.max(to.minus(from), Dim.ZERO);
    Dim halfToEven = cut.plus(1).floorDivide(4).plus(cut.plus(2).floorDivide(4));
    return new AxisStep.Shifted(axis, 1, halfToEven.minus(added.floorDivide(2)));
  }
}
