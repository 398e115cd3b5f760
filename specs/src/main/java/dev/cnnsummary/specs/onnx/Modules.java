package dev.cnnsummary.specs.onnx;

import dev.cnnsummary.specs.graph.GraphBuilder;
import dev.cnnsummary.specs.graph.ModulePath;
import dev.cnnsummary.specs.graph.ScopeCall;
import dev.cnnsummary.specs.graph.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes modules within modules, as the names of the nodes tell. */
final class Modules {
  private final GraphBuilder builder;
  private final Environment environment;
  private final Skeleton skeleton;
  private final NodeWriter writer;

  Modules(GraphBuilder builder, Environment environment, Skeleton skeleton, NodeWriter writer) {
    this.builder = builder;
    this.environment = environment;
    this.skeleton = skeleton;
    this.writer = writer;
  }

  void write() {
    write(0, skeleton.size(), 0, ModulePath.ROOT);
  }

  private void write(int from, int to, int depth, ModulePath scope) {
    int next = from;
    while (next < to) {
      Place place = skeleton.place(next);
      if (place.scopes().size() > depth) {
        int end = skeleton.end(next, depth);
        ModulePath child = scope.child(place.scopes().get(depth));
        String type = skeleton.type(child.text());
        builder.open(
            child,
            type == null ? "Module" : type,
            base(type),
            values(skeleton.taken(next, end)),
            true);
        write(next, end, depth + 1, child);
        builder.close(values(skeleton.handedOn(next, end)));
        next = end;
      } else {
        writer.write(skeleton.node(next), place, scope);
        next++;
      }
    }
  }

  private static ScopeCall.Base base(@Nullable String type) {
    if (type == null) {
      return ScopeCall.Base.MODULE;
    }
    return switch (type) {
      case "Sequential" -> ScopeCall.Base.SEQUENTIAL;
      case "ModuleList" -> ScopeCall.Base.MODULE_LIST;
      case "ModuleDict" -> ScopeCall.Base.MODULE_DICT;
      default -> ScopeCall.Base.MODULE;
    };
  }

  /** The values of names that stand for activations. */
  private List<Value> values(List<String> names) {
    List<Value> values = new ArrayList<>();
    for (String name : names) {
      if (environment.has(name)) {
        Value value = environment.value(name);
        if (value.kind() == Value.Kind.INPUT || value.kind() == Value.Kind.ACTIVATION) {
          values.add(value);
        }
      }
    }
    return values;
  }
}
