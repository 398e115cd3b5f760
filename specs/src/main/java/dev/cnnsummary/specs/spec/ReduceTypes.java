package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.graph.Node.Form;
import dev.cnnsummary.specs.op.Op;
import dev.cnnsummary.specs.op.Reduce;
import dev.cnnsummary.specs.op.Reduce.Kind;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What makes one element of many. */
final class ReduceTypes {
  private ReduceTypes() {}

  static List<LayerType> types() {
    return Stream.of(Kind.values()).map(ReduceTypes::reduce).toList();
  }

  private static LayerType reduce(Kind kind) {
    boolean located = kind == Kind.MAX || kind == Kind.MIN;
    String all = "; null for all elements";
    Option dim =
        located
            ? Option.integer("dim", Integer.MIN_VALUE, "the axis that goes" + all)
            : Option.integers("dim", "the axes that go" + all);
    return LayerType.of(
        kind.word(),
        Form.FUNCTION,
        summary(kind),
        List.of(
            dim.orNull(),
            Option.flag("keepdim", false, "whether the axes stay, with one element each")),
        arguments -> {
          boolean keepdim = arguments.flag("keepdim");
          if (located && keepdim && arguments.isNull("dim")) {
            arguments.problem("keepdim", "it is for one axis: give 'dim'");
          }
          return new Reduce(
              kind, arguments.isNull("dim") ? List.of() : arguments.sizes("dim"), keepdim);
        },
        op -> write(op, kind, located));
  }

  private static String summary(Kind kind) {
    return switch (kind) {
      case MEAN -> "The mean along axes.";
      case SUM -> "The sum along axes.";
      case AMAX -> "The greatest element along axes.";
      case AMIN -> "The least element along axes.";
      case MAX -> "The greatest element along an axis and, as a second output, its position.";
      case MIN -> "The least element along an axis and, as a second output, its position.";
    };
  }

  private static @Nullable Map<String, Data> write(Op op, Kind kind, boolean located) {
    if (!(op instanceof Reduce(Kind own, List<Integer> dims, boolean keepdim)) || own != kind) {
      return null;
    }
    OptionWriter options = new OptionWriter().put("keepdim", keepdim);
    if (!dims.isEmpty()) {
      options = located ? options.put("dim", dims) : options.putList("dim", dims);
    }
    return options.options();
  }
}
