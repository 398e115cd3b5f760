package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.ModulePath;
import dev.cnnsummary.specs.graph.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Decides for a flat spec which entries need a name, and by what names each one says where it takes
 * its operands from, if not from the entry before.
 */
final class Wiring {
  private final Body root;
  private final List<String> modelInputs;
  private final Set<String> used = new HashSet<>();
  private final Map<Body.Entry, String> names = new HashMap<>();
  private final Map<Body.Entry, String> aliases = new HashMap<>();
  private final Map<Body, List<String>> inputNames = new HashMap<>();
  private final Map<Body, Map<String, Integer>> lastReuses = new HashMap<>();
  private final Map<Body.Entry, List<String>> from = new HashMap<>();
  private final Map<Body, List<String>> outputs = new HashMap<>();
  private @Nullable String inputAlias;

  /**
   * A list that is seen from an entry: its own or one around it.
   *
   * @param limit how many of the list's entries stand before
   * @param calls for each call of the entry's list, the call of this one during which it takes
   *     place
   */
  private record Level(Body body, int limit, List<Integer> calls) {
    int matchingInput(List<Value> values) {
      return matching(body.inputs(), values);
    }

    int matchingOutput(Body.Entry entry, List<Value> values) {
      return matching(entry.outputs(), values);
    }

    /** Which of some operands has the values in all calls; -1 if none has. */
    private int matching(List<List<Value>> operands, List<Value> values) {
      for (int i = 0; i < operands.size(); i++) {
        List<Value> operand = operands.get(i);
        if (IntStream.range(0, values.size())
            .allMatch(call -> operand.get(calls.get(call)).index() == values.get(call).index())) {
          return i;
        }
      }
      return -1;
    }
  }

  Wiring(Graph graph, Body root) {
    this.root = root;
    this.modelInputs = graph.inputs().stream().map(Value::name).toList();
    used.addAll(modelInputs);
    nameFirst(root);
    connect(root);
    nameLast(root);
  }

  /** The names that cannot be left out whatever is taken from where. */
  private void nameFirst(Body body) {
    Frame.ListNames automatic = new Frame.ListNames();
    for (Body.Entry entry : body.entries()) {
      used.add(entry.name());
      switch (entry.kind()) {
        case Body.FunctionKind _ -> {
          String type = SpecWriter.type(entry);
          if (entry.name().equals(automatic.function(type))) {
            automatic.nextFunction(type);
          } else {
            names.put(entry, entry.name());
          }
        }
        case Body.ReuseKind _ -> nameReused(body, entry);
        case Body.LeafKind _, Body.ListKind _ -> {
          if (!entry.name().equals(String.valueOf(automatic.nextModule()))) {
            names.put(entry, entry.name());
          }
        }
      }
      if (entry.kind() instanceof Body.ListKind(Body inner)) {
        nameFirst(inner);
      }
    }
  }

  private void nameReused(Body body, Body.Entry reuse) {
    ModulePath path = reuse.first().path();
    Body list = body;
    int place = reuse.index();
    while (!list.first().path().equals(path.parent())) {
      lastReuses.computeIfAbsent(list, _ -> new HashMap<>()).merge(path.name(), place, Math::max);
      place = list.place();
      list = list.outer();
      if (list == null) {
        throw Body.cannotWrite(path, "it is called outside of what it stands in");
      }
    }
    for (Body.Entry entry : list.entries().subList(0, place)) {
      if (entry.isModule() && entry.name().equals(path.name())) {
        names.put(entry, entry.name());
      }
    }
  }

  /** A function that is not the next of its type any more, as one before it has got a name. */
  private void nameLast(Body body) {
    Frame.ListNames automatic = new Frame.ListNames();
    for (Body.Entry entry : body.entries()) {
      if (entry.kind() instanceof Body.FunctionKind && !names.containsKey(entry)) {
        String type = SpecWriter.type(entry);
        if (entry.name().equals(automatic.function(type))) {
          automatic.nextFunction(type);
        } else {
          names.put(entry, entry.name());
        }
      }
      if (entry.kind() instanceof Body.ListKind(Body inner)) {
        nameLast(inner);
      }
    }
  }

  private void connect(Body body) {
    List<List<Value>> current = body.inputs();
    for (Body.Entry entry : body.entries()) {
      if (entry.isCalled()) {
        if (!entry.inputs().equals(current.subList(0, 1))) {
          from.put(entry, references(body, entry.index(), entry.inputs()));
        }
        current = entry.outputs();
      } else if (!current.isEmpty()) {
        current = current.subList(0, 1);
      }
      if (entry.kind() instanceof Body.ListKind(Body inner)) {
        connect(inner);
      }
    }
    if (!body.outputs().equals(current)) {
      outputs.put(body, references(body, body.entries().size(), body.outputs()));
    }
  }

  private List<String> references(Body body, int place, List<List<Value>> operands) {
    List<Level> levels = levels(body, place);
    List<String> references = new ArrayList<>();
    for (List<Value> values : operands) {
      String reference = named(levels, values);
      if (reference == null) {
        reference = toBeNamed(levels, values);
      }
      if (reference == null) {
        reference = input(levels, values);
      }
      if (reference == null) {
        reference = alias(levels, values);
      }
      if (reference == null) {
        throw Body.cannotWrite(
            body.first().path(), "a value is taken that no list around has: " + values.getFirst());
      }
      references.add(reference);
    }
    return references;
  }

  private static List<Level> levels(Body body, int place) {
    List<Level> levels = new ArrayList<>();
    List<Integer> calls = IntStream.range(0, body.outerCalls().size()).boxed().toList();
    int limit = place;
    for (Body list = body; list != null; list = list.outer()) {
      levels.add(new Level(list, limit, calls));
      List<Integer> outer = list.outerCalls();
      calls = calls.stream().map(outer::get).toList();
      limit = list.place();
    }
    return levels;
  }

  /** What has a name anyway: an entry, or the input of the list itself. */
  @SuppressWarnings("ReferenceEquality") // a level is itself only
  private @Nullable String named(List<Level> levels, List<Value> values) {
    for (Level level : levels) {
      for (Body.Entry entry : latestFirst(level)) {
        int output = level.matchingOutput(entry, values);
        String name = output < 0 ? null : names.get(entry);
        if (name != null && isSeen(name, level, levels)) {
          return indexed(name, output);
        }
      }
      int input = level == levels.getFirst() ? level.matchingInput(values) : -1;
      if (input >= 0) {
        boolean only = level.body().inputs().size() == 1 && level.body() != root;
        return only ? "input" : inputName(level.body(), input);
      }
    }
    return null;
  }

  private @Nullable String toBeNamed(List<Level> levels, List<Value> values) {
    for (Level level : levels) {
      for (Body.Entry entry : latestFirst(level)) {
        int output = level.matchingOutput(entry, values);
        if (output >= 0 && !names.containsKey(entry) && mayBeNamed(level, entry, levels)) {
          return indexed(give(entry), output);
        }
      }
    }
    return null;
  }

  /** An input that a module around declares. */
  private @Nullable String input(List<Level> levels, List<Value> values) {
    for (Level level : levels) {
      int input = level.matchingInput(values);
      String name = input < 0 ? null : inputName(level.body(), input);
      if (name != null && !name.equals("input") && isSeen(name, level, levels)) {
        return name;
      }
    }
    return null;
  }

  /**
   * Another name for what another entry's name hides: that of an entry which is skipped and so
   * stands for what it would have taken.
   */
  private @Nullable String alias(List<Level> levels, List<Value> values) {
    for (Level level : levels) {
      for (Body.Entry entry : latestFirst(level)) {
        int output = level.matchingOutput(entry, values);
        if (output == 0 || (output > 0 && mayBeNamed(level, entry, List.of()))) {
          if (output > 0) {
            give(entry);
          }
          return indexed(aliases.computeIfAbsent(entry, _ -> fresh(entry.name())), output);
        }
      }
      int input = level.body() == root ? level.matchingInput(values) : -1;
      if (input >= 0) {
        inputAlias = inputAlias == null ? fresh("x") : inputAlias;
        return indexed(inputAlias, input);
      }
    }
    return null;
  }

  private static List<Body.Entry> latestFirst(Level level) {
    return level.body().entries().subList(0, level.limit()).reversed().stream()
        .filter(Body.Entry::isCalled)
        .toList();
  }

  private static String indexed(String name, int output) {
    return output == 0 ? name : name + "[" + output + "]";
  }

  private String give(Body.Entry entry) {
    return names.computeIfAbsent(
        entry, _ -> entry.kind() instanceof Body.ReuseKind ? fresh(entry.name()) : entry.name());
  }

  /** Whether no list further in has another entry of that name before the place. */
  @SuppressWarnings("ReferenceEquality") // a level is itself only
  private static boolean isSeen(String name, Level at, List<Level> levels) {
    for (Level level : levels) {
      if (level == at) {
        return true;
      }
      for (Body.Entry entry : level.body().entries().subList(0, level.limit())) {
        if (!(entry.kind() instanceof Body.ReuseKind) && entry.name().equals(name)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether an entry's name may be written without hiding another module that is reused later. */
  private boolean mayBeNamed(Level level, Body.Entry entry, List<Level> levels) {
    if (entry.kind() instanceof Body.ReuseKind) {
      return true;
    }
    int lastReuse = lastReuses.getOrDefault(level.body(), Map.of()).getOrDefault(entry.name(), -1);
    return lastReuse <= entry.index() && isSeen(entry.name(), level, levels);
  }

  private String inputName(Body body, int input) {
    return body == root ? modelInputs.get(input) : declaredInputs(body).get(input);
  }

  private List<String> declaredInputs(Body body) {
    List<String> declared = inputNames.get(body);
    if (declared == null) {
      declared = body.inputs().stream().map(_ -> fresh("x")).toList();
      inputNames.put(body, declared);
    }
    return declared;
  }

  /** A name that nothing has yet. */
  private String fresh(String base) {
    String name = base;
    for (int i = 1; !used.add(name); i++) {
      name = base + "_" + i;
    }
    return name;
  }

  /** The name that an entry must have; null where it may do without. */
  @Nullable String name(Body.Entry entry) {
    return names.get(entry);
  }

  /** What an entry takes, in the words of the language; empty for the output of the one before. */
  List<String> from(Body.Entry entry) {
    return from.getOrDefault(entry, List.of());
  }

  /** What a list hands on; empty for the outputs of its last entry. */
  List<String> outputs(Body body) {
    return outputs.getOrDefault(body, List.of());
  }

  /** The names of what a module's list takes; empty where they need none. */
  List<String> inputs(Body body) {
    return body.inputs().size() > 1
        ? declaredInputs(body)
        : inputNames.getOrDefault(body, List.of());
  }

  /** Another name for an entry; null where none is needed. */
  @Nullable String alias(Body.Entry entry) {
    return aliases.get(entry);
  }

  /** Another name for what the model takes; null where none is needed. */
  @Nullable String inputAlias() {
    return inputAlias;
  }
}
