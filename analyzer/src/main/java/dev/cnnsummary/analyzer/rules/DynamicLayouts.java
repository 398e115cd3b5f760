package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.analyzer.field.AxisStep;
import dev.cnnsummary.specs.function.FlattenTo;
import dev.cnnsummary.specs.function.ReshapeTo;
import dev.cnnsummary.specs.function.SpaceDepth;
import dev.cnnsummary.specs.function.SqueezeAxes;
import dev.cnnsummary.specs.function.UnsqueezeAxes;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What counts elements by other axes, as operands tell. It costs no FLOPs. */
final class DynamicLayouts {
  private DynamicLayouts() {}

  private static Facts reshaped(Operands in, List<Dim> dims) {
    Shape output = Shape.of(dims);
    return Facts.view(
        new TensorType(in.get(0).dtype(), output), Axes.reshaping(in.shape(0), output));
  }

  static Facts facts(ReshapeTo reshape, Operands in) {
    Shape shape = in.shape(0);
    List<Dim> told = in.sizes(1, "extents");
    List<Dim> dims = new ArrayList<>();
    Dim product = Dim.ONE;
    int open = -1;
    for (int axis = 0; axis < told.size(); axis++) {
      Dim dim = told.get(axis);
      if (dim.equals(Dim.of(-1))) {
        if (open >= 0) {
          throw new Rejection("two axes are to take what is left: " + told);
        }
        open = axis;
        dims.add(Dim.ONE);
        continue;
      }
      if (dim.equals(Dim.ZERO) && !reshape.allowZero()) {
        if (axis >= shape.rank()) {
          throw new Rejection("a 0 keeps the axis " + axis + ", which " + shape + " does not have");
        }
        dim = shape.dim(axis);
      }
      in.atLeast(dim, Dim.ZERO, "an axis would have {left} elements");
      dims.add(dim);
      product = product.times(dim);
    }
    fill(in, shape.numel(), product, open, dims);
    return reshaped(in, dims);
  }

  private static void fill(Operands in, Dim elements, Dim product, int open, List<Dim> dims) {
    if (open < 0) {
      in.equal(elements, product, "{left} elements do not fill a shape of {right}");
    } else if (product.equals(Dim.ZERO)) {
      throw new Rejection("what is left for an axis beside one of 0 elements is not known");
    } else {
      in.multiple(elements, product, "{left} elements are not a multiple of {right}");
      dims.set(open, elements.divideExactly(product));
    }
  }

  /** Both shapes broadcast to one. */
  static Facts expanded(Operands in) {
    Shape shape = in.shape(0);
    List<Dim> told = in.sizes(1, "extents");
    told.forEach(dim -> in.atLeast(dim, Dim.ZERO, "an axis would have {left} elements"));
    Shape output = Broadcast.of(shape, Shape.of(told), "expand", in);
    return Facts.of(
        new TensorType(in.get(0).dtype(), output), Dim.ZERO, Broadcast.steps(shape, output));
  }

  static Facts repeated(Operands in) {
    Shape shape = in.shape(0);
    List<Dim> times = in.sizes(1, "repeats");
    if (times.size() != shape.rank()) {
      throw new Rejection("there are " + times.size() + " repeats for " + shape);
    }
    List<Dim> dims = new ArrayList<>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      in.atLeast(times.get(axis), Dim.ZERO, "a repeat is {left}");
      dims.add(shape.dim(axis).times(times.get(axis)));
    }
    return Facts.of(
        new TensorType(in.get(0).dtype(), Shape.of(dims)), Dim.ZERO, Axes.scattering(shape.rank()));
  }

  private static @Nullable List<Integer> axes(@Nullable List<Integer> dims, Operands in) {
    if (dims != null || in.count() < 2) {
      return dims;
    }
    return in.numbers(1, "the axes").stream().map(Math::toIntExact).toList();
  }

  static Facts facts(SqueezeAxes squeeze, Operands in) {
    Shape shape = in.shape(0);
    List<Integer> told = axes(squeeze.dims(), in);
    Set<Integer> gone = new TreeSet<>();
    for (int dim : told == null ? List.<Integer>of() : told) {
      gone.add(Axes.index(dim, shape.rank(), "dims"));
    }
    List<Dim> dims = new ArrayList<>();
    List<AxisStep> steps = new ArrayList<>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      Dim dim = shape.dim(axis);
      if (gone.contains(axis)) {
        in.equal(dim, Dim.ONE, "an axis of {left} elements cannot be dropped");
      }
      boolean drop = told == null ? dim.equals(Dim.ONE) : gone.contains(axis);
      steps.add(drop ? AxisStep.GONE : AxisStep.moved(dims.size()));
      if (!drop) {
        dims.add(dim);
      }
    }
    return Facts.view(new TensorType(in.get(0).dtype(), Shape.of(dims)), steps);
  }

  static Facts facts(UnsqueezeAxes unsqueeze, Operands in) {
    Shape shape = in.shape(0);
    List<Integer> told = axes(unsqueeze.dims(), in);
    if (told == null) {
      throw new Rejection("it needs axes");
    }
    int rank = shape.rank() + told.size();
    Set<Integer> added = new TreeSet<>();
    for (int dim : told) {
      if (!added.add(Axes.index(dim, rank, "dims"))) {
        throw new Rejection("dims names the axis " + dim + " twice");
      }
    }
    List<Dim> dims = new ArrayList<>();
    List<AxisStep> steps = new ArrayList<>();
    int from = 0;
    for (int axis = 0; axis < rank; axis++) {
      if (added.contains(axis)) {
        dims.add(Dim.ONE);
      } else {
        dims.add(shape.dim(from++));
        steps.add(AxisStep.moved(axis));
      }
    }
    return Facts.view(new TensorType(in.get(0).dtype(), Shape.of(dims)), steps);
  }

  static Facts facts(FlattenTo flatten, Operands in) {
    Shape shape = in.shape(0);
    int axis = flatten.axis() < 0 ? flatten.axis() + shape.rank() : flatten.axis();
    if (axis < 0 || axis > shape.rank()) {
      throw new Rejection("axis: there is no axis " + flatten.axis() + " in " + shape);
    }
    Dim rows = Shape.of(shape.dims().subList(0, axis)).numel();
    Dim columns = Shape.of(shape.dims().subList(axis, shape.rank())).numel();
    return reshaped(in, List.of(rows, columns));
  }

  static Facts facts(SpaceDepth trade, Operands in) {
    TensorType input = in.get(0);
    Shape shape = input.shape();
    Axes.require(shape, 2, "a trade of channels for pixels");
    Dim block = Dim.of(trade.block());
    Dim square = block.times(block);
    boolean up = trade.kind() == SpaceDepth.Kind.TO_SPACE;
    if (up) {
      in.multiple(shape.dim(1), square, "{left} channels are not a multiple of {right}");
    }
    List<Dim> dims = new ArrayList<>(List.of(shape.dim(0)));
    dims.add(up ? shape.dim(1).divideExactly(square) : shape.dim(1).times(square));
    for (int axis = 2; axis < 4; axis++) {
      if (!up) {
        in.multiple(shape.dim(axis), block, "an axis of {left} is not a multiple of {right}");
      }
      dims.add(up ? shape.dim(axis).times(block) : shape.dim(axis).divideExactly(block));
    }
    return Facts.of(
        new TensorType(input.dtype(), Shape.of(dims)),
        Dim.ZERO,
        Collections.nCopies(4, AxisStep.MIXED));
  }
}
