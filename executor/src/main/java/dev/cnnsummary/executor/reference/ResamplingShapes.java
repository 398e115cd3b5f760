package dev.cnnsummary.executor.reference;

import static dev.cnnsummary.executor.reference.Operands.require;

import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.specs.op.Interpolate;
import dev.cnnsummary.specs.op.Interpolate.Mode;
import dev.cnnsummary.specs.op.Ratio;
import dev.cnnsummary.specs.op.Size;
import java.util.ArrayList;
import java.util.List;

/** What samples spatial axes anew. */
final class ResamplingShapes {
  private ResamplingShapes() {}

  static Shapes of(Interpolate interpolate, Operands in) {
    Mode mode = interpolate.mode();
    boolean copies = mode == Mode.NEAREST || mode == Mode.NEAREST_EXACT;
    Extent input = copies ? in.only() : in.floating(0, "the mode " + mode.word());
    int spatial = in.rank() - 2;
    require(
        mode.axes() == 0 ? 1 <= spatial && spatial <= 3 : spatial == mode.axes(),
        "the mode " + mode.word() + " does not take " + input.shape());
    List<Integer> output = new ArrayList<>(input.shape());
    for (int axis = 0; axis < spatial; axis++) {
      output.set(axis + 2, extent(interpolate, axis, in));
    }
    return Shapes.one(new Extent(input.dtype(), output));
  }

  private static int extent(Interpolate interpolate, int axis, Operands in) {
    int spatial = in.rank() - 2;
    List<Size> sizes = interpolate.size();
    if (sizes != null) {
      return Sizes.positive(forAxis(sizes, axis, spatial), in);
    }
    List<Ratio> factors = interpolate.scaleFactor();
    if (factors != null) {
      return scaled(in.dim(axis + 2), forAxis(factors, axis, spatial));
    }
    List<Integer> like = in.get(1).shape();
    require(like.size() == in.rank(), in.only().shape() + " cannot be as large as " + like);
    return like.get(axis + 2);
  }

  /** One for all axes, or one for each. */
  static <T> T forAxis(List<T> list, int axis, int spatial) {
    require(
        list.size() == 1 || list.size() == spatial,
        list.size() + " sizes or factors for " + spatial + " axes");
    return list.get(list.size() == 1 ? 0 : axis);
  }

  /** The most elements that are not more than the scaled ones. */
  private static int scaled(int extent, Ratio factor) {
    long room = Math.multiplyExact(extent, factor.numerator());
    int fitting = 0;
    while (Math.multiplyExact(fitting + 1, factor.denominator()) <= room) {
      fitting++;
    }
    require(fitting > 0, "nothing is left of an axis of " + extent);
    return fitting;
  }
}
