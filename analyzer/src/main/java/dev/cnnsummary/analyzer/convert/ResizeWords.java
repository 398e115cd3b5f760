package dev.cnnsummary.analyzer.convert;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.specs.function.Resize;
import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.op.Interpolate;
import dev.cnnsummary.specs.op.Ratio;
import dev.cnnsummary.specs.op.Size;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds words for sampling anew. */
final class ResizeWords {
  private ResizeWords() {}

  static Wording resize(Resize resize, Node node, Analysis analysis) {
    Shape output = Words.shape(analysis, node.outputs().getFirst());
    int axes = output.rank() - 2;
    Interpolate.Mode mode = mode(resize, axes);
    boolean plain =
        resize.policy() == Resize.Policy.STRETCH
            && !resize.antialias()
            && !resize.region()
            && resize.axes() == null
            && !resize.excludeOutside();
    if (mode == null || !plain) {
      throw new NoWords("PyTorch's interpolate does not place and weigh elements so");
    }
    Boolean corners =
        mode.taps() == 1 ? null : Boolean.valueOf(resize.place() == Resize.Place.ALIGN_CORNERS);
    List<Dim> spatial = output.dims().subList(2, output.rank());
    Literal scales = resize.sizes() ? null : analysis.graph().literal(node.inputs().getLast());
    if (scales != null) {
      List<Ratio> factors = new ArrayList<>();
      for (int axis = 2; axis < output.rank(); axis++) {
        factors.add(Ratio.of(Double.parseDouble(Float.toString((float) scales.number(axis)))));
      }
      return Words.words("interpolate", new Interpolate(mode, null, factors, corners, false), node);
    }
    List<Size> sizes = new ArrayList<>();
    for (Dim dim : spatial) {
      if (!dim.isConstant()) {
        throw new NoWords("its output " + output + " is no size of numbers");
      }
      sizes.add(Size.of(dim.value()));
    }
    return Words.words("interpolate", new Interpolate(mode, sizes, null, corners, false), node);
  }

  private static Interpolate.@Nullable Mode mode(Resize resize, int axes) {
    boolean smooth =
        switch (resize.place()) {
          case HALF_PIXEL, PYTORCH_HALF_PIXEL, ALIGN_CORNERS -> true;
          case ASYMMETRIC, HALF_PIXEL_SYMMETRIC, TF_CROP_AND_RESIZE -> false;
        };
    return switch (resize.mode()) {
      case NEAREST -> {
        boolean floor =
            resize.place() == Resize.Place.ASYMMETRIC && resize.rounding() == Resize.Rounding.FLOOR;
        boolean exact =
            resize.place() == Resize.Place.HALF_PIXEL
                && resize.rounding() == Resize.Rounding.ROUND_PREFER_CEIL;
        yield floor ? Interpolate.Mode.NEAREST : exact ? Interpolate.Mode.NEAREST_EXACT : null;
      }
      case LINEAR ->
          !smooth
              ? null
              : switch (axes) {
                case 1 -> Interpolate.Mode.LINEAR;
                case 2 -> Interpolate.Mode.BILINEAR;
                case 3 -> Interpolate.Mode.TRILINEAR;
                default -> null;
              };
      case CUBIC ->
          smooth && axes == 2 && Math.abs(resize.cubic() + 0.75) < 1e-6
              ? Interpolate.Mode.BICUBIC
              : null;
    };
  }
}
