package dev.cnnsummary.specs.onnx.write;

import dev.cnnsummary.specs.op.CenterCrop;
import dev.cnnsummary.specs.op.Pad;
import dev.cnnsummary.specs.op.Roll;
import dev.cnnsummary.specs.shape.Dim;
import java.util.ArrayList;
import java.util.List;

/** What adds elements at the ends of axes, cuts them off, or moves them in a circle. */
final class Pads {
  private static final long END = Long.MAX_VALUE;

  private Pads() {}

  static void pad(Pad pad, Emitter emitter) {
    int rank = emitter.rank();
    List<Long> before = new ArrayList<>(Numbers.copies(rank, 0));
    List<Long> after = new ArrayList<>(Numbers.copies(rank, 0));
    for (int pair = 0; pair < pad.amounts().size() / 2; pair++) {
      int axis = rank - 1 - pair;
      before.set(axis, amount(pad, 2 * pair, emitter));
      after.set(axis, amount(pad, 2 * pair + 1, emitter));
    }
    emitter.put(0, pad(emitter, emitter.input(0), pad.mode(), pad.value(), before, after));
  }

  private static long amount(Pad pad, int index, Emitter emitter) {
    return Emitter.number(emitter.value(pad.amounts().get(index)), "an amount of padding");
  }

  /**
   * Pads each axis; negative amounts cut off.
   *
   * @param value what is put there, where that is a number
   */
  static String pad(
      Emitter emitter,
      String tensor,
      Pad.Mode mode,
      double value,
      List<Long> before,
      List<Long> after) {
    return switch (mode) {
      case CONSTANT ->
          cut(emitter, put(emitter, tensor, "constant", value, before, after), before, after);
      case REFLECT ->
          cut(emitter, put(emitter, tensor, "reflect", value, before, after), before, after);
      case REPLICATE ->
          cut(emitter, put(emitter, tensor, "edge", value, before, after), before, after);
      case CIRCULAR -> round(emitter, cut(emitter, tensor, before, after), before, after);
    };
  }

  private static String put(
      Emitter emitter,
      String tensor,
      String mode,
      double value,
      List<Long> before,
      List<Long> after) {
    List<Long> pads = new ArrayList<>();
    before.forEach(amount -> pads.add(Math.max(amount, 0)));
    after.forEach(amount -> pads.add(Math.max(amount, 0)));
    if (pads.stream().allMatch(amount -> amount == 0)) {
      return tensor;
    }
    List<String> inputs = new ArrayList<>(List.of(tensor, emitter.integers(pads)));
    if (mode.equals("constant")) {
      inputs.add(emitter.scalar(value));
    }
    return emitter.add("Pad", inputs, Attributes.text("mode", mode));
  }

  private static String cut(Emitter emitter, String tensor, List<Long> before, List<Long> after) {
    List<Long> axes = new ArrayList<>();
    List<Long> starts = new ArrayList<>();
    List<Long> ends = new ArrayList<>();
    for (int axis = 0; axis < before.size(); axis++) {
      if (before.get(axis) < 0 || after.get(axis) < 0) {
        axes.add((long) axis);
        starts.add(Math.max(0, -before.get(axis)));
        ends.add(after.get(axis) < 0 ? after.get(axis) : END);
      }
    }
    return axes.isEmpty()
        ? tensor
        : emitter.add(
            "Slice",
            List.of(
                tensor,
                emitter.integers(starts),
                emitter.integers(ends),
                emitter.integers(axes),
                emitter.integers(Numbers.copies(axes.size(), 1))));
  }

  /** What leaves at one end enters at the other. */
  private static String round(Emitter emitter, String tensor, List<Long> before, List<Long> after) {
    String longer = tensor;
    for (int axis = 0; axis < before.size(); axis++) {
      List<String> parts = new ArrayList<>();
      if (before.get(axis) > 0) {
        parts.add(emitter.slice(longer, axis, -before.get(axis), END));
      }
      parts.add(longer);
      if (after.get(axis) > 0) {
        parts.add(emitter.slice(longer, axis, 0, after.get(axis)));
      }
      longer = emitter.concat(parts, axis);
    }
    return longer;
  }

  /** As torchvision: half of what is too much goes, to even; half of what lacks is put in front. */
  static void crop(CenterCrop crop, Emitter emitter) {
    int rank = emitter.rank();
    List<Long> before = new ArrayList<>(Numbers.copies(rank, 0));
    List<Long> after = new ArrayList<>(Numbers.copies(rank, 0));
    List<Dim> wanted = List.of(emitter.value(crop.height()), emitter.value(crop.width()));
    for (int i = 0; i < 2; i++) {
      int axis = rank - 2 + i;
      long extent = Emitter.number(emitter.shape(0).dim(axis), "an extent of the input");
      long size = Emitter.number(wanted.get(i), "the size to cut out");
      long front = size <= extent ? -(long) Math.rint((extent - size) / 2.0) : (size - extent) / 2;
      before.set(axis, front);
      after.set(axis, size - extent - front);
    }
    emitter.put(0, pad(emitter, emitter.input(0), Pad.Mode.CONSTANT, 0, before, after));
  }

  static void roll(Roll roll, Emitter emitter) {
    if (roll.dims().isEmpty()) {
      String row = emitter.reshape(emitter.input(0), -1);
      String moved = rolled(emitter, row, 0, roll.shifts().getFirst(), emitter.shape(0).numel());
      emitter.put(
          0, emitter.reshape(moved, dev.cnnsummary.specs.shape.Shape.SCALAR, emitter.shape(0)));
      return;
    }
    String moved = emitter.input(0);
    for (int i = 0; i < roll.dims().size(); i++) {
      int axis = emitter.axis(roll.dims().get(i));
      moved = rolled(emitter, moved, axis, roll.shifts().get(i), emitter.shape(0).dim(axis));
    }
    emitter.put(0, moved);
  }

  /** Elements moved along an axis by a number of places. */
  static String rolled(Emitter emitter, String tensor, int axis, long shift, Dim extent) {
    long places = extent.isConstant() ? Math.floorMod(shift, extent.value()) : shift;
    return places == 0
        ? tensor
        : emitter.concat(
            List.of(
                emitter.slice(tensor, axis, -places, END), emitter.slice(tensor, axis, 0, -places)),
            axis);
  }
}
