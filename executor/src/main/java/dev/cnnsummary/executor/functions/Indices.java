package dev.cnnsummary.executor.functions;

import dev.cnnsummary.executor.Draft;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.function.Gather;
import dev.cnnsummary.specs.function.OneHot;
import dev.cnnsummary.specs.function.Scatter;
import dev.cnnsummary.specs.shape.DType;
import java.util.Arrays;
import java.util.stream.IntStream;

/** What takes or replaces elements at places that integers tell. */
final class Indices {
  private Indices() {}

  /** A place along an axis; a negative one counts from the end. */
  private static int place(long index, int extent) {
    Axes.require(
        -extent <= index && index < extent, "there is no element " + index + " among " + extent);
    return (int) (index < 0 ? index + extent : index);
  }

  static Result of(Gather gather, Tensor data, Tensor indices) {
    return switch (gather.kind()) {
      case SLICES -> slices(data, indices, Axes.axis(gather.dim(), data.rank()));
      case ELEMENTS -> elements(data, indices, Axes.axis(gather.dim(), data.rank()));
      case ND -> atPlaces(data, indices, gather.dim());
    };
  }

  private static int[] joined(int[]... parts) {
    return Arrays.stream(parts).flatMapToInt(Arrays::stream).toArray();
  }

  static Result slices(Tensor data, Tensor indices, int axis) {
    int[] shape = data.shape();
    Lines lines = Lines.along(shape, axis);
    int[] made =
        joined(
            Arrays.copyOf(shape, axis),
            indices.shape(),
            Arrays.copyOfRange(shape, axis + 1, shape.length));
    Draft output = new Draft(data.dtype(), made);
    int to = 0;
    for (int outer = 0; outer < lines.outers(); outer++) {
      for (int i = 0; i < indices.numel(); i++) {
        int from = outer * lines.length() + place(indices.integer(i), lines.length());
        output.copy(to, data, from * lines.inners(), lines.inners());
        to += lines.inners();
      }
    }
    return Result.of(output);
  }

  private static Result elements(Tensor data, Tensor indices, int axis) {
    Draft output = new Draft(data.dtype(), indices.shape());
    int[] places = elementPlaces(data, indices, axis);
    for (int i = 0; i < places.length; i++) {
      output.putOf(i, data, places[i]);
    }
    return Result.of(output);
  }

  /** For each index which element of the data it means. */
  private static int[] elementPlaces(Tensor data, Tensor indices, int axis) {
    Axes.require(
        indices.rank() == data.rank(), "as many axes as " + data + " has are needed: " + indices);
    for (int other = 0; other < data.rank(); other++) {
      Axes.require(
          other == axis || indices.dim(other) <= data.dim(other),
          indices + " reaches beyond " + data);
    }
    int[] strides = Axes.strides(data.shape());
    int[] shape = indices.shape();
    int[] place = new int[shape.length];
    int[] places = new int[indices.numel()];
    for (int i = 0; i < places.length; i++) {
      int there = place(indices.integer(i), data.dim(axis)) - place[axis];
      places[i] = Axes.index(place, strides) + there * strides[axis];
      Axes.advance(place, shape);
    }
    return places;
  }

  private static Result atPlaces(Tensor data, Tensor indices, int batch) {
    int rank = indices.rank();
    Axes.require(rank >= 1 && 0 <= batch && batch < rank, "indices " + indices);
    int depth = indices.dim(rank - 1);
    Axes.require(batch + depth <= data.rank(), depth + " axes are not in " + data);
    int[] shape = data.shape();
    int[] outer = Arrays.copyOf(indices.shape(), rank - 1);
    Axes.require(
        Arrays.equals(Arrays.copyOf(shape, batch), Arrays.copyOf(outer, batch)),
        data + " and " + indices + " do not share " + batch + " axes");
    int[] inner = Arrays.copyOfRange(shape, batch + depth, shape.length);
    int length = Tensor.numel(inner);
    Draft output = new Draft(data.dtype(), joined(outer, inner));
    int count = Tensor.numel(outer);
    int perBatch = Math.max(1, Axes.product(outer, batch, outer.length));
    for (int i = 0; i < count; i++) {
      int from = i / perBatch;
      for (int k = 0; k < depth; k++) {
        int extent = shape[batch + k];
        from = from * extent + place(indices.integer(i * depth + k), extent);
      }
      output.copy(i * length, data, from * length, length);
    }
    return Result.of(output);
  }

  static Result of(Scatter scatter, Tensor data, Tensor indices, Tensor updates) {
    Draft output = new Draft(data.dtype(), data.shape());
    output.copy(0, data, 0, data.numel());
    Tensor whole = output.tensor(); // sees what is put into it
    if (scatter.kind() == Scatter.Kind.ELEMENTS) {
      Axes.require(
          Arrays.equals(indices.shape(), updates.shape()),
          indices + " and " + updates + " have not the same extents");
      int[] places = elementPlaces(data, indices, Axes.axis(scatter.dim(), data.rank()));
      for (int i = 0; i < places.length; i++) {
        join(scatter.reduction(), output, whole, places[i], updates, i);
      }
      return Result.of(whole);
    }
    int[] places = slicePlaces(data, indices, updates);
    int length = places.length == 0 ? 0 : updates.numel() / places.length;
    for (int i = 0; i < places.length; i++) {
      for (int k = 0; k < length; k++) {
        join(scatter.reduction(), output, whole, places[i] * length + k, updates, i * length + k);
      }
    }
    return Result.of(whole);
  }

  private static int[] slicePlaces(Tensor data, Tensor indices, Tensor updates) {
    int rank = indices.rank();
    int depth = rank == 0 ? 0 : indices.dim(rank - 1);
    Axes.require(rank > 0 && depth <= data.rank(), depth + " axes are not in " + data);
    int[] outer = Arrays.copyOf(indices.shape(), rank - 1);
    int[] inner = Arrays.copyOfRange(data.shape(), depth, data.rank());
    Axes.require(
        Arrays.equals(updates.shape(), joined(outer, inner)),
        updates + " is not what " + indices + " say of " + data);
    int[] places = new int[Tensor.numel(outer)];
    for (int i = 0; i < places.length; i++) {
      for (int k = 0; k < depth; k++) {
        int extent = data.dim(k);
        places[i] = places[i] * extent + place(indices.integer(i * depth + k), extent);
      }
    }
    return places;
  }

  private static void join(
      Scatter.Reduction reduction, Draft output, Tensor whole, int to, Tensor updates, int from) {
    if (reduction == Scatter.Reduction.NONE) {
      output.putOf(to, updates, from);
    } else if (whole.dtype().isFloating()) {
      double a = whole.get(to);
      double b = updates.get(from);
      output.put(
          to,
          switch (reduction) {
            case NONE -> b;
            case ADD -> a + b;
            case MUL -> a * b;
            case MAX -> Math.max(a, b);
            case MIN -> Math.min(a, b);
          });
    } else {
      long a = whole.integer(to);
      long b = updates.integer(from);
      boolean least = Binaries.order(whole.dtype() == DType.U64, a, b) <= 0;
      output.putInteger(
          to,
          switch (reduction) {
            case NONE -> b;
            case ADD -> a + b;
            case MUL -> a * b;
            case MAX -> least ? b : a;
            case MIN -> least ? a : b;
          });
    }
  }

  static Result of(OneHot oneHot, Tensor indices, Tensor extent, Tensor values) {
    int depth = Axes.small((long) Axes.scalar(extent));
    Axes.require(depth >= 0, "there is no extent " + depth);
    Axes.require(values.numel() == 2, "two values are needed, got " + values);
    int axis = Axes.axis(oneHot.dim(), indices.rank() + 1);
    int[] shape = indices.shape();
    int[] made =
        joined(
            Arrays.copyOf(shape, axis),
            new int[] {depth},
            Arrays.copyOfRange(shape, axis, shape.length));
    Draft output = new Draft(values.dtype(), made);
    Lines lines = Lines.along(made, axis);
    lines.each((first, line) -> {
      long index = indices.integer(line);
      long there = index < 0 ? index + depth : index;
      for (int i = 0; i < depth; i++) {
        output.putOf(first + i * lines.inners(), values, i == there ? 1 : 0);
      }
    });
    return Result.of(output);
  }

  static Result nonZero(Tensor input) {
    int[] found = IntStream.range(0, input.numel()).filter(i -> input.get(i) != 0).toArray();
    int[] shape = input.shape();
    int[] strides = Axes.strides(shape);
    Draft places = new Draft(DType.I64, shape.length, found.length);
    for (int axis = 0; axis < shape.length; axis++) {
      for (int i = 0; i < found.length; i++) {
        places.putInteger(axis * found.length + i, found[i] / strides[axis] % shape[axis]);
      }
    }
    return Result.of(places);
  }
}
