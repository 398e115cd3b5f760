package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.graph.Node.Form;
import dev.cnnsummary.specs.op.Dropout;
import dev.cnnsummary.specs.op.Identity;
import java.util.ArrayList;
import java.util.List;

/** What hands its input on, outside of training at least. */
final class PassingTypes {
  private PassingTypes() {}

  static List<LayerType> types() {
    List<LayerType> types = new ArrayList<>();
    types.add(dropout("Dropout", Form.MODULE, Dropout.Kind.ELEMENT));
    types.add(dropout("Dropout1d", Form.MODULE, Dropout.Kind.CHANNEL_1D));
    types.add(dropout("Dropout2d", Form.MODULE, Dropout.Kind.CHANNEL_2D));
    types.add(dropout("Dropout3d", Form.MODULE, Dropout.Kind.CHANNEL_3D));
    types.add(dropout("AlphaDropout", Form.MODULE, Dropout.Kind.ALPHA));
    types.add(dropout("FeatureAlphaDropout", Form.MODULE, Dropout.Kind.FEATURE_ALPHA));
    types.add(dropout("dropout", Form.FUNCTION, Dropout.Kind.ELEMENT));
    types.add(
        LayerType.of(
            "Identity",
            Form.MODULE,
            "Hands its input on.",
            List.of(),
            _ -> new Identity(),
            op -> op instanceof Identity ? new OptionWriter().options() : null));
    return types;
  }

  private static LayerType dropout(String name, Form form, Dropout.Kind kind) {
    return LayerType.of(
        name,
        form,
        "Zeroes elements at random while training; hands its input on otherwise.",
        List.of(
            Option.number("p", "probability of being zeroed").or(0.5),
            Option.flag("inplace", false, "PyTorch's flag; it changes no number here")),
        arguments -> {
          double p = arguments.number("p");
          if (p < 0 || p > 1) {
            arguments.problem("p", "expected a probability between 0 and 1, got " + p);
          }
          return new Dropout(kind, p, arguments.flag("inplace"));
        },
        op ->
            op instanceof Dropout dropout && dropout.kind() == kind
                ? new OptionWriter()
                    .put("p", dropout.p())
                    .put("inplace", dropout.inplace())
                    .options()
                : null);
  }
}
