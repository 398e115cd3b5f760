package dev.cnnsummary.specs.onnx.write;

import dev.cnnsummary.specs.onnx.proto.AttributeProto;
import dev.cnnsummary.specs.op.Interpolate;
import dev.cnnsummary.specs.op.Ratio;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.util.ArrayList;
import java.util.List;

/** Sampling pictures anew. */
final class Resampling {
  private static final double CUBIC = -0.75;

  private Resampling() {}

  static void interpolate(Interpolate interpolate, Emitter emitter) {
    if (interpolate.mode() == Interpolate.Mode.AREA) {
      emitter.put(0, AdaptivePools.pooled(false, emitter));
      return;
    }
    boolean scaled = interpolate.scaleFactor() != null && !interpolate.recomputeScaleFactor();
    List<String> inputs = new ArrayList<>(List.of(emitter.input(0), ""));
    if (scaled) {
      inputs.add(scales(interpolate, emitter));
    } else {
      inputs.add("");
      inputs.add(sizes(emitter));
    }
    emitter.put(
        0, emitter.add("Resize", inputs, attributes(interpolate).toArray(AttributeProto[]::new)));
  }

  private static List<AttributeProto> attributes(Interpolate interpolate) {
    boolean corners = Boolean.TRUE.equals(interpolate.alignCorners());
    String smooth = corners ? "align_corners" : "half_pixel";
    return switch (interpolate.mode()) {
      case NEAREST -> List.of(mode("nearest"), place("asymmetric"), rounding("floor"));
      case NEAREST_EXACT ->
          List.of(mode("nearest"), place("half_pixel"), rounding("round_prefer_ceil"));
      case LINEAR, BILINEAR, TRILINEAR -> List.of(mode("linear"), place(smooth));
      case BICUBIC ->
          List.of(mode("cubic"), place(smooth), Attributes.number("cubic_coeff_a", CUBIC));
      case AREA -> throw new IllegalStateException("pooling, done before");
    };
  }

  private static AttributeProto mode(String mode) {
    return Attributes.text("mode", mode);
  }

  private static AttributeProto place(String place) {
    return Attributes.text("coordinate_transformation_mode", place);
  }

  private static AttributeProto rounding(String rounding) {
    return Attributes.text("nearest_mode", rounding);
  }

  private static String scales(Interpolate interpolate, Emitter emitter) {
    List<Ratio> factors = interpolate.scaleFactor() == null ? List.of() : interpolate.scaleFactor();
    int axes = emitter.rank() - 2;
    float[] scales = new float[axes + 2];
    scales[0] = 1;
    scales[1] = 1;
    for (int axis = 0; axis < axes; axis++) {
      Ratio factor = factors.get(factors.size() == 1 ? 0 : axis);
      scales[axis + 2] = (float) factor.value();
    }
    return emitter.constant(Numbers.floats(List.of((long) scales.length), scales));
  }

  /** The input's batch and channels, and the output's other extents. */
  private static String sizes(Emitter emitter) {
    Shape output = emitter.output(0).shape();
    List<Dim> spatial = output.dims().subList(2, output.rank());
    String shape = emitter.add("Shape", List.of(emitter.input(0)));
    String first = emitter.slice(shape, 0, 0, 2);
    return emitter.concat(List.of(first, emitter.sizes(spatial)), 0);
  }
}
