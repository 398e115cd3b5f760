package dev.cnnsummary.specs.onnx;

import dev.cnnsummary.specs.function.CropPad;
import dev.cnnsummary.specs.function.PadBy;
import dev.cnnsummary.specs.function.SliceBy;
import dev.cnnsummary.specs.function.SplitBy;
import dev.cnnsummary.specs.function.Triangle;
import dev.cnnsummary.specs.op.Op;
import dev.cnnsummary.specs.op.Pad;
import dev.cnnsummary.specs.op.Size;
import dev.cnnsummary.specs.op.Slice;
import dev.cnnsummary.specs.op.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads what cuts axes or lengthens them. */
final class Slices {
  private static final long FAR = Integer.MAX_VALUE;

  private Slices() {}

  static @Nullable Mapped map(Call call) {
    return switch (call.type()) {
      case "Slice" -> slice(call);
      case "Split" -> split(call);
      case "Pad" -> pad(call);
      case "CenterCropPad" ->
          Mapped.function(new CropPad(call.attributes().sizes("axes")), call.values());
      case "Trilu" ->
          Mapped.function(
              new Triangle(call.attributes().integer("upper", 1) != 0, call.has(1)), call.values());
      default -> null;
    };
  }

  private static Mapped slice(Call call) {
    boolean attributed = call.opset() < 10;
    List<Long> starts = attributed ? call.attributes().integers("starts") : call.longs(1);
    List<Long> ends = attributed ? call.attributes().integers("ends") : call.longs(2);
    List<Integer> axes = attributed ? call.attributes().sizes("axes") : call.integers(3);
    List<Long> steps = attributed ? null : call.longs(4);
    boolean known = starts != null && ends != null && (attributed || call.fixedOrAbsent(3, 4));
    if (starts == null || ends == null || !known) {
      if (attributed) {
        throw new Fault("starts and ends are not given");
      }
      return Mapped.function(new SliceBy(call.has(3), call.has(4)), call.values());
    }
    List<Integer> dims = axes == null ? IntStream.range(0, starts.size()).boxed().toList() : axes;
    List<Integer> strides =
        steps == null
            ? IntStream.range(0, starts.size()).mapToObj(_ -> 1).toList()
            : steps.stream().map(step -> (int) Math.clamp(step, -FAR, FAR)).toList();
    if (ends.size() != starts.size()
        || dims.size() != starts.size()
        || strides.size() != starts.size()) {
      throw new Fault("starts, ends, axes and steps are not equally many");
    }
    if (strides.stream().anyMatch(step -> step < 1)
        || new HashSet<>(dims).size() < dims.size()
        || mayBeEmpty(call, starts, ends)) {
      if (attributed) {
        throw new Fault("starts " + starts + " and ends " + ends + " are not supported");
      }
      return Mapped.function(new SliceBy(call.has(3), call.has(4)), call.values());
    }
    Op op = new Slice(dims, bounds(starts), bounds(ends), strides);
    return Mapped.function(op, List.of(call.value(0)));
  }

  /** PyTorch's slices must leave something; those of shapes need not. */
  private static boolean mayBeEmpty(Call call, List<Long> starts, List<Long> ends) {
    if (call.known(0).isIntegral()) {
      return true;
    }
    for (int i = 0; i < starts.size(); i++) {
      boolean mixed = starts.get(i) < 0 && ends.get(i) >= 0;
      boolean crossed = (starts.get(i) < 0) == (ends.get(i) < 0) && starts.get(i) >= ends.get(i);
      if ((mixed && ends.get(i) < FAR) || crossed) {
        return true;
      }
    }
    return false;
  }

  /** Numbers that no axis reaches stand for its ends. */
  private static List<@Nullable Size> bounds(List<Long> numbers) {
    List<@Nullable Size> bounds = new ArrayList<>();
    for (long number : numbers) {
      bounds.add(number >= FAR ? null : Size.of(Math.max(number, -FAR)));
    }
    return bounds;
  }

  private static Mapped split(Call call) {
    int axis = call.attributes().size("axis", 0);
    List<Integer> sizes = call.attributes().sizes("split");
    if (sizes == null) {
      sizes = call.integers(1);
    }
    int parts = call.outputs();
    if (sizes == null) {
      return Mapped.function(new SplitBy(axis, parts, call.has(1)), call.values());
    }
    if (sizes.size() != parts) {
      throw new Fault("there are " + sizes.size() + " sizes for " + parts + " parts");
    }
    if (sizes.stream().anyMatch(size -> size < 1)) {
      return Mapped.function(new SplitBy(axis, parts, call.has(1)), call.values());
    }
    Op op = new Split(sizes.stream().map(Size::of).toList(), axis);
    return Mapped.function(op, List.of(call.value(0)));
  }

  private static Pad.Mode mode(Call call) {
    String mode = call.attributes().text("mode", "constant");
    return switch (mode) {
      case "constant" -> Pad.Mode.CONSTANT;
      case "reflect" -> Pad.Mode.REFLECT;
      case "edge" -> Pad.Mode.REPLICATE;
      case "wrap" -> Pad.Mode.CIRCULAR;
      default -> throw new Fault("mode is " + Texts.plain(mode));
    };
  }

  private static Mapped pad(Call call) {
    Pad.Mode mode = mode(call);
    boolean attributed = call.opset() < 11;
    List<Integer> pads = attributed ? call.attributes().sizes("pads") : call.integers(1);
    Double value =
        attributed ? Double.valueOf(call.attributes().number("value", 0)) : call.scalar(2);
    if (!attributed && !call.has(2)) {
      value = 0.0;
    }
    Integer rank = call.known(0).rank();
    List<Integer> axes = call.has(3) ? call.integers(3) : null;
    boolean known = pads != null && value != null && (axes != null || !call.has(3));
    if (pads != null && value != null && known) {
      int count = pads.size() / 2;
      if (rank == null && axes == null) {
        rank = count;
      }
      if (rank != null && pads.size() % 2 == 0) {
        int[] amounts = amounts(pads, axes, rank);
        int pairs = amounts.length / 2;
        if (mode == Pad.Mode.CONSTANT || (pairs > 0 && pairs <= 3 && pairs < rank)) {
          List<Size> sizes = Arrays.stream(amounts).mapToObj(Size::of).toList();
          return Mapped.function(new Pad(sizes, mode, value), List.of(call.value(0)));
        }
      }
    }
    if (attributed) {
      throw new Fault("pads of " + pads + " are not supported");
    }
    return Mapped.function(new PadBy(mode, call.has(2), call.has(3)), call.values());
  }

  /** Pairs from the last axis on, without the last ones that are zero. */
  private static int[] amounts(List<Integer> pads, @Nullable List<Integer> axes, int rank) {
    int count = pads.size() / 2;
    int[] amounts = new int[2 * rank];
    int used = 0;
    for (int i = 0; i < count; i++) {
      int axis = axes == null ? i : axes.get(i) < 0 ? axes.get(i) + rank : axes.get(i);
      if (axis < 0 || axis >= rank) {
        throw new Fault("pads are for axes that are not there: it has " + rank);
      }
      int place = 2 * (rank - 1 - axis);
      amounts[place] = pads.get(i);
      amounts[place + 1] = pads.get(i + count);
      if (pads.get(i) != 0 || pads.get(i + count) != 0) {
        used = Math.max(used, place + 2);
      }
    }
    return Arrays.copyOf(amounts, used);
  }
}
