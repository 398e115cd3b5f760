package dev.cnnsummary.analyzer.convert;

import dev.cnnsummary.analyzer.convert.Conversion.Layer;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.graph.Member;
import dev.cnnsummary.specs.graph.ModulePath;
import dev.cnnsummary.specs.graph.ScopeCall;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.op.FreeTensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Parameters, buffers and constants that layers take as operands: which module each belongs to, by
 * its name or by who takes it.
 */
final class FreeTensors {
  private final Graph file;
  private final Set<ModulePath> modules = new HashSet<>();
  private final Map<ModulePath, List<Held>> held = new HashMap<>();

  /**
   * A tensor of a module itself.
   *
   * @param value the file's
   * @param name what the module calls it
   * @param tensor what it is
   */
  record Held(Value value, String name, FreeTensor tensor) {}

  FreeTensors(Graph file, List<Layer> live) {
    this.file = file;
    collect(file.root());
    Map<Value, ModulePath> takers = new LinkedHashMap<>();
    for (Layer layer : live) {
      for (Value operand : layer.operands()) {
        if (operand.isWeight() || operand.kind() == Value.Kind.CONSTANT) {
          takers.merge(operand, layer.node().path().parent(), FreeTensors::common);
        }
      }
    }
    takers.forEach(this::hold);
  }

  private void collect(ScopeCall scope) {
    modules.add(scope.path());
    for (Member member : scope.members()) {
      if (member instanceof ScopeCall child) {
        collect(child);
      }
    }
  }

  private static ModulePath common(ModulePath left, ModulePath right) {
    ModulePath path = left;
    while (!right.isWithin(path)) {
      path = path.parent();
    }
    return path;
  }

  private void hold(Value value, ModulePath taker) {
    Literal literal = Objects.requireNonNull(file.literal(value), value::name);
    List<Integer> shape = literal.shape().stream().map(Math::toIntExact).toList();
    boolean learnable = value.kind() == Value.Kind.PARAMETER;
    ModulePath named = new ModulePath(value.name());
    boolean belongs = modules.contains(named.parent()) && taker.isWithin(named.parent());
    ModulePath owner = belongs ? named.parent() : taker;
    while (!modules.contains(owner)) {
      owner = owner.parent();
    }
    held.computeIfAbsent(owner, _ -> new ArrayList<>())
        .add(
            new Held(
                value,
                belongs ? named.name() : "tensor",
                new FreeTensor(learnable, shape, literal.dtype(), null)));
  }

  /** Those of a module. */
  List<Held> of(ModulePath module) {
    return held.getOrDefault(module, List.of());
  }
}
