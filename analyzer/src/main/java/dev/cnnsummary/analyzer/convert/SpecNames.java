package dev.cnnsummary.analyzer.convert;

import dev.cnnsummary.specs.graph.ModulePath;
import dev.cnnsummary.specs.spec.SpecWriter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Names that a spec can have for what a file calls otherwise. */
final class SpecNames {
  private final Map<ModulePath, Set<String>> taken = new HashMap<>();
  private final Map<String, String> modules = new HashMap<>();
  private final Map<String, Integer> ordinals = new HashMap<>();

  /** Without the characters and words that are no name. */
  static String plain(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9_-]", "_").replaceFirst("^-", "_");
    return plain.isEmpty() || SpecWriter.isReserved(plain) ? plain + "_" : plain;
  }

  /** The name of a module in a scope of the spec, for a module of the file: always the same one. */
  ModulePath module(ModulePath scope, ModulePath original) {
    String key = scope.text() + "\n" + original.text();
    String known = modules.get(key);
    if (known == null) {
      known = free(scope, plain(original.name()));
      modules.put(key, known);
    }
    return scope.child(known);
  }

  /** The name of a function: its type, then with a number. */
  ModulePath function(ModulePath scope, String type) {
    int ordinal = ordinals.merge(scope.text() + "\n" + type, 1, Integer::sum) - 1;
    String name = ordinal == 0 ? type : type + "_" + ordinal;
    return taken.computeIfAbsent(scope, _ -> new HashSet<>()).add(name)
        ? scope.child(name)
        : function(scope, type);
  }

  /** The name of a tensor of a module itself. */
  String tensor(ModulePath scope, String wanted) {
    return free(scope, plain(wanted));
  }

  private String free(ModulePath scope, String wanted) {
    Set<String> names = taken.computeIfAbsent(scope, _ -> new HashSet<>());
    String name = wanted;
    for (int i = 1; !names.add(name); i++) {
      name = wanted + "_" + i;
    }
    return name;
  }
}
