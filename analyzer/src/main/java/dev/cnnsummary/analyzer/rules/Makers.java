package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.specs.function.Full;
import dev.cnnsummary.specs.function.ShapeOf;
import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What makes tensors of sizes, and sizes of tensors. It costs no FLOPs. */
final class Makers {
  private Makers() {}

  private static Facts unseeing(TensorType output) {
    return new Facts(List.of(output), List.of(), Dim.ZERO, Dim.ZERO, List.of(), false);
  }

  static Facts facts(ShapeOf op, Operands in) {
    Shape shape = in.shape(0);
    int rank = shape.rank();
    int start = clamp(op.start(), rank);
    int end = op.end() == null ? rank : clamp(op.end(), rank);
    List<Dim> dims = start < end ? shape.dims().subList(start, end) : List.of();
    return unseeing(new TensorType(DType.I64, Shape.of(dims.size()))).holding(Contents.of(dims));
  }

  private static int clamp(int axis, int rank) {
    return Math.clamp(axis < 0 ? (long) axis + rank : axis, 0, rank);
  }

  static Facts numel(Operands in) {
    return unseeing(new TensorType(DType.I64, Shape.SCALAR))
        .holding(Contents.of(List.of(in.shape(0).numel())));
  }

  static Facts facts(Full full, Operands in) {
    List<Dim> dims = in.sizes(0, "sizes");
    dims.forEach(dim -> in.atLeast(dim, Dim.ZERO, "an axis would have {left} elements"));
    Shape shape = Shape.of(dims);
    Dim numel = shape.numel();
    boolean small = numel.isConstant() && numel.value() <= Contents.MOST;
    boolean whole = full.value() == Math.rint(full.value()) && Math.abs(full.value()) < 1L << 53;
    Facts facts = unseeing(new TensorType(full.dtype(), shape));
    return small && whole
        ? facts.holding(
            Contents.of(Collections.nCopies((int) numel.value(), Dim.of((long) full.value()))))
        : facts;
  }

  /** {@code max(⌈(limit − start)/delta⌉, 0)} numbers. */
  static Facts arange(Operands in) {
    DType dtype = in.get(0).dtype();
    Double count = dtype.isFloating() ? counted(in) : null;
    if (count != null) {
      return unseeing(new TensorType(dtype, Shape.of(count.longValue())));
    }
    Dim start = scalar(in, 0);
    Dim limit = scalar(in, 1);
    Dim delta = scalar(in, 2);
    if (start == null || limit == null || delta == null || !delta.isConstant()) {
      return unseeing(new TensorType(dtype, Shape.of(in.unknown("count"))));
    }
    long step = delta.value();
    if (step == 0) {
      throw new Rejection("the numbers of a range are 0 apart");
    }
    Dim distance = step > 0 ? limit.minus(start) : start.minus(limit);
    Dim extent = Dim.max(distance.plus(Math.abs(step) - 1).floorDivide(Math.abs(step)), Dim.ZERO);
    Facts facts = unseeing(new TensorType(dtype, Shape.of(extent)));
    if (!extent.isConstant() || extent.value() > Contents.MOST) {
      return facts;
    }
    List<Dim> numbers = new ArrayList<>();
    for (int i = 0; i < extent.value(); i++) {
      numbers.add(start.plus(Math.multiplyExact(step, (long) i)));
    }
    return facts.holding(Contents.of(numbers));
  }

  private static @Nullable Dim scalar(Operands in, int index) {
    Contents contents = in.contents(index);
    return contents == null || contents.size() != 1 ? null : contents.get(0);
  }

  private static @Nullable Double counted(Operands in) {
    Literal start = in.literal(0);
    Literal limit = in.literal(1);
    Literal delta = in.literal(2);
    if (start == null || limit == null || delta == null || delta.number(0) == 0) {
      return null;
    }
    return Math.max(0, Math.ceil((limit.number(0) - start.number(0)) / delta.number(0)));
  }
}
