package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.analyzer.field.AxisStep;
import dev.cnnsummary.specs.op.ShiftedWindowAttention;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Attention within windows, whose places count with those that are padded. MACs: the projections to
 * query, key and value and back, and the two products of a window's places with each other. FLOPs:
 * two for each MAC, one for each bias of a projection, one for the scale of each query element, or
 * for cosine attention three for each element of query and key and one for the scale of each
 * weight; and for each weight one for the position bias, one for the mask where windows are moved,
 * and the softmax's three, less one for each sum.
 */
final class WindowAttentions {
  private WindowAttentions() {}

  static Facts facts(ShiftedWindowAttention attention, Operands in) {
    TensorType input = in.floating("shifted_window_attention");
    Shape shape = input.shape();
    if (shape.rank() != 4) {
      throw new Rejection("shifted_window_attention takes [N, H, W, C], got " + shape);
    }
    check(attention, in, shape.dim(3));
    Dim down = windows(shape.dim(1), attention.windowHeight());
    Dim across = windows(shape.dim(2), attention.windowWidth());
    Dim rows = shape.dim(0).times(down).times(across).times(attention.places());
    Dim features = shape.dim(3);
    Dim macs = rows.times(features).times(features.times(4).plus(2L * attention.places()));
    Dim weights = rows.times(attention.places()).times(attention.numHeads());
    Dim moved =
        Dim.max(moved(attention.shiftHeight(), down), moved(attention.shiftWidth(), across));
    Dim biases = Dim.ZERO;
    if (in.all().size() > ShiftedWindowAttention.QKV_BIAS) {
      biases = features.times(3);
    }
    if (in.all().size() > ShiftedWindowAttention.PROJ_BIAS) {
      biases = biases.plus(features);
    }
    boolean cosine = in.all().size() > ShiftedWindowAttention.LOGIT_SCALE;
    Dim scaled = cosine ? rows.times(features).times(6).plus(weights) : rows.times(features);
    Dim flops =
        macs.times(2)
            .plus(rows.times(biases))
            .plus(scaled)
            .plus(weights.times(moved.plus(4)))
            .minus(rows.times(attention.numHeads()));
    return new Facts(List.of(input), List.of(), macs, flops, field(attention, in), false);
  }

  private static Dim windows(Dim extent, int size) {
    return extent.plus(size - 1L).floorDivide(size);
  }

  /** 1 where windows are moved along an axis, which takes several; otherwise 0. */
  private static Dim moved(int shift, Dim windows) {
    return shift == 0 ? Dim.ZERO : Dim.min(windows.minus(1), Dim.ONE);
  }

  private static void check(ShiftedWindowAttention attention, Operands in, Dim features) {
    Dim heads = Dim.of(attention.numHeads());
    Dim places = Dim.of(attention.places());
    Dim joined = features.times(3);
    in.multiple(features, heads, "num_heads, {right}, does not divide the {left} features");
    List<String> names =
        List.of(
            "qkv_weight",
            "proj_weight",
            "relative_position_bias",
            "qkv_bias",
            "proj_bias",
            "logit_scale");
    List<Shape> wanted =
        List.of(
            Shape.of(joined, features),
            Shape.of(features, features),
            Shape.of(Dim.ONE, heads, places, places),
            Shape.of(joined),
            Shape.of(features),
            Shape.of(heads, Dim.ONE, Dim.ONE));
    for (int operand = 1; operand < in.all().size(); operand++) {
      Shape given = in.floating(operand, "shifted_window_attention").shape();
      in.sameShape(given, wanted.get(operand - 1), names.get(operand - 1));
    }
  }

  /** A place sees its window; what the mask hides is not seen. Weights see nothing. */
  private static List<List<AxisStep>> field(ShiftedWindowAttention attention, Operands in) {
    Shape shape = in.only().shape();
    List<List<AxisStep>> field = new ArrayList<>();
    field.add(
        List.of(
            AxisStep.moved(0),
            new AxisStep.Tiled(1, shape.dim(1), attention.windowHeight(), attention.shiftHeight()),
            new AxisStep.Tiled(2, shape.dim(2), attention.windowWidth(), attention.shiftWidth()),
            AxisStep.MIXED));
    for (TensorType operand : in.all().subList(1, in.all().size())) {
      field.add(Collections.nCopies(operand.shape().rank(), AxisStep.MIXED));
    }
    return field;
  }
}
