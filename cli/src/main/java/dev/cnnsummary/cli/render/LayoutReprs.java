package dev.cnnsummary.cli.render;

import dev.cnnsummary.specs.op.ChannelShuffle;
import dev.cnnsummary.specs.op.Flatten;
import dev.cnnsummary.specs.op.Glu;
import dev.cnnsummary.specs.op.Interpolate;
import dev.cnnsummary.specs.op.Pad;
import dev.cnnsummary.specs.op.PixelShuffle;
import dev.cnnsummary.specs.op.Ratio;
import dev.cnnsummary.specs.op.Size;
import dev.cnnsummary.specs.op.Unflatten;
import java.util.List;

/** The arguments of what moves elements or changes their number in their repr. */
final class LayoutReprs {
  private LayoutReprs() {}

  static ReprArguments of(Flatten flatten) {
    return new ReprArguments()
        .with("start_dim", flatten.startDim())
        .with("end_dim", flatten.endDim());
  }

  static ReprArguments of(Unflatten unflatten) {
    return new ReprArguments()
        .with("dim", unflatten.dim())
        .with("unflattened_size", texts(unflatten.sizes()));
  }

  static ReprArguments of(Glu glu) {
    return new ReprArguments().with("dim", glu.dim());
  }

  static ReprArguments of(ChannelShuffle shuffle) {
    return new ReprArguments().with("groups", shuffle.groups());
  }

  static ReprArguments of(PixelShuffle shuffle) {
    return switch (shuffle.kind()) {
      case SHUFFLE -> new ReprArguments().with("upscale_factor", shuffle.factor());
      case UNSHUFFLE -> new ReprArguments().with("downscale_factor", shuffle.factor());
    };
  }

  static ReprArguments of(Interpolate interpolate) {
    List<Ratio> scales = interpolate.scaleFactor();
    List<Size> size = interpolate.size();
    ReprArguments arguments = new ReprArguments();
    if (scales != null) {
      arguments.with("scale_factor", oneOrAll(scales.stream().map(Ratio::value).toList()));
    } else if (size != null) {
      arguments.with("size", oneOrAll(texts(size)));
    }
    return arguments.with("mode", interpolate.mode().word());
  }

  private static Object oneOrAll(List<?> values) {
    return values.size() == 1 ? values.getFirst() : values;
  }

  /**
   * A pad's.
   *
   * @param type its class: ConstantPad… says what it pads with, ZeroPad… does not
   */
  static ReprArguments of(Pad pad, String type) {
    List<String> amounts = texts(pad.amounts());
    return type.startsWith("ConstantPad")
        ? new ReprArguments()
            .with("padding", amounts)
            .with("value", PythonText.numberOrInt(pad.value()))
        : new ReprArguments().with(amounts);
  }

  private static List<String> texts(List<Size> sizes) {
    return sizes.stream().map(Size::text).toList();
  }
}
