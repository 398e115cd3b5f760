package dev.cnnsummary.cli.render;

import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.Problem;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Member;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.ScopeCall;
import dev.cnnsummary.specs.spec.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds layers by the names that tables show. */
public final class LayerNames {
  private static final Pattern CALL = Pattern.compile("(.*?)(?::| \\(call )([1-9][0-9]{0,8})\\)?");

  private LayerNames() {}

  /**
   * The calls that a name means: a path means every call of it, with a number ({@code relu:2}, or
   * as tables show it, {@code relu (call 2)}) that one.
   *
   * @throws InvalidSpecException with the nearest name where there is none
   */
  public static List<Member> find(Graph graph, String name) {
    List<Member> all = new ArrayList<>();
    collect(graph.root(), all);
    List<Member> found = all.stream().filter(member -> member.path().text().equals(name)).toList();
    Matcher call = CALL.matcher(name);
    if (found.isEmpty() && call.matches()) {
      int number = Integer.parseInt(call.group(2));
      List<Member> calls =
          all.stream().filter(each -> each.path().text().equals(call.group(1))).toList();
      found = calls.stream().filter(each -> each.call() == number).toList();
      if (found.isEmpty() && !calls.isEmpty()) {
        throw refused(
            "'" + call.group(1) + "' is called " + times(calls.size()) + ", not " + times(number));
      }
    }
    if (found.isEmpty()) {
      throw refused(graph.name() + " has no layer '" + name + "'" + hint(graph, name, all));
    }
    return found;
  }

  /**
   * The first call that a name means; of a module with children, the first one in it.
   *
   * @throws InvalidSpecException with the nearest name where there is none
   */
  public static Node firstNode(Graph graph, String name) {
    for (Member member : find(graph, name)) {
      Node node = firstNode(member);
      if (node != null) {
        return node;
      }
    }
    throw refused("'" + name + "' is never called");
  }

  private static @Nullable Node firstNode(Member member) {
    return switch (member) {
      case Node node -> node.isCalled() ? node : null;
      case ScopeCall scope ->
          scope.members().stream()
              .map(LayerNames::firstNode)
              .filter(Objects::nonNull)
              .findFirst()
              .orElse(null);
    };
  }

  private static String times(int count) {
    return count == 1 ? "once" : count == 2 ? "twice" : count + " times";
  }

  private static void collect(ScopeCall scope, List<Member> all) {
    for (Member member : scope.members()) {
      all.add(member);
      if (member instanceof ScopeCall child) {
        collect(child, all);
      }
    }
  }

  /** The nearest name, or what the longest part that is right has in it. */
  private static String hint(Graph graph, String name, List<Member> all) {
    Set<String> paths = new LinkedHashSet<>();
    all.forEach(member -> paths.add(member.path().text()));
    String nearest = Nearest.suggestion(name, paths);
    if (!nearest.isEmpty()) {
      return nearest;
    }
    String parent = name;
    do {
      parent = parent.contains(".") ? parent.substring(0, parent.lastIndexOf('.')) : "";
    } while (!parent.isEmpty() && !paths.contains(parent));
    String prefix = parent.isEmpty() ? "" : parent + ".";
    List<String> children =
        paths.stream()
            .filter(path -> path.startsWith(prefix))
            .filter(path -> path.indexOf('.', prefix.length()) < 0)
            .toList();
    return children.isEmpty()
        ? ""
        : "; "
            + (parent.isEmpty() ? graph.name() : "'" + parent + "'")
            + " has "
            + String.join(", ", children);
  }

  private static InvalidSpecException refused(String message) {
    return new InvalidSpecException(List.of(new Problem(null, "", message)));
  }
}
