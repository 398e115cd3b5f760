package dev.cnnsummary.specs.onnx;

import dev.cnnsummary.specs.function.AffineGrid;
import dev.cnnsummary.specs.function.Fold;
import dev.cnnsummary.specs.function.GridSample;
import dev.cnnsummary.specs.function.NonMaxSuppression;
import dev.cnnsummary.specs.function.Resize;
import dev.cnnsummary.specs.function.RoiAlign;
import dev.cnnsummary.specs.function.Sliding;
import dev.cnnsummary.specs.graph.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads sampling, and what detectors need. */
final class Images {
  private Images() {}

  static @Nullable Mapped map(Call call) {
    Attributes attributes = call.attributes();
    return switch (call.type()) {
      case "Resize" -> resize(call);
      case "Upsample" -> upsample(call);
      case "GridSample" -> gridSample(call);
      case "AffineGrid" ->
          Mapped.function(new AffineGrid(attributes.flag("align_corners")), call.values());
      case "Col2Im" -> fold(call);
      case "RoiAlign" -> roiAlign(call);
      case "NonMaxSuppression" ->
          Mapped.function(
              new NonMaxSuppression(
                  attributes.flag("center_point_box"), call.has(2), call.has(3), call.has(4)),
              call.values());
      default -> null;
    };
  }

  private static Resize.Mode mode(String mode) {
    return switch (mode) {
      case "nearest" -> Resize.Mode.NEAREST;
      case "linear", "bilinear" -> Resize.Mode.LINEAR;
      case "cubic" -> Resize.Mode.CUBIC;
      default -> throw new Fault("mode is " + Texts.plain(mode));
    };
  }

  private static Mapped resize(Call call) {
    Attributes attributes = call.attributes();
    Resize.Mode mode = mode(attributes.text("mode", "nearest"));
    Resize.Place place =
        call.opset() < 11
            ? Resize.Place.ASYMMETRIC
            : place(attributes.text("coordinate_transformation_mode", "half_pixel"));
    List<Value> operands = new ArrayList<>(List.of(call.value(0)));
    int scales = call.opset() < 11 ? 1 : 2;
    boolean region = place == Resize.Place.TF_CROP_AND_RESIZE;
    if (region) {
      operands.add(call.value(1));
    }
    boolean sizes = call.has(3) && call.opset() >= 11;
    operands.add(call.value(sizes ? 3 : scales));
    return Mapped.function(
        new Resize(
            mode,
            place,
            rounding(
                attributes.text(
                    "nearest_mode", call.opset() < 11 ? "floor" : "round_prefer_floor")),
            attributes.number("cubic_coeff_a", -0.75),
            attributes.flag("exclude_outside"),
            attributes.number("extrapolation_value", 0),
            attributes.flag("antialias"),
            attributes.sizes("axes"),
            policy(attributes.text("keep_aspect_ratio_policy", "stretch")),
            region,
            sizes),
        operands);
  }

  private static Resize.Place place(String place) {
    return switch (place) {
      case "half_pixel" -> Resize.Place.HALF_PIXEL;
      case "half_pixel_symmetric" -> Resize.Place.HALF_PIXEL_SYMMETRIC;
      case "pytorch_half_pixel" -> Resize.Place.PYTORCH_HALF_PIXEL;
      case "align_corners" -> Resize.Place.ALIGN_CORNERS;
      case "asymmetric" -> Resize.Place.ASYMMETRIC;
      case "tf_crop_and_resize" -> Resize.Place.TF_CROP_AND_RESIZE;
      default -> throw new Fault("coordinate_transformation_mode is " + Texts.plain(place));
    };
  }

  private static Resize.Rounding rounding(String rounding) {
    return switch (rounding) {
      case "round_prefer_floor" -> Resize.Rounding.ROUND_PREFER_FLOOR;
      case "round_prefer_ceil" -> Resize.Rounding.ROUND_PREFER_CEIL;
      case "floor" -> Resize.Rounding.FLOOR;
      case "ceil" -> Resize.Rounding.CEIL;
      default -> throw new Fault("nearest_mode is " + Texts.plain(rounding));
    };
  }

  private static Resize.Policy policy(String policy) {
    return switch (policy) {
      case "stretch" -> Resize.Policy.STRETCH;
      case "not_larger" -> Resize.Policy.NOT_LARGER;
      case "not_smaller" -> Resize.Policy.NOT_SMALLER;
      default -> throw new Fault("keep_aspect_ratio_policy is " + Texts.plain(policy));
    };
  }

  /** The operator before Resize. */
  private static Mapped upsample(Call call) {
    List<Float> told = call.attributes().numbers("scales"); // before version 9
    if (told == null && !call.has(1)) {
      throw new Fault("scales are not given");
    }
    List<Value> operands =
        told == null
            ? call.values()
            : List.of(
                call.value(0),
                call.constant("scales", Folding.floats(List.of((long) told.size()), told)));
    return Mapped.function(
        new Resize(
            mode(call.attributes().text("mode", "nearest")),
            Resize.Place.ASYMMETRIC,
            Resize.Rounding.FLOOR,
            -0.75,
            false,
            0,
            false,
            null,
            Resize.Policy.STRETCH,
            false,
            false),
        operands);
  }

  private static Mapped gridSample(Call call) {
    String mode = call.attributes().text("mode", "linear");
    String border = call.attributes().text("padding_mode", "zeros");
    return Mapped.function(
        new GridSample(
            switch (mode) {
              case "nearest" -> GridSample.Mode.NEAREST;
              case "linear", "bilinear" -> GridSample.Mode.LINEAR;
              case "cubic", "bicubic" -> GridSample.Mode.CUBIC;
              default -> throw new Fault("mode is " + Texts.plain(mode));
            },
            switch (border) {
              case "zeros" -> GridSample.Border.ZEROS;
              case "border" -> GridSample.Border.BORDER;
              case "reflection" -> GridSample.Border.REFLECTION;
              default -> throw new Fault("padding_mode is " + Texts.plain(border));
            },
            call.attributes().flag("align_corners")),
        call.values());
  }

  private static Mapped fold(Call call) {
    Sliding sliding = Slidings.of(call);
    return Mapped.function(new Fold(sliding), call.values());
  }

  private static Mapped roiAlign(Call call) {
    Attributes attributes = call.attributes();
    String place =
        attributes.text(
            "coordinate_transformation_mode",
            call.opset() < 16 ? "output_half_pixel" : "half_pixel");
    return Mapped.function(
        new RoiAlign(
            attributes.text("mode", "avg").equals("max"),
            place.equals("half_pixel"),
            attributes.size("output_height", 1),
            attributes.size("output_width", 1),
            attributes.size("sampling_ratio", 0),
            attributes.number("spatial_scale", 1)),
        call.values());
  }
}
