package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.graph.Node.Form;
import dev.cnnsummary.specs.op.ChannelShuffle;
import dev.cnnsummary.specs.op.PixelShuffle;
import java.util.ArrayList;
import java.util.List;

/** What trades channels for pixels, and what samples an image anew. */
final class ResampleTypes {
  private ResampleTypes() {}

  static List<LayerType> types() {
    List<LayerType> types = new ArrayList<>();
    for (Form form : Form.values()) {
      boolean module = form == Form.MODULE;
      types.add(shuffle(module ? "PixelShuffle" : "pixel_shuffle", form));
      types.add(unshuffle(module ? "PixelUnshuffle" : "pixel_unshuffle", form));
      types.add(channels(module ? "ChannelShuffle" : "channel_shuffle", form));
    }
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
}
