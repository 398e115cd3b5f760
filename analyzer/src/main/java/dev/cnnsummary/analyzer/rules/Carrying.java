package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.analyzer.Assumption;
import dev.cnnsummary.specs.function.Binary;
import dev.cnnsummary.specs.function.Cast;
import dev.cnnsummary.specs.function.Combination;
import dev.cnnsummary.specs.function.ExpandTo;
import dev.cnnsummary.specs.function.FlattenTo;
import dev.cnnsummary.specs.function.Full;
import dev.cnnsummary.specs.function.Gather;
import dev.cnnsummary.specs.function.Reduction;
import dev.cnnsummary.specs.function.Repeat;
import dev.cnnsummary.specs.function.ReshapeTo;
import dev.cnnsummary.specs.function.SliceBy;
import dev.cnnsummary.specs.function.SqueezeAxes;
import dev.cnnsummary.specs.function.Unary;
import dev.cnnsummary.specs.function.UnsqueezeAxes;
import dev.cnnsummary.specs.function.Where;
import dev.cnnsummary.specs.op.Concat;
import dev.cnnsummary.specs.op.Elementwise;
import dev.cnnsummary.specs.op.Flatten;
import dev.cnnsummary.specs.op.Identity;
import dev.cnnsummary.specs.op.Op;
import dev.cnnsummary.specs.op.Permute;
import dev.cnnsummary.specs.op.Reshape;
import dev.cnnsummary.specs.op.Select;
import dev.cnnsummary.specs.op.Size;
import dev.cnnsummary.specs.op.Slice;
import dev.cnnsummary.specs.op.Unsqueeze;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Arithmetic of shapes: what an operator makes of the known numbers of its operands. Exporters
 * write it where a network computes a shape of another; so its result stays a formula.
 */
final class Carrying {
  private Carrying() {}

  /** What the first output holds; null where that is not followed. */
  static @Nullable Contents of(Op op, Operands in, Shape output) {
    Dim numel = output.numel();
    if (!numel.isConstant() || numel.value() > Contents.MOST) {
      return null;
    }
    int size = (int) numel.value();
    Contents made =
        switch (op) {
          case Identity _,
              Unsqueeze _,
              Reshape _,
              Flatten _,
              SqueezeAxes _,
              UnsqueezeAxes _,
              ReshapeTo _,
              FlattenTo _ ->
              in.contents(0);
          case Cast cast -> cast(cast, in);
          case Concat _ -> in.shape(0).rank() == 1 ? joined(in) : null;
          case Select select -> in.shape(0).rank() == 1 ? selected(select, in) : null;
          case Slice slice -> sliced(slice, in);
          case SliceBy slice -> sliced(slice, in);
          case Permute permute -> permuted(permute, in);
          case Full full -> filled(full, size);
          case Gather gather -> gathered(gather, in);
          case Where _ -> chosen(in, size);
          case ExpandTo _, Repeat _ -> repeated(in, size);
          case Elementwise elementwise -> Numbers.of(elementwise, in, size);
          case Binary binary -> Numbers.of(binary, in, size);
          case Unary unary -> Numbers.of(unary, in);
          case Combination combination -> Numbers.of(combination, in, size);
          case Reduction reduction -> size == 1 ? Numbers.of(reduction, in) : null;
          default -> null; // it computes no shapes
        };
    return made != null && made.size() == size ? made : null;
  }

  /** A truth value of what is known not to be zero is 1. */
  private static @Nullable Contents cast(Cast cast, Operands in) {
    Contents held = in.contents(0);
    if (held == null) {
      return null;
    }
    return switch (cast.dtype()) {
      case BOOL -> Numbers.each(held, x -> Numbers.truth(Assumption.Kind.EQUAL, x, Dim.ZERO, true));
      case I8, U8, I16, U16, F16, BF16 ->
          Numbers.each(held, x -> x.isConstant() && x.value() >= 0 && x.value() < 128 ? x : null);
      case F32, F64, I32, U32, I64, U64 -> held;
      case F8E4M3FN,
          F8E4M3FNUZ,
          F8E5M2,
          F8E5M2FNUZ,
          F8E8M0,
          F4E2M1,
          I4,
          U4,
          I2,
          U2,
          C64,
          C128,
          STRING ->
          null; // they tell no sizes
    };
  }

  private static @Nullable Contents joined(Operands in) {
    List<@Nullable Dim> all = new ArrayList<>();
    for (int i = 0; i < in.count(); i++) {
      Contents part = in.contents(i);
      Dim extent = in.shape(i).numel();
      if (part != null) {
        all.addAll(part.list());
      } else if (extent.isConstant() && extent.value() <= Contents.MOST) {
        all.addAll(Collections.nCopies((int) extent.value(), null));
      } else {
        return null;
      }
    }
    return Contents.of(all);
  }

  private static @Nullable Contents selected(Select select, Operands in) {
    Contents held = in.contents(0);
    if (held == null) {
      return null;
    }
    int index = select.index() < 0 ? select.index() + held.size() : select.index();
    return Contents.of(Collections.singletonList(held.get(index)));
  }

  /** Axes in another order. */
  private static @Nullable Contents permuted(Permute permute, Operands in) {
    Contents held = in.contents(0);
    int rank = in.shape(0).rank();
    if (held == null || !in.shape(0).isConstant() || permute.dims().size() != rank) {
      return null;
    }
    int[] strides = new int[rank];
    int stride = 1;
    for (int axis = rank - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= (int) in.shape(0).dim(axis).value();
    }
    List<@Nullable Dim> all = new ArrayList<>();
    int[] place = new int[rank];
    for (int i = 0; i < held.size(); i++) {
      int from = 0;
      for (int axis = 0; axis < rank; axis++) {
        from += place[axis] * strides[Math.floorMod(permute.dims().get(axis), rank)];
      }
      all.add(held.get(from));
      for (int axis = rank - 1; axis >= 0; axis--) {
        int own = Math.floorMod(permute.dims().get(axis), rank);
        if (++place[axis] < in.shape(0).dim(own).value()) {
          break;
        }
        place[axis] = 0;
      }
    }
    return Contents.of(all);
  }

  private static @Nullable Contents filled(Full full, int size) {
    boolean whole = full.value() == Math.rint(full.value());
    return whole ? Contents.of(Collections.nCopies(size, Dim.of((long) full.value()))) : null;
  }

  private static @Nullable Contents sliced(Slice slice, Operands in) {
    if (slice.dims().size() != 1 || !isFirst(slice.dims().getFirst(), in)) {
      return null;
    }
    Size start = slice.starts().getFirst();
    Size end = slice.ends().getFirst();
    if ((start != null && !(start instanceof Size.Fixed))
        || (end != null && !(end instanceof Size.Fixed))) {
      return null;
    }
    long from = start instanceof Size.Fixed(long value) ? value : 0;
    long to = end instanceof Size.Fixed(long value) ? value : Integer.MAX_VALUE;
    return range(in, from, to, slice.steps().getFirst());
  }

  private static boolean isFirst(long axis, Operands in) {
    int rank = in.shape(0).rank();
    return rank > 0 && (axis == 0 || axis == -rank);
  }

  private static @Nullable Contents sliced(SliceBy slice, Operands in) {
    Long axis = slice.axes() ? number(in, 3) : Long.valueOf(0);
    if (axis == null || !isFirst(axis, in)) {
      return null;
    }
    Long from = number(in, 1);
    Long to = number(in, 2);
    Long step = slice.steps() ? number(in, slice.axes() ? 4 : 3) : Long.valueOf(1);
    return from == null || to == null || step == null || step == 0
        ? null
        : range(in, from, to, step);
  }

  private static @Nullable Long number(Operands in, int index) {
    Contents held = in.contents(index);
    List<Long> numbers = held == null ? null : held.numbers();
    return numbers == null || numbers.size() != 1 ? null : numbers.getFirst();
  }

  /** Takes places of the first axis, each with all that stands at it. */
  private static @Nullable Contents range(Operands in, long from, long to, long step) {
    Contents held = in.contents(0);
    if (held == null || !in.shape(0).isConstant()) {
      return null;
    }
    long size = in.shape(0).dim(0).value();
    int block = size == 0 ? 0 : (int) (held.size() / size);
    List<@Nullable Dim> taken = new ArrayList<>();
    if (step > 0) {
      long end = Math.clamp(to < 0 ? to + size : to, 0, size);
      for (long i = Math.clamp(from < 0 ? from + size : from, 0, size); i < end; i += step) {
        taken.addAll(held.list().subList((int) i * block, ((int) i + 1) * block));
      }
    } else {
      long end = Math.clamp(to < 0 ? to + size : to, -1, size - 1);
      for (long i = Math.clamp(from < 0 ? from + size : from, 0, size - 1); i > end; i += step) {
        taken.addAll(held.list().subList((int) i * block, ((int) i + 1) * block));
      }
    }
    return Contents.of(taken);
  }

  private static @Nullable Contents gathered(Gather gather, Operands in) {
    Contents held = in.contents(0);
    Contents indices = in.contents(1);
    List<Long> numbers = indices == null ? null : indices.numbers();
    if (held == null
        || numbers == null
        || gather.kind() != Gather.Kind.SLICES
        || in.shape(0).rank() != 1) {
      return null;
    }
    List<@Nullable Dim> taken = new ArrayList<>();
    for (long number : numbers) {
      long index = number < 0 ? number + held.size() : number;
      if (index < 0 || index >= held.size()) {
        throw new Rejection("index " + number + " is outside a vector of " + held.size());
      }
      taken.add(held.get((int) index));
    }
    return Contents.of(taken);
  }

  private static @Nullable Contents chosen(Operands in, int size) {
    Contents condition = in.contents(0);
    if (condition == null) {
      return null;
    }
    List<@Nullable Dim> taken = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      Dim truth = Numbers.at(condition, i, size);
      Dim yes = Numbers.at(in.contents(1), i, size);
      Dim no = Numbers.at(in.contents(2), i, size);
      boolean known = truth != null && truth.isConstant();
      Dim same = yes != null && yes.equals(no) ? yes : null;
      taken.add(truth != null && known ? (truth.value() == 0 ? no : yes) : same);
    }
    return Contents.of(taken);
  }

  private static @Nullable Contents repeated(Operands in, int size) {
    Contents held = in.contents(0);
    if (held == null || held.size() == 0 || in.shape(0).rank() > 1) {
      return null;
    }
    List<@Nullable Dim> all = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      all.add(held.get(i % held.size()));
    }
    return Contents.of(all);
  }
}
