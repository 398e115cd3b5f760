package dev.cnnsummary.executor.reference;

import static dev.cnnsummary.executor.reference.Operands.require;

import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.op.ChannelShuffle;
import dev.cnnsummary.specs.op.Concat;
import dev.cnnsummary.specs.op.Flatten;
import dev.cnnsummary.specs.op.IndexSelect;
import dev.cnnsummary.specs.op.Permute;
import dev.cnnsummary.specs.op.PixelShuffle;
import dev.cnnsummary.specs.op.Reshape;
import dev.cnnsummary.specs.op.Squeeze;
import dev.cnnsummary.specs.op.Stack;
import dev.cnnsummary.specs.op.Transpose;
import dev.cnnsummary.specs.op.Unflatten;
import dev.cnnsummary.specs.op.Unsqueeze;
import dev.cnnsummary.specs.shape.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** What counts the same elements by other axes, puts axes into another order or joins tensors. */
final class LayoutShapes {
  private LayoutShapes() {}

  static Shapes of(Flatten flatten, Operands in) {
    int start = in.axis(flatten.startDim());
    int end = in.axis(flatten.endDim());
    require(start <= end, "start_dim " + start + " comes after end_dim " + end);
    int joined = Tensor.numel(Arrays.copyOfRange(in.only().array(), start, end + 1));
    return kept(in, replaced(in, start, end + 1, List.of(joined)));
  }

  static Shapes of(Reshape reshape, Operands in) {
    return kept(in, Sizes.filling(reshape.shape(), in.only().numel(), in));
  }

  static Shapes of(Unflatten unflatten, Operands in) {
    int axis = in.axis(unflatten.dim());
    return kept(
        in, replaced(in, axis, axis + 1, Sizes.filling(unflatten.sizes(), in.dim(axis), in)));
  }

  /** Puts axes in the place of a run of others. */
  private static List<Integer> replaced(Operands in, int from, int to, List<Integer> axes) {
    List<Integer> shape = new ArrayList<>(in.only().shape().subList(0, from));
    shape.addAll(axes);
    shape.addAll(in.only().shape().subList(to, in.rank()));
    return shape;
  }

  static Shapes of(Squeeze squeeze, Operands in) {
    List<Integer> wanted = squeeze.dims();
    Set<Integer> axes =
        wanted == null ? Set.of() : Set.copyOf(wanted.stream().map(in::axis).toList());
    List<Integer> shape = new ArrayList<>();
    for (int axis = 0; axis < in.rank(); axis++) {
      boolean mayGo = wanted == null || axes.contains(axis);
      if (!mayGo || in.dim(axis) != 1) {
        shape.add(in.dim(axis));
      }
    }
    return kept(in, shape);
  }

  static Shapes of(Unsqueeze unsqueeze, Operands in) {
    List<Integer> shape = new ArrayList<>(in.only().shape());
    shape.add(Operands.axis(unsqueeze.dim(), in.rank() + 1), 1);
    return kept(in, shape);
  }

  private static Shapes kept(Operands in, List<Integer> shape) {
    return Shapes.one(new Extent(in.only().dtype(), shape));
  }

  static Shapes of(Permute permute, Operands in) {
    return permuted(order(permute, in.rank()), in);
  }

  static Shapes of(Transpose transpose, Operands in) {
    return permuted(order(transpose, in.rank()), in);
  }

  private static Shapes permuted(List<Integer> order, Operands in) {
    return kept(in, order.stream().map(in::dim).toList());
  }

  /** The input's axes in the output's order. */
  static List<Integer> order(Permute permute, int rank) {
    List<Integer> order = permute.dims().stream().map(dim -> Operands.axis(dim, rank)).toList();
    require(
        order.size() == rank && Set.copyOf(order).size() == rank,
        "dims must name each of " + rank + " axes once, got " + permute.dims());
    return order;
  }

  /** The input's axes in the output's order. */
  static List<Integer> order(Transpose transpose, int rank) {
    List<Integer> order = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      order.add(axis);
    }
    Collections.swap(
        order, Operands.axis(transpose.dim0(), rank), Operands.axis(transpose.dim1(), rank));
    return order;
  }

  static Shapes of(PixelShuffle shuffle, Operands in) {
    int rank = in.rank();
    require(rank >= 3, "a pixel shuffle takes [..., C, H, W], got " + in.only().shape());
    int factor = shuffle.factor();
    int area = Math.multiplyExact(factor, factor);
    boolean grows = shuffle.kind() == PixelShuffle.Kind.SHUFFLE;
    List<Integer> shape = new ArrayList<>(in.only().shape());
    shape.set(rank - 3, scaled(in.dim(rank - 3), area, !grows));
    shape.set(rank - 2, scaled(in.dim(rank - 2), factor, grows));
    shape.set(rank - 1, scaled(in.dim(rank - 1), factor, grows));
    return kept(in, shape);
  }

  private static int scaled(int extent, int factor, boolean grows) {
    require(grows || extent % factor == 0, extent + " is not a multiple of " + factor);
    return grows ? Math.multiplyExact(extent, factor) : extent / factor;
  }

  static Shapes of(ChannelShuffle shuffle, Operands in) {
    require(in.rank() >= 3, "a channel shuffle takes [N, C, ...], got " + in.only().shape());
    require(
        in.dim(1) % shuffle.groups() == 0,
        shuffle.groups() + " groups do not divide " + in.dim(1) + " channels");
    return Shapes.one(in.only());
  }

  static Shapes of(Concat concat, Operands in) {
    int axis = in.axis(concat.dim());
    List<Integer> shape = new ArrayList<>(in.only().shape());
    DType dtype = in.only().dtype();
    for (Extent next : in.all().subList(1, in.count())) {
      require(
          next.shape().size() == shape.size()
              && Shapes.with(next, axis, shape.get(axis)).shape().equals(shape),
          "only the axis " + axis + " may differ: " + in.only().shape() + ", " + next.shape());
      shape.set(axis, Math.addExact(shape.get(axis), next.shape().get(axis)));
      dtype = Types.joined(dtype, next.dtype());
    }
    return Shapes.one(new Extent(dtype, shape));
  }

  static Shapes of(Stack stack, Operands in) {
    List<Integer> shape = new ArrayList<>(in.only().shape());
    DType dtype = in.only().dtype();
    for (Extent next : in.all()) {
      require(
          next.shape().equals(shape),
          "stack takes tensors of one shape, got " + shape + " and " + next.shape());
      dtype = Types.joined(dtype, next.dtype());
    }
    shape.add(Operands.axis(stack.dim(), in.rank() + 1), in.count());
    return Shapes.one(new Extent(dtype, shape));
  }

  static Shapes of(IndexSelect select, Operands in) {
    Extent index = in.get(1);
    FeatureShapes.requireIntegers(index, "index_select");
    require(index.shape().size() <= 1, "index_select takes a vector, got " + index.shape());
    int axis = in.axis(select.dim());
    return Shapes.one(Shapes.with(in.only(), axis, Math.toIntExact(index.numel())));
  }
}
