package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.graph.Node.Form;
import dev.cnnsummary.specs.op.Dropout;
import dev.cnnsummary.specs.op.Dropout.Kind;
import java.util.ArrayList;
import java.util.List;

/** What zeroes elements while training; modules and functions. */
final class DropoutTypes {
  private DropoutTypes() {}

  static List<LayerType> types() {
    List<LayerType> types = new ArrayList<>();
    for (Form form : Form.values()) {
      boolean module = form == Form.MODULE;
      types.add(dropout(module ? "Dropout" : "dropout", form, Kind.ELEMENT));
      types.add(dropout(module ? "Dropout1d" : "dropout1d", form, Kind.CHANNEL_1D));
      types.add(dropout(module ? "Dropout2d" : "dropout2d", form, Kind.CHANNEL_2D));
      types.add(dropout(module ? "Dropout3d" : "dropout3d", form, Kind.CHANNEL_3D));
      types.add(dropout(module ? "AlphaDropout" : "alpha_dropout", form, Kind.ALPHA));
      types.add(
          dropout(
              module ? "FeatureAlphaDropout" : "feature_alpha_dropout", form, Kind.FEATURE_ALPHA));
      types.add(stochasticDepth(module ? "StochasticDepth" : "stochastic_depth", form));
    }
    return types;
  }

  private static LayerType dropout(String name, Form form, Kind kind) {
    return LayerType.of(
        name,
        form,
        "Zeroes elements at random while training; hands its input on otherwise.",
        List.of(
            Option.number("p", "probability of being zeroed").or(0.5),
            Option.flag("inplace", false, "PyTorch's flag; it changes no number here")),
        arguments -> new Dropout(kind, probability(arguments), arguments.flag("inplace")),
        op ->
            op instanceof Dropout dropout && dropout.kind() == kind
                ? new OptionWriter()
                    .put("p", dropout.p())
                    .put("inplace", dropout.inplace())
                    .options()
                : null);
  }

  private static double probability(Arguments arguments) {
    double p = arguments.number("p");
    if (p < 0 || p > 1) {
      arguments.problem("p", "expected a probability between 0 and 1, got " + p);
    }
    return p;
  }

  private static LayerType stochasticDepth(String name, Form form) {
    return LayerType.of(
        name,
        form,
        "Zeroes the whole input at random while training; hands it on otherwise.",
        List.of(
            Option.number("p", "probability of being zeroed"),
            Option.requiredWord(
                "mode", List.of("batch", "row"), "whether samples are zeroed together or apart")),
        arguments ->
            new Dropout(
                "row".equals(arguments.word("mode")) ? Kind.ROW : Kind.BATCH,
                probability(arguments),
                false),
        op ->
            op instanceof Dropout(Kind kind, double p, _)
                    && (kind == Kind.ROW || kind == Kind.BATCH)
                ? new OptionWriter()
                    .put("p", p)
                    .put("mode", kind == Kind.ROW ? "row" : "batch")
                    .options()
                : null);
  }
}
