package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.graph.Node.Form;
import dev.cnnsummary.specs.op.BatchNorm;
import dev.cnnsummary.specs.op.LocalResponseNorm;
import java.util.ArrayList;
import java.util.List;

/** Normalisation. */
final class NormTypes {
  private NormTypes() {}

  static List<LayerType> types() {
    List<LayerType> types = new ArrayList<>();
    for (int axes = 1; axes <= 3; axes++) {
      types.add(batchNorm(axes));
    }
    types.addAll(NormFunctionTypes.byStatistics());
    types.add(localResponseNorm("LocalResponseNorm", Form.MODULE));
    types.add(localResponseNorm("local_response_norm", Form.FUNCTION));
    return types;
  }

  private static LayerType batchNorm(int axes) {
    return LayerType.of(
        "BatchNorm" + axes + "d",
        Form.MODULE,
        "Normalises each channel by its running mean and variance.",
        List.of(
            Option.integer("num_features", 1, "channels, taken from the input if left out")
                .orNull(),
            Option.number("eps", "added to the variance").or(1e-5),
            Option.number("momentum", "weight of a new batch in the running statistics")
                .orNullInside()
                .or(0.1),
            Option.flag("affine", true, "whether each channel has a learnable scale and shift"),
            Option.flag("track_running_stats", true, "whether running statistics are kept")),
        arguments ->
            new BatchNorm(
                axes,
                arguments.integerOrNull("num_features"),
                arguments.number("eps"),
                arguments.numberOrNull("momentum"),
                arguments.flag("affine"),
                arguments.flag("track_running_stats")),
        op ->
            op instanceof BatchNorm norm && norm.axes() != null && norm.axes() == axes
                ? new OptionWriter()
                    .putOrNull("num_features", norm.numFeatures())
                    .put("eps", norm.eps())
                    .putOrNull("momentum", norm.momentum())
                    .put("affine", norm.affine())
                    .put("track_running_stats", norm.trackRunningStats())
                    .options()
                : null);
  }

  private static LayerType localResponseNorm(String name, Form form) {
    return LayerType.of(
        name,
        form,
        "Divides each element by a power of the sum of squares over neighbouring channels.",
        List.of(
            Option.integer("size", 1, "neighbouring channels in a sum"),
            Option.number("alpha", "factor of the sum").or(1e-4),
            Option.number("beta", "exponent").or(0.75),
            Option.number("k", "added to the sum").or(1)),
        arguments ->
            new LocalResponseNorm(
                arguments.integer("size"),
                arguments.number("alpha"),
                arguments.number("beta"),
                arguments.number("k")),
        op ->
            op
                        instanceof
                        LocalResponseNorm(int size, double alpha, double beta, double k, int before)
                    && before == size / 2
                ? new OptionWriter()
                    .put("size", size)
                    .put("alpha", alpha)
                    .put("beta", beta)
                    .put("k", k)
                    .options()
                : null);
  }
}
