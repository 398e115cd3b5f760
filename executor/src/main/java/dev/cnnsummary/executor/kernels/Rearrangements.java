package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.specs.op.CenterCrop;
import dev.cnnsummary.specs.op.Narrow;
import dev.cnnsummary.specs.op.Pad;
import dev.cnnsummary.specs.op.PixelShuffle;
import dev.cnnsummary.specs.op.Roll;
import dev.cnnsummary.specs.op.Select;
import dev.cnnsummary.specs.op.Size;
import dev.cnnsummary.specs.op.Slice;
import dev.cnnsummary.specs.op.Transpose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Operators that only put elements elsewhere. */
final class Rearrangements {
  private Rearrangements() {}

  static Kernel permute(Site site, List<Integer> dims) {
    int rank = site.operand(0).shape().size();
    return permuted(site, dims.stream().mapToInt(dim -> Strides.axis(dim, rank)).toArray());
  }

  static Kernel transpose(Site site, Transpose op) {
    int rank = site.operand(0).shape().size();
    int[] order = Strides.steps(rank, 1);
    order[Strides.axis(op.dim0(), rank)] = Strides.axis(op.dim1(), rank);
    order[Strides.axis(op.dim1(), rank)] = Strides.axis(op.dim0(), rank);
    return permuted(site, order);
  }

  private static Kernel permuted(Site site, int[] order) {
    Storage from = site.plain(0);
    int[] strides = Strides.of(from.shape());
    List<int[]> tables = new ArrayList<>();
    for (int axis : order) {
      tables.add(Strides.steps(from.dim(axis), strides[axis]));
    }
    return new Rearrangement(from, site.plainOutput(0), 0, tables, 0);
  }

  static Kernel select(Site site, Select op) {
    int axis = Strides.axis(op.dim(), site.operand(0).shape().size());
    int extent = site.operand(0).shape().get(axis);
    return part(site, 0, axis, op.index() < 0 ? op.index() + extent : op.index(), 1);
  }

  static Kernel narrow(Site site, Narrow op) {
    int axis = Strides.axis(op.dim(), site.operand(0).shape().size());
    int start = Sizes.of(op.start(), site);
    int extent = site.operand(0).shape().get(axis);
    int count = site.result(0).shape().get(axis);
    return part(site, 0, axis, start < 0 ? start + extent : start, count);
  }

  /** An axis in parts, one for each output. */
  static List<Kernel> parts(Site site, int dim) {
    int axis = Strides.axis(dim, site.operand(0).shape().size());
    List<Kernel> kernels = new ArrayList<>();
    int start = 0;
    for (int output = 0; output < site.results(); output++) {
      int count = site.result(output).shape().get(axis);
      kernels.add(part(site, output, axis, start, count));
      start += count;
    }
    return kernels;
  }

  /** Some elements of one axis; the axis may be gone from the output afterwards. */
  private static Kernel part(Site site, int output, int axis, int start, int count) {
    Storage from = site.plain(0);
    int[] strides = Strides.of(from.shape());
    List<int[]> tables = tables(from);
    tables.set(axis, Strides.steps(count, strides[axis]));
    return new Rearrangement(from, site.plainOutput(output), start * strides[axis], tables, 0);
  }

  private static List<int[]> tables(Storage from) {
    int[] strides = Strides.of(from.shape());
    List<int[]> tables = new ArrayList<>();
    for (int axis = 0; axis < from.rank(); axis++) {
      tables.add(Strides.steps(from.dim(axis), strides[axis]));
    }
    return tables;
  }

  static Kernel slice(Site site, Slice op) {
    Storage from = site.plain(0);
    Storage to = site.plainOutput(0);
    int[] strides = Strides.of(from.shape());
    List<int[]> tables = tables(from);
    for (int i = 0; i < op.dims().size(); i++) {
      int axis = Strides.axis(op.dims().get(i), from.rank());
      @Nullable Size given = op.starts().get(i);
      int start = given == null ? 0 : Sizes.of(given, site);
      int extent = from.dim(axis);
      start = Math.clamp(start < 0 ? start + extent : start, 0, extent);
      int[] table = new int[to.dim(axis)];
      for (int j = 0; j < table.length; j++) {
        table[j] = (start + j * op.steps().get(i)) * strides[axis];
      }
      tables.set(axis, table);
    }
    return new Rearrangement(from, to, 0, tables, 0);
  }

  static Kernel expand(Site site) {
    Storage from = site.plain(0);
    Storage to = site.plainOutput(0);
    int[] strides = Strides.of(from.shape());
    int added = to.rank() - from.rank();
    List<int[]> tables = new ArrayList<>();
    for (int axis = 0; axis < to.rank(); axis++) {
      boolean repeated = axis < added || from.dim(axis - added) == 1;
      tables.add(Strides.steps(to.dim(axis), repeated ? 0 : strides[axis - added]));
    }
    return new Rearrangement(from, to, 0, tables, 0);
  }

  static Kernel roll(Site site, Roll op) {
    Storage from = site.plain(0);
    Storage to = site.plainOutput(0);
    if (op.dims().isEmpty()) {
      int all = Strides.product(from.shape(), 0, from.rank());
      return new Rearrangement(from, to, 0, List.of(rolled(all, op.shifts().get(0), 1)), 0);
    }
    int[] strides = Strides.of(from.shape());
    List<int[]> tables = tables(from);
    int[] shifts = new int[from.rank()];
    for (int i = 0; i < op.dims().size(); i++) {
      shifts[Strides.axis(op.dims().get(i), from.rank())] += op.shifts().get(i);
    }
    for (int axis = 0; axis < shifts.length; axis++) {
      tables.set(axis, rolled(from.dim(axis), shifts[axis], strides[axis]));
    }
    return new Rearrangement(from, to, 0, tables, 0);
  }

  private static int[] rolled(int extent, int shift, int stride) {
    int[] table = new int[extent];
    for (int i = 0; i < extent; i++) {
      table[i] = Math.floorMod(i - shift, extent) * stride;
    }
    return table;
  }

  static Kernel pad(Site site, Pad op) {
    Storage from = site.plain(0);
    Storage to = site.plainOutput(0);
    int[] strides = Strides.of(from.shape());
    List<int[]> tables = tables(from);
    for (int pair = 0; pair < op.amounts().size() / 2; pair++) {
      int axis = from.rank() - 1 - pair;
      int before = Sizes.of(op.amounts().get(2 * pair), site);
      int[] table = new int[to.dim(axis)];
      for (int i = 0; i < table.length; i++) {
        int place = padded(i, before, table.length, from.dim(axis), op.mode());
        table[i] = place < 0 ? -1 : place * strides[axis];
      }
      tables.set(axis, table);
    }
    return new Rearrangement(from, to, 0, tables, (float) op.value());
  }

  /** Which element a place of a padded axis shows; -1 for none. */
  private static int padded(int i, int before, int length, int extent, Pad.Mode mode) {
    int place = i - before;
    if (mode == Pad.Mode.CIRCULAR) { // what negative amounts cut off does not come round
      int first = Math.max(0, -before);
      int left = Math.min(extent, length - before) - first;
      return first + Math.floorMod(place - first, left);
    }
    if (place >= 0 && place < extent) {
      return place;
    }
    return switch (mode) {
      case CONSTANT, CIRCULAR -> -1;
      case REPLICATE -> Math.clamp(place, 0, extent - 1);
      case REFLECT -> place < 0 ? -place : 2 * (extent - 1) - place;
    };
  }

  /** As torchvision: what is missing is put around first, the odd element after. */
  static Kernel centerCrop(Site site, CenterCrop op) {
    Storage from = site.plain(0);
    Storage to = site.plainOutput(0);
    int[] strides = Strides.of(from.shape());
    List<int[]> tables = tables(from);
    Size[] sizes = {op.height(), op.width()};
    for (int i = 0; i < 2; i++) {
      int axis = from.rank() - 2 + i;
      int extent = from.dim(axis);
      int wanted = Sizes.of(sizes[i], site);
      int start =
          wanted > extent ? -((wanted - extent) / 2) : (int) Math.rint((extent - wanted) / 2.0);
      int[] table = new int[wanted];
      for (int j = 0; j < wanted; j++) {
        int place = start + j;
        table[j] = place < 0 || place >= extent ? -1 : place * strides[axis];
      }
      tables.set(axis, table);
    }
    return new Rearrangement(from, to, 0, tables, 0);
  }

  static Kernel pixelShuffle(Site site, PixelShuffle op) {
    Storage from = site.plain(0);
    Storage to = site.plainOutput(0);
    int f = op.factor();
    int rank = from.rank();
    boolean shuffle = op.kind() == PixelShuffle.Kind.SHUFFLE;
    Storage small = shuffle ? to : from; // the one with fewer channels
    int channels = small.dim(rank - 3);
    int height = small.dim(rank - 2) / f;
    int width = small.dim(rank - 1) / f;
    int outer = Strides.product(from.shape(), 0, rank - 3);
    int[] shape =
        shuffle
            ? new int[] {outer, channels, f, f, height, width}
            : new int[] {outer, channels, height, f, width, f};
    int[] order = shuffle ? new int[] {0, 1, 4, 2, 5, 3} : new int[] {0, 1, 3, 5, 2, 4};
    return new Rearrangement(from, to, 0, permuted(shape, order), 0);
  }

  static Kernel channelShuffle(Site site, int groups) {
    Storage from = site.plain(0);
    int channels = from.dim(1);
    int rest = Strides.product(from.shape(), 2, from.rank());
    int[] shape = {from.dim(0), groups, channels / groups, rest};
    List<int[]> tables = permuted(shape, new int[] {0, 2, 1, 3});
    return new Rearrangement(from, site.plainOutput(0), 0, tables, 0);
  }

  private static List<int[]> permuted(int[] shape, int[] order) {
    int[] strides = Strides.of(shape);
    return Arrays.stream(order)
        .mapToObj(axis -> Strides.steps(shape[axis], strides[axis]))
        .toList();
  }
}
