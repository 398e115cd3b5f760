package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.specs.op.Concat;
import dev.cnnsummary.specs.op.Flatten;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What moves elements without computing any. */
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
    return Facts.view(
        new TensorType(input.dtype(), Shape.of(dims)), Axes.joining(shape.rank(), start, end));
  }

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
        Collections.nCopies(types.size(), Axes.joining(shape.rank(), axis, axis)),
        false);
  }
}
