package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.Location;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.op.Op;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes operators of others by their options. */
public final class Operators {
  private Operators() {}

  /** Whether the language has the type of a node, so that its options can be told. */
  public static boolean isKnown(Node node) {
    return LayerTypes.of(node) != null;
  }

  /** A node's operator without the sizes that follow from what it takes. */
  public static Op withoutInferred(Node node) {
    LayerType type = type(node);
    Map<String, Data> options = type.write(node.op());
    return options.keySet().removeAll(SpecWriter.INFERRED)
        ? make(type, options, node, new Location("", 1, 1))
        : node.op();
  }

  /**
   * A node's operator with an option set anew.
   *
   * @param value as a spec would give it; {@code default} for what it is when it is left out
   * @throws InvalidSpecException if the type has no such option, or it cannot be that
   */
  public static Op with(Node node, String option, String value) {
    LayerType type = type(node);
    if (type.option(option) == null) {
      throw SpecFile.refused(
          type.name()
              + " has no option '"
              + option
              + "'"
              + (type.options().isEmpty()
                  ? ": it has none"
                  : Nearest.suggestion(option, type.optionNames())));
    }
    Location location = new Location("", 1, 1);
    Map<String, Data> options = type.write(node.op());
    options.remove(option);
    if (!value.equals("default")) {
      options.put(option, Settings.data(value, location));
    }
    return make(type, options, node, location);
  }

  private static Op make(LayerType type, Map<String, Data> options, Node node, Location location) {
    Problems problems = new Problems();
    Map<String, Arguments.Given> given = new LinkedHashMap<>();
    options.forEach((name, data) -> given.put(name, new Arguments.Given(location, data)));
    int inputs = node.isCalled() ? node.inputs().size() : type.leastInputs();
    Arguments arguments =
        new Arguments(type, given, inputs, location, node.path().text(), problems);
    Op op = arguments.faulty() ? null : type.make(arguments);
    if (!problems.isEmpty() || op == null) {
      throw new InvalidSpecException(
          problems.list().stream()
              .map(each -> new dev.cnnsummary.specs.Problem(null, each.path(), each.message()))
              .toList());
    }
    return op;
  }

  private static LayerType type(Node node) {
    @Nullable LayerType type = LayerTypes.of(node);
    if (type == null) {
      throw SpecFile.refused(node.path() + ": the spec language has no type " + node.type());
    }
    return type;
  }
}
