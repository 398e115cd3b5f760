package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.graph.Node.Form;
import dev.cnnsummary.specs.op.ChannelShuffle;
import dev.cnnsummary.specs.op.Interpolate;
import dev.cnnsummary.specs.op.Interpolate.Mode;
import dev.cnnsummary.specs.op.PixelShuffle;
import dev.cnnsummary.specs.op.Ratio;
import dev.cnnsummary.specs.op.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What trades channels for pixels, and what samples an image anew. */
final class ResampleTypes {
  private static final double LEAST_SCALE = 1e-6;

  private ResampleTypes() {}

  static List<LayerType> types() {
    List<LayerType> types = new ArrayList<>();
    for (Form form : Form.values()) {
      boolean module = form == Form.MODULE;
      types.add(shuffle(module ? "PixelShuffle" : "pixel_shuffle", form));
      types.add(unshuffle(module ? "PixelUnshuffle" : "pixel_unshuffle", form));
      types.add(channels(module ? "ChannelShuffle" : "channel_shuffle", form));
    }
    types.add(interpolate("Upsample", Form.MODULE));
    types.add(interpolate("interpolate", Form.FUNCTION));
    types.add(upsampling("UpsamplingNearest2d", Mode.NEAREST, null));
    types.add(upsampling("UpsamplingBilinear2d", Mode.BILINEAR, true));
    return types;
  }

  private static LayerType shuffle(String name, Form form) {
    return pixels(
        name,
        form,
        "Makes pixels of channels.",
        Option.integer("upscale_factor", 1, "how much longer height and width become"),
        PixelShuffle.Kind.SHUFFLE);
  }

  private static LayerType unshuffle(String name, Form form) {
    return pixels(
        name,
        form,
        "Makes channels of pixels.",
        Option.integer("downscale_factor", 1, "how much shorter height and width become"),
        PixelShuffle.Kind.UNSHUFFLE);
  }

  private static LayerType pixels(
      String name, Form form, String summary, Option factor, PixelShuffle.Kind kind) {
    return LayerType.of(
        name,
        form,
        summary,
        List.of(factor),
        arguments -> new PixelShuffle(kind, arguments.integer(factor.name())),
        op ->
            op instanceof PixelShuffle shuffle && shuffle.kind() == kind
                ? new OptionWriter().put(factor.name(), shuffle.factor()).options()
                : null);
  }

  private static LayerType channels(String name, Form form) {
    return LayerType.of(
        name,
        form,
        "Deals out the channels: the first of each group, then the second of each.",
        List.of(Option.integer("groups", 1, "the number of groups of neighbouring channels")),
        arguments -> new ChannelShuffle(arguments.integer("groups")),
        op ->
            op instanceof ChannelShuffle(int groups)
                ? new OptionWriter().put("groups", groups).options()
                : null);
  }

  private static LayerType interpolate(String name, Form form) {
    List<Option> options = new ArrayList<>(extents(form, 0));
    List<String> words = Stream.of(Mode.values()).map(Mode::word).toList();
    options.add(Option.word("mode", words, "how an output is made of its neighbours"));
    options.add(
        Option.flag(
                "align_corners",
                false,
                "whether the outermost elements of input and output lie on each other")
            .orNull());
    options.add(
        Option.flag(
                "recompute_scale_factor",
                false,
                "whether outputs are placed by the ratio of the extents, not by scale_factor")
            .orNull());
    return new LayerType(
        name,
        form,
        "Samples the spatial axes anew.",
        1,
        form == Form.FUNCTION ? 2 : 1,
        options,
        arguments -> {
          Boolean align = arguments.flagOrNull("align_corners");
          Boolean recompute = arguments.flagOrNull("recompute_scale_factor");
          Mode mode = mode(arguments);
          if (align != null && mode.taps() == 1) {
            arguments.problem("align_corners", "the mode " + mode.word() + " takes none");
          }
          boolean recomputes = recompute != null && recompute;
          if (recomputes && arguments.isNull("scale_factor")) {
            arguments.problem("recompute_scale_factor", "there is no scale_factor");
          }
          return sampled(arguments, mode, align, recomputes);
        },
        op -> op instanceof Interpolate interpolate ? write(interpolate) : null);
  }

  private static LayerType upsampling(String name, Mode mode, @Nullable Boolean align) {
    return LayerType.of(
        name,
        Form.MODULE,
        "Samples height and width anew.",
        extents(Form.MODULE, 2),
        arguments -> sampled(arguments, mode, align, false),
        op ->
            op instanceof Interpolate interpolate
                    && interpolate.mode() == mode
                    && Objects.equals(interpolate.alignCorners(), align)
                ? write(interpolate)
                : null);
  }

  private static List<Option> extents(Form form, int axes) {
    String text = "extents of the output's spatial axes";
    return List.of(
        (form == Form.FUNCTION
                ? Option.extents("size", 1, axes, text)
                : Option.sizes("size", 1, axes, text))
            .orNull(),
        Option.numbers("scale_factor", axes, "what the extents are multiplied by").orNull());
  }

  private static Interpolate sampled(
      Arguments arguments, Mode mode, @Nullable Boolean align, boolean recompute) {
    boolean sized = !arguments.isNull("size");
    boolean scaled = !arguments.isNull("scale_factor");
    List<Size> size = sized ? arguments.extents("size") : null;
    if (sized && scaled) {
      arguments.problem("scale_factor", "give either it or 'size'");
    }
    if (sized || scaled) {
      arguments.checkSecondInput(size == null ? List.of() : size);
    } else if (arguments.inputs() < 2) {
      arguments.problem(
          "size", "give 'size' or 'scale_factor', or a function a second input of that size");
    }
    return new Interpolate(mode, size, scaled ? scales(arguments) : null, align, recompute);
  }

  private static List<Ratio> scales(Arguments arguments) {
    List<Ratio> scales = new ArrayList<>();
    for (double scale : arguments.numbers("scale_factor")) {
      if (scale < LEAST_SCALE || scale > 1 / LEAST_SCALE) {
        arguments.problem(
            "scale_factor",
            "expected a number from 1e-6 to 1e6, got " + new Data.Num(scale).print());
      } else {
        scales.add(Ratio.of(scale));
      }
    }
    return scales;
  }

  private static Mode mode(Arguments arguments) {
    for (Mode mode : Mode.values()) {
      if (mode.word().equals(arguments.word("mode"))) {
        return mode;
      }
    }
    throw new IllegalStateException("a word that is no mode");
  }

  private static Map<String, Data> write(Interpolate interpolate) {
    OptionWriter options = new OptionWriter().put("mode", interpolate.mode().word());
    List<Size> size = interpolate.size();
    if (size != null) {
      options =
          size.size() == 1
              ? options.put("size", size.getFirst())
              : options.putExtents("size", size);
    }
    List<Ratio> scales = interpolate.scaleFactor();
    if (scales != null) {
      options =
          scales.size() == 1
              ? options.put("scale_factor", scales.getFirst().value())
              : options.putList("scale_factor", scales.stream().map(Ratio::value).toList());
    }
    Boolean align = interpolate.alignCorners();
    if (align != null) {
      options.put("align_corners", align);
    }
    if (interpolate.recomputeScaleFactor()) {
      options.put("recompute_scale_factor", true);
    }
    return options.options();
  }
}
