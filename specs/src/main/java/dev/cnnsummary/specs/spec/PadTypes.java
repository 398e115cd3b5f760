package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.graph.Node.Form;
import dev.cnnsummary.specs.op.Op;
import dev.cnnsummary.specs.op.Pad;
import dev.cnnsummary.specs.op.Pad.Mode;
import dev.cnnsummary.specs.op.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What lengthens axes at their ends. */
final class PadTypes {
  private static final int ANY = Integer.MIN_VALUE;

  private PadTypes() {}

  static List<LayerType> types() {
    List<LayerType> types = new ArrayList<>();
    for (int axes = 1; axes <= 3; axes++) {
      types.add(module("ZeroPad", axes, Mode.CONSTANT, false));
      types.add(module("ConstantPad", axes, Mode.CONSTANT, true));
      types.add(module("ReflectionPad", axes, Mode.REFLECT, false));
      types.add(module("ReplicationPad", axes, Mode.REPLICATE, false));
      types.add(module("CircularPad", axes, Mode.CIRCULAR, false));
    }
    types.add(function());
    return types;
  }

  private static LayerType module(String name, int axes, Mode mode, boolean hasValue) {
    List<Option> options = new ArrayList<>();
    options.add(
        Option.sizes(
            "padding",
            ANY,
            2 * axes,
            "elements before and after, pair by pair from the last axis on; negative ones cut off"));
    if (hasValue) {
      options.add(value());
    }
    return LayerType.of(
        name + axes + "d",
        Form.MODULE,
        summary(mode),
        options,
        arguments ->
            new Pad(
                arguments.sizes("padding").stream().map(Size::of).toList(),
                mode,
                hasValue ? arguments.number("value") : 0),
        op -> write(op, axes, mode));
  }

  private static Option value() {
    return Option.number("value", "what the new elements hold");
  }

  private static String summary(Mode mode) {
    return switch (mode) {
      case CONSTANT -> "Lengthens axes with a number.";
      case REFLECT -> "Lengthens axes with their own elements, mirrored at the edge.";
      case REPLICATE -> "Lengthens axes with their edge elements.";
      case CIRCULAR -> "Lengthens axes with the elements of their other end.";
    };
  }

  private static @Nullable Map<String, Data> write(Op op, int axes, Mode mode) {
    if (!(op instanceof Pad(List<Size> amounts, Mode own, double value))
        || own != mode
        || amounts.size() != 2 * axes) {
      return null;
    }
    boolean same = amounts.stream().distinct().count() == 1;
    OptionWriter options = new OptionWriter().put("value", value);
    return (same
            ? options.put("padding", amounts.getFirst())
            : options.putExtents("padding", amounts))
        .options();
  }

  private static LayerType function() {
    return new LayerType(
        "pad",
        Form.FUNCTION,
        "Lengthens axes at their ends.",
        1,
        2,
        List.of(
            Option.extents(
                "pad",
                ANY,
                0,
                "elements before and after, pair by pair from the last axis on; negative ones cut"
                    + " off"),
            Option.word(
                "mode", Stream.of(Mode.values()).map(Mode::word).toList(), "what they hold"),
            value().or(0)),
        arguments -> {
          List<Size> amounts = arguments.extents("pad");
          if (amounts.size() % 2 != 0) {
            arguments.problem(
                "pad", "expected two for each axis, before and after, got " + amounts.size());
          }
          arguments.checkSecondInput(amounts);
          Mode mode = mode(arguments);
          if (mode != Mode.CONSTANT && arguments.number("value") != 0) {
            arguments.problem("value", "the mode " + mode.word() + " takes none");
          }
          return new Pad(amounts, mode, arguments.number("value"));
        },
        op ->
            op instanceof Pad(List<Size> amounts, Mode mode, double value)
                ? new OptionWriter()
                    .putExtents("pad", amounts)
                    .put("mode", mode.word())
                    .put("value", value)
                    .options()
                : null);
  }

  private static Mode mode(Arguments arguments) {
    for (Mode mode : Mode.values()) {
      if (mode.word().equals(arguments.word("mode"))) {
        return mode;
      }
    }
    throw new IllegalStateException("a word that is no mode");
  }
}
