package dev.cnnsummary.specs.edit;

import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Member;
import dev.cnnsummary.specs.graph.ModulePath;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.ScopeCall;
import dev.cnnsummary.specs.op.Op;
import dev.cnnsummary.specs.spec.Nearest;
import dev.cnnsummary.specs.spec.Operators;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Changes networks. Sizes that follow from what a layer takes ({@code in_channels} and the like)
 * are left open in what comes out, so that a change of one layer carries on to the next.
 */
public final class GraphEditor {
  private final Graph graph;
  private final IdentityHashMap<Node, Op> operators = new IdentityHashMap<>();
  private final Map<ModulePath, Map<Integer, Splice>> splices = new HashMap<>();
  private final Map<ModulePath, Map<String, String>> names = new HashMap<>();
  private final Map<ModulePath, List<String>> orders = new HashMap<>();

  /** A member of a list: all calls of the list have it at the same place. */
  private record Occurrence(ScopeCall scope, int index) {
    Member member() {
      return scope.members().get(index);
    }
  }

  private GraphEditor(Graph graph) {
    this.graph = graph;
  }

  /**
   * The graph with a change; the one that is given stays as it is. Shapes are not checked.
   *
   * @throws InvalidSpecException if there is no such layer, or it cannot be changed so
   */
  public static Graph apply(Graph graph, Edit edit) {
    GraphEditor editor = new GraphEditor(graph);
    editor.open();
    switch (edit) {
      case Edit.Set set -> editor.set(set);
      case Edit.Insert insert -> editor.insert(insert);
      case Edit.Remove remove -> editor.remove(remove);
      case Edit.Replace replace -> editor.replace(replace);
    }
    return Copy.of(
        graph, new Copy.Changes(editor.operators, editor.splices, editor.names, editor.orders));
  }

  /** Leaves open what follows from the inputs. */
  private void open() {
    Stream.concat(graph.nodes().stream(), graph.uncalled().stream())
        .forEach(node -> {
          if (!Operators.isKnown(node)) {
            throw Entry.refused(
                "this model cannot be edited: the spec language has no type "
                    + node.type()
                    + " ("
                    + node.path()
                    + ")");
          }
          Op op = Operators.withoutInferred(node);
          if (node.isCalled() && !op.equals(node.op())) {
            operators.put(node, op);
          }
        });
  }

  private void set(Edit.Set set) {
    List<Node> nodes =
        Stream.concat(graph.nodes().stream(), graph.uncalled().stream())
            .filter(node -> node.path().text().equals(set.path()))
            .toList();
    if (nodes.isEmpty()) {
      throw missing(set.path(), "without children");
    }
    nodes.forEach(node -> operators.put(node, Operators.with(node, set.option(), set.value())));
  }

  private void insert(Edit.Insert insert) {
    Occurrence at = find(insert.place()).getFirst();
    if (Copy.outputs(at.member()).isEmpty() || Copy.inputs(at.member()).isEmpty()) {
      throw Entry.refused(insert.place() + " is not called: nothing flows there");
    }
    Graph part = single(Entry.read(insert.entry(), 1), 1);
    Naming naming = new Naming(graph, at.scope());
    Map<String, String> added =
        naming.add(part, naming.place(at.scope(), at.index(), insert.after()), "");
    finish(at.scope(), naming);
    Splice.Part named = new Splice.Part(part, added);
    splice(at, insert.after() ? new Splice.After(named) : new Splice.Before(named));
  }

  private void remove(Edit.Remove remove) {
    List<Occurrence> found = find(remove.place());
    for (Occurrence at : found) {
      if (Copy.outputs(at.member()).size() != 1 || Copy.inputs(at.member()).isEmpty()) {
        throw Entry.refused(
            remove.place()
                + " makes "
                + Copy.outputs(at.member()).size()
                + " tensors: one input cannot stand for them");
      }
      splice(at, new Splice.Out());
    }
    forget(found);
  }

  private void replace(Edit.Replace replace) {
    List<Occurrence> found = find(replace.place());
    Occurrence first = found.getFirst();
    Graph part =
        single(
            Entry.read(replace.entry(), Math.max(1, Copy.inputs(first.member()).size())),
            Copy.outputs(first.member()).size());
    Naming naming = new Naming(graph, first.scope());
    int place = naming.place(first.scope(), first.index(), false);
    String kept = "";
    if (isLast(found) && isModule(first.member())) {
      kept = first.member().path().name();
      naming.remove(kept);
    }
    Map<String, String> added = naming.add(part, place, kept);
    finish(first.scope(), naming);
    for (int i = 0; i < found.size(); i++) {
      Occurrence at = found.get(i);
      if (!at.scope().path().equals(first.scope().path())) {
        throw Entry.refused(
            replace.place() + " is called in several modules: say which call, as in " + "relu:2");
      }
      Map<String, String> own = i == 0 ? added : naming.again(part, added);
      splice(at, new Splice.Instead(new Splice.Part(part, own)));
    }
  }

  /** What an entry makes must stand for what was there. */
  private static Graph single(Graph part, int outputs) {
    if (part.outputs().size() != outputs) {
      throw Entry.refused(
          "the new layer makes "
              + part.outputs().size()
              + " tensors where "
              + outputs
              + (outputs == 1 ? " is" : " are")
              + " taken");
    }
    return part;
  }

  private void splice(Occurrence at, Splice splice) {
    splices.computeIfAbsent(at.scope().path(), _ -> new HashMap<>()).put(at.index(), splice);
  }

  private void finish(ScopeCall scope, Naming naming) {
    names.put(scope.path(), naming.names());
    orders.put(scope.path(), naming.order());
  }

  /** Modules of which no call is left are registered no more. */
  private void forget(List<Occurrence> found) {
    Member member = found.getFirst().member();
    if (!isModule(member) || !isLast(found)) {
      return;
    }
    ModulePath parent = member.path().parent();
    for (Occurrence each : occurrences()) {
      if (each.scope().path().equals(parent)) {
        Naming naming = new Naming(graph, each.scope());
        naming.remove(member.path().name());
        finish(each.scope(), naming);
        return;
      }
    }
  }

  private boolean isLast(List<Occurrence> found) {
    String path = found.getFirst().member().path().text();
    return found.size()
        == occurrences().stream().filter(at -> at.member().path().text().equals(path)).count();
  }

  private static boolean isModule(Member member) {
    return !(member instanceof Node node) || node.form() == Node.Form.MODULE;
  }

  private List<Occurrence> find(Edit.Place place) {
    List<Occurrence> found =
        occurrences().stream()
            .filter(at -> at.member().path().text().equals(place.path()))
            .filter(at -> place.call() == 0 || at.member().call() == place.call())
            .toList();
    if (found.isEmpty()) {
      throw missing(place.toString(), "");
    }
    return found;
  }

  private InvalidSpecException missing(String path, String which) {
    Set<String> known = new HashSet<>();
    occurrences().forEach(at -> known.add(at.member().path().text()));
    return Entry.refused(
        "there is no layer '"
            + path
            + "'"
            + (which.isEmpty() ? "" : " " + which)
            + Nearest.suggestion(path, known));
  }

  /** The members of all lists; of a module that is called again, those of its first call. */
  private List<Occurrence> occurrences() {
    List<Occurrence> found = new ArrayList<>();
    collect(graph.root(), new HashSet<>(), found);
    return found;
  }

  private static void collect(ScopeCall scope, Set<ModulePath> known, List<Occurrence> found) {
    if (!known.add(scope.path())) {
      return;
    }
    for (int i = 0; i < scope.members().size(); i++) {
      found.add(new Occurrence(scope, i));
      if (scope.members().get(i) instanceof ScopeCall child) {
        collect(child, known, found);
      }
    }
  }
}
