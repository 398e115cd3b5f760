package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.graph.Node.Form;
import dev.cnnsummary.specs.op.GroupNorm;
import dev.cnnsummary.specs.op.InstanceNorm;
import dev.cnnsummary.specs.op.LayerNorm;
import dev.cnnsummary.specs.op.Op;
import java.util.ArrayList;
import java.util.List;

/** Normalisation by statistics of the sample itself; modules, and functions. */
final class SampleNormTypes {
  static final String OVER_CHANNELS =
      "Normalises each channel of each sample by its mean and variance.";
  static final String OVER_GROUPS =
      "Normalises each group of channels of each sample by its mean and variance.";
  static final String OVER_AXES =
      "Normalises the elements along the last axes by their mean and variance.";

  private SampleNormTypes() {}

  static List<LayerType> types() {
    List<LayerType> types = new ArrayList<>();
    for (int axes = 1; axes <= 3; axes++) {
      types.add(instanceNorm(axes));
    }
    types.add(groupNorm());
    types.add(layerNorm("LayerNorm", OVER_AXES, false));
    types.add(
        layerNorm(
            "LayerNorm2d",
            "Normalises the channels of each pixel by their mean and variance.",
            true));
    types.addAll(NormFunctionTypes.bySample());
    return types;
  }

  static Option eps() {
    return Option.number("eps", "added to the variance").or(1e-5);
  }

  private static LayerType instanceNorm(int axes) {
    return LayerType.of(
        "InstanceNorm" + axes + "d",
        Form.MODULE,
        OVER_CHANNELS,
        List.of(
            Option.integer("num_features", 1, "channels, taken from the input if left out")
                .orNull(),
            eps(),
            Option.number("momentum", "weight of a new batch in the running statistics").or(0.1),
            Option.flag("affine", false, "whether each channel has a learnable scale and shift"),
            Option.flag("track_running_stats", false, "whether running statistics are kept")),
        arguments ->
            new InstanceNorm(
                axes,
                arguments.integerOrNull("num_features"),
                arguments.number("eps"),
                arguments.number("momentum"),
                arguments.flag("affine"),
                arguments.flag("track_running_stats")),
        op ->
            op instanceof InstanceNorm norm && norm.axes() != null && norm.axes() == axes
                ? new OptionWriter()
                    .putOrNull("num_features", norm.numFeatures())
                    .put("eps", norm.eps())
                    .put("momentum", norm.momentum())
                    .put("affine", norm.affine())
                    .put("track_running_stats", norm.trackRunningStats())
                    .options()
                : null);
  }

  static Option numGroups() {
    return Option.integer("num_groups", 1, "groups that the channels are split into");
  }

  private static LayerType groupNorm() {
    return LayerType.of(
        "GroupNorm",
        Form.MODULE,
        OVER_GROUPS,
        List.of(
            numGroups(),
            Option.integer("num_channels", 1, "channels, taken from the input if left out")
                .orNull(),
            eps(),
            Option.flag("affine", true, "whether each channel has a learnable scale and shift")),
        SampleNormTypes::makeGroupNorm,
        op ->
            op instanceof GroupNorm(int groups, Integer channels, double eps, boolean affine)
                ? new OptionWriter()
                    .put("num_groups", groups)
                    .putOrNull("num_channels", channels)
                    .put("eps", eps)
                    .put("affine", affine)
                    .options()
                : null);
  }

  private static Op makeGroupNorm(Arguments arguments) {
    Integer channels = arguments.integerOrNull("num_channels");
    int groups = arguments.integer("num_groups");
    if (channels != null && channels % groups != 0) {
      arguments.problem("num_groups", groups + " does not divide num_channels, " + channels);
    }
    return new GroupNorm(groups, channels, arguments.number("eps"), arguments.flag("affine"));
  }

  static Option normalizedShape() {
    return Option.sizes("normalized_shape", 1, 0, "extents of the last axes");
  }

  private static LayerType layerNorm(String name, String summary, boolean channelsFirst) {
    return LayerType.of(
        name,
        Form.MODULE,
        summary,
        List.of(
            normalizedShape(),
            eps(),
            Option.flag(
                "elementwise_affine", true, "whether each element has a learnable scale and shift"),
            Option.flag("bias", true, "whether it has the shift as well as the scale")),
        arguments ->
            new LayerNorm(
                arguments.sizes("normalized_shape"),
                arguments.number("eps"),
                arguments.flag("elementwise_affine"),
                arguments.flag("bias"),
                channelsFirst),
        op ->
            op instanceof LayerNorm norm && norm.channelsFirst() == channelsFirst
                ? write(norm)
                    .put("elementwise_affine", norm.elementwiseAffine())
                    .put("bias", norm.bias())
                    .options()
                : null);
  }

  static OptionWriter write(LayerNorm norm) {
    return new OptionWriter()
        .putList("normalized_shape", norm.normalizedShape())
        .put("eps", norm.eps());
  }
}
