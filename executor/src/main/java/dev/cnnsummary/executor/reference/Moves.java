package dev.cnnsummary.executor.reference;

import static dev.cnnsummary.executor.reference.Operands.require;

import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.specs.op.CenterCrop;
import dev.cnnsummary.specs.op.Expand;
import dev.cnnsummary.specs.op.Pad;
import dev.cnnsummary.specs.op.Roll;
import dev.cnnsummary.specs.op.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What moves, repeats, adds or cuts off elements along axes. */
final class Moves {
  private Moves() {}

  static Shapes shape(Selection selection, Operands in) {
    return Shapes.one(new Extent(in.only().dtype(), selection.shape()));
  }

  /** Rolling keeps the axes. */
  static Shapes shape(Roll roll, Operands in) {
    roll.dims().forEach(in::axis);
    return Shapes.one(in.only());
  }

  static Selection of(Pad pad, Operands in) {
    int axes = pad.amounts().size() / 2;
    int rank = in.rank();
    boolean fits =
        switch (pad.mode()) {
          case CONSTANT -> axes <= rank;
          case REFLECT, REPLICATE -> axes <= 3 && (rank == axes + 1 || rank == axes + 2);
          case CIRCULAR -> axes <= 3 && rank == axes + 2;
        };
    require(
        fits,
        "the mode " + pad.mode().word() + " cannot pad the last " + axes + " axes of " + rank);
    Selection selection = Selection.all(in.only());
    for (int pair = 0; pair < axes; pair++) {
      int axis = rank - 1 - pair;
      int before = Math.toIntExact(Sizes.value(pad.amounts().get(2 * pair), in));
      int after = Math.toIntExact(Sizes.value(pad.amounts().get(2 * pair + 1), in));
      selection = selection.with(axis, padded(pad.mode(), in.dim(axis), before, after));
    }
    return selection;
  }

  /** As in PyTorch, what goes round is what cutting off leaves; a mirror shows the whole axis. */
  private static int[] padded(Pad.Mode mode, int extent, int before, int after) {
    int most =
        switch (mode) {
          case CONSTANT, REPLICATE -> Integer.MAX_VALUE;
          case REFLECT -> extent - 1;
          case CIRCULAR -> extent;
        };
    require(
        before <= most && after <= most,
        "the mode " + mode.word() + " adds at most " + most + " elements to " + extent);
    int end = Math.addExact(extent, after);
    require(-before < end, "nothing is left of an axis of " + extent);
    int[] places = Selection.range(Math.negateExact(before), end, 1);
    int first = mode == Pad.Mode.CIRCULAR ? Math.max(0, -before) : 0;
    int left = mode == Pad.Mode.CIRCULAR ? Math.min(extent, end) - first : extent;
    require(left > 0, "nothing is left to go round of an axis of " + extent);
    for (int i = 0; i < places.length; i++) {
      int source = Border.of(mode).source(places[i] - first, left);
      places[i] = source == Selection.NOWHERE ? source : source + first;
    }
    return places;
  }

  static Selection of(CenterCrop crop, Operands in) {
    int rank = in.rank();
    require(rank >= 2, "center_crop takes [..., height, width], got " + in.only().shape());
    int height = Sizes.positive(crop.height(), in);
    int width = Sizes.positive(crop.width(), in);
    return Selection.all(in.only())
        .with(rank - 2, centred(in.dim(rank - 2), height))
        .with(rank - 1, centred(in.dim(rank - 1), width));
  }

  /** As torchvision: half of what is too much goes, to even; half of what lacks is put in front. */
  private static int[] centred(int extent, int wanted) {
    int start =
        wanted <= extent ? (int) Math.rint((extent - wanted) / 2.0) : -((wanted - extent) / 2);
    int[] places = Selection.range(start, start + wanted, 1);
    for (int i = 0; i < wanted; i++) {
      places[i] = Border.CONSTANT.source(places[i], extent);
    }
    return places;
  }

  /** Without axes, all elements are one. */
  static Selection of(Roll roll, Operands in) {
    if (roll.dims().isEmpty()) {
      Extent row = new Extent(in.only().dtype(), List.of(Math.toIntExact(in.only().numel())));
      return rolled(Selection.all(row), 0, roll.shifts().getFirst());
    }
    Selection selection = Selection.all(in.only());
    for (int i = 0; i < roll.dims().size(); i++) {
      selection = rolled(selection, in.axis(roll.dims().get(i)), roll.shifts().get(i));
    }
    return selection;
  }

  private static Selection rolled(Selection selection, int axis, int shift) {
    int[] places = selection.places(axis);
    int[] moved = new int[places.length];
    for (int i = 0; i < places.length; i++) {
      moved[Math.floorMod(i + shift, places.length)] = places[i];
    }
    return selection.with(axis, moved);
  }

  static Selection of(Expand expand, Operands in) {
    int added = expand.size().size() - in.rank();
    require(added >= 0, "size: " + in.rank() + " axes or more are needed");
    List<Integer> shape = new ArrayList<>(Collections.nCopies(added, 1));
    shape.addAll(in.only().shape());
    Selection selection = Selection.all(new Extent(in.only().dtype(), shape));
    for (int axis = 0; axis < shape.size(); axis++) {
      Size size = expand.size().get(axis);
      if (Sizes.isNegative(size)) {
        require(axis >= added, "size: a new axis in front has nothing that -1 could keep");
        continue;
      }
      int wanted = Sizes.positive(size, in);
      int extent = shape.get(axis);
      require(
          extent == 1 || extent == wanted,
          "an axis of " + extent + " elements cannot be shown as one of " + wanted);
      selection = extent == 1 ? selection.with(axis, new int[wanted]) : selection;
    }
    return selection;
  }
}
