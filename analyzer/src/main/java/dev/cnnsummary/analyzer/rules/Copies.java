package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.analyzer.field.AxisStep;
import dev.cnnsummary.specs.op.Concat;
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
}
