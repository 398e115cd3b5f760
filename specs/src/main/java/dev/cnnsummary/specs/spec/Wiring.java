package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.ModulePath;
import dev.cnnsummary.specs.graph.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    Sight sight = Sight.from(body, place);
    return operands.stream().map(values -> reference(sight, values)).toList();
  }

  private String reference(Sight sight, List<Value> values) {
    return tensor(sight, values)
        .or(() -> weight(sight, values))
        .or(() -> named(sight, values))
        .or(() -> toBeNamed(sight, values))
        .or(() -> outerInput(sight, values))
        .or(() -> alias(sight, values))
        .orElseThrow(() ->
            Body.cannotWrite(
                sight.levels().getFirst().body().first().path(),
                "a value is taken that no list around has: " + values.getFirst()));
  }

  /** A tensor of the module itself or of one around it. */
  private static Optional<String> tensor(Sight sight, List<Value> values) {
    ModulePath path = new ModulePath(values.getFirst().name());
    if (!values.getFirst().isWeight()) {
      return Optional.empty();
    }
    for (int depth = 0; depth < sight.levels().size(); depth++) {
      Sight.Level level = sight.levels().get(depth);
      if (level.body().first().path().equals(path.parent()) && sight.reaches(path.name(), depth)) {
        return Optional.of(path.name());
      }
    }
    return Optional.empty();
  }

  /** A weight of a module that stands before. */
  private Optional<String> weight(Sight sight, List<Value> values) {
    ModulePath path = new ModulePath(values.getFirst().name());
    for (int depth = 0; depth < sight.levels().size() && values.getFirst().isWeight(); depth++) {
      Sight.Level level = sight.levels().get(depth);
      for (Body.Entry entry : level.entries()) {
        ModulePath module = entry.first().path();
        if (entry.isModule()
            && path.isWithin(module)
            && sight.reaches(entry.name(), depth)
            && (names.containsKey(entry) || mayBeNamed(level.body(), entry))) {
          return Optional.of(give(entry) + path.text().substring(module.text().length()));
        }
      }
    }
    return Optional.empty();
  }

  /** What has a name anyway: an entry, or the input of the list itself. */
  private Optional<String> named(Sight sight, List<Value> values) {
    for (int depth = 0; depth < sight.levels().size(); depth++) {
      Sight.Level level = sight.levels().get(depth);
      for (Body.Entry entry : level.entries()) {
        int output = level.output(entry, values);
        String name = output < 0 ? null : names.get(entry);
        if (name != null && sight.reaches(name, depth)) {
          return Optional.of(indexed(name, output));
        }
      }
      int input = depth == 0 ? level.input(values) : -1;
      if (input >= 0) {
        boolean only = level.body().inputs().size() == 1 && level.body() != root;
        return Optional.of(only ? "input" : inputName(level.body(), input));
      }
    }
    return Optional.empty();
  }

  private Optional<String> toBeNamed(Sight sight, List<Value> values) {
    for (int depth = 0; depth < sight.levels().size(); depth++) {
      Sight.Level level = sight.levels().get(depth);
      for (Body.Entry entry : level.entries()) {
        int output = level.output(entry, values);
        if (output >= 0
            && !names.containsKey(entry)
            && sight.reaches(entry.name(), depth)
            && mayBeNamed(level.body(), entry)) {
          return Optional.of(indexed(give(entry), output));
        }
      }
    }
    return Optional.empty();
  }

  /** An input that a module around declares. */
  private Optional<String> outerInput(Sight sight, List<Value> values) {
    for (int depth = 0; depth < sight.levels().size(); depth++) {
      Sight.Level level = sight.levels().get(depth);
      int input = level.input(values);
      if (input >= 0) {
        String name = inputName(level.body(), input);
        if (!name.equals("input") && sight.reaches(name, depth)) {
          return Optional.of(name);
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Another name for what another entry's name hides: that of an entry which is skipped and so
   * stands for what it would have taken.
   */
  private Optional<String> alias(Sight sight, List<Value> values) {
    for (Sight.Level level : sight.levels()) {
      for (Body.Entry entry : level.entries()) {
        int output = level.output(entry, values);
        if (output > 0 && mayBeNamed(level.body(), entry)) {
          give(entry);
        }
        if (output == 0 || (output > 0 && names.containsKey(entry))) {
          return Optional.of(
              indexed(aliases.computeIfAbsent(entry, _ -> fresh(entry.name())), output));
        }
      }
      int input = level.body() == root ? level.input(values) : -1;
      if (input >= 0) {
        inputAlias = inputAlias == null ? fresh("x") : inputAlias;
        return Optional.of(indexed(inputAlias, input));
      }
    }
    return Optional.empty();
  }

  private static String indexed(String name, int output) {
    return output == 0 ? name : name + "[" + output + "]";
  }

  private String give(Body.Entry entry) {
    return names.computeIfAbsent(
        entry, _ -> entry.kind() instanceof Body.ReuseKind ? fresh(entry.name()) : entry.name());
  }

  /**
   * Whether an entry's name may be written without hiding another module that is reused later. With
   * a function's name those of later functions of its type must be written too.
   */
  private boolean mayBeNamed(Body body, Body.Entry entry) {
    if (entry.kind() instanceof Body.ReuseKind) {
      return true;
    }
    Map<String, Integer> reuses = lastReuses.getOrDefault(body, Map.of());
    return body.entries().subList(entry.index(), body.entries().size()).stream()
        .filter(later -> later == entry || areSameFunction(entry, later))
        .allMatch(later -> reuses.getOrDefault(later.name(), -1) <= later.index());
  }

  private static boolean areSameFunction(Body.Entry one, Body.Entry other) {
    return one.kind() instanceof Body.FunctionKind
        && other.kind() instanceof Body.FunctionKind
        && SpecWriter.type(one).equals(SpecWriter.type(other));
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
