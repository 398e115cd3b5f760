package dev.cnnsummary.specs.edit;

import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Member;
import dev.cnnsummary.specs.graph.ModulePath;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.ScopeCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The names in a list of layers before and after a change. Numbered modules, as nn.Sequential's,
 * stay numbered without gaps; elsewhere a new module is named after its type.
 */
final class Naming {
  /** What the name of a module begins with that is to be numbered. */
  private static final String OPEN = "#";

  private final List<String> before = new ArrayList<>();
  private final Set<String> functions = new HashSet<>();
  private final boolean numbered;
  private final List<String> after;
  private final Map<String, String> added = new LinkedHashMap<>();

  Naming(Graph graph, ScopeCall scope) {
    graph.children(scope.path()).forEach(child -> before.add(child.path().name()));
    for (Member member : scope.members()) {
      if (member instanceof Node node && node.form() == Node.Form.FUNCTION) {
        functions.add(node.path().name());
      }
    }
    boolean inOrder = true;
    boolean any = before.isEmpty() && scope.base() == ScopeCall.Base.SEQUENTIAL;
    for (int i = 0; i < before.size(); i++) {
      boolean number = isNumber(before.get(i));
      any |= number;
      inOrder &= !number || before.get(i).equals(Integer.toString(i));
    }
    this.numbered = any && inOrder;
    this.after = new ArrayList<>(before);
  }

  /** The place of a module among those that are registered, or where a new one would come. */
  int place(ScopeCall scope, int index, boolean behind) {
    Member member = scope.members().get(index);
    int place = before.indexOf(member.path().name());
    boolean module = !(member instanceof Node node) || node.form() == Node.Form.MODULE;
    if (module && place >= 0) {
      return behind ? place + 1 : place;
    }
    Set<String> earlier = new HashSet<>();
    for (Member other : scope.members().subList(0, index)) {
      if (before.contains(other.path().name())) {
        earlier.add(other.path().name());
      }
    }
    return earlier.size();
  }

  /** Forgets a module that is there no more. */
  void remove(String name) {
    after.remove(name);
  }

  /**
   * Names what stands in a new part.
   *
   * @param place where its modules come
   * @param kept the name that its first module takes over; empty for none
   */
  Map<String, String> add(Graph part, int place, String kept) {
    int next = place;
    String free = kept;
    for (Member child : part.children(ModulePath.ROOT)) {
      String name = child.path().name();
      String named = name;
      if (isNumber(name)) {
        named = free.isEmpty() ? numbered ? OPEN + after.size() : unique(word(child)) : free;
        free = "";
      } else if (isTaken(name) && !name.equals(kept)) {
        throw Entry.refused("there is a '" + name + "' already");
      }
      added.put(name, named);
      after.add(Math.min(next++, after.size()), named);
    }
    added.putAll(functions(part));
    return added;
  }

  /**
   * The names for the same part at another place of the list: its modules are called again, its
   * functions are others.
   *
   * @param first the names at the first place
   */
  Map<String, String> again(Graph part, Map<String, String> first) {
    Map<String, String> names = new LinkedHashMap<>(first);
    names.putAll(functions(part));
    return names;
  }

  private Map<String, String> functions(Graph part) {
    Map<String, String> names = new LinkedHashMap<>();
    for (Member member : part.root().members()) {
      if (member instanceof Node node && node.form() == Node.Form.FUNCTION) {
        String name = node.path().name();
        String own = unique(name);
        names.put(name, own);
        functions.add(own);
      }
    }
    return names;
  }

  private static String word(Member member) {
    String type =
        switch (member) {
          case Node node -> node.type();
          case ScopeCall scope -> scope.type();
        };
    return type.toLowerCase(Locale.ROOT);
  }

  private boolean isTaken(String name) {
    return after.contains(name) || functions.contains(name);
  }

  private String unique(String name) {
    String unique = name;
    for (int i = 1; isTaken(unique); i++) {
      unique = name + "_" + i;
    }
    return unique;
  }

  /** New names by old ones; fills in the numbers of new modules. */
  Map<String, String> names() {
    Map<String, String> renamed = new HashMap<>();
    for (int i = 0; numbered && i < after.size(); i++) {
      String name = after.get(i);
      if (isNumber(name) || name.startsWith(OPEN)) {
        renamed.put(name, Integer.toString(i));
      }
    }
    after.replaceAll(name -> renamed.getOrDefault(name, name));
    added.replaceAll((_, name) -> renamed.getOrDefault(name, name));
    return renamed;
  }

  /** The modules in the order of their registration, by new names; after {@link #names}. */
  List<String> order() {
    return List.copyOf(after);
  }

  private static boolean isNumber(String name) {
    return name.matches("0|[1-9][0-9]*");
  }
}
