package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.Location;
import dev.cnnsummary.specs.graph.ScopeCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the top level of a spec: its inputs, parameters, presets and blocks. */
final class DeclarationReader {
  private final Problems problems;
  private final Fields fields;
  private final EntryReader entries;

  private DeclarationReader(Problems problems) {
    this.problems = problems;
    this.fields = new Fields(problems);
    this.entries = new EntryReader(fields, problems);
  }

  /** Reads a spec; null where it is too faulty to go on, and faults are reported either way. */
  static Declaration.@Nullable Model read(Tree tree, Problems problems) {
    return new DeclarationReader(problems).model(tree);
  }

  private Declaration.@Nullable Model model(Tree tree) {
    if (!(tree instanceof Tree.Mapping model)) {
      problems.add(tree.location(), "", "expected a model: a mapping with 'layers'");
      return null;
    }
    fields.refuseOthers(model, Keywords.MODEL_KEYS, "a model");
    Tree nameTree = model.get("name");
    String name = nameTree == null ? "model" : fields.text(nameTree, "the model's name");
    List<Declaration.Input> inputs = inputs(model);
    List<Declaration.NameAt> names =
        inputs.stream().map(i -> new Declaration.NameAt(i.location(), i.name())).toList();
    entries.checkInputs(names);
    Declaration.Scope scope =
        entries.scope(
            model,
            new EntryReader.Defaults(
                "Sequential", ScopeCall.Base.SEQUENTIAL, ScopeCall.Base.MODULE),
            names);
    return new Declaration.Model(
        name == null ? "model" : name,
        scope,
        inputs,
        parameters(model),
        presets(model),
        blocks(model));
  }

  private List<Declaration.Input> inputs(Tree.Mapping model) {
    Tree one = model.get("input");
    Tree several = model.get("inputs");
    if (one != null && several != null) {
      problems.add(several.location(), "", "give 'input' or 'inputs', not both");
    }
    if (several instanceof Tree.Mapping mapping && !mapping.members().isEmpty()) {
      return mapping.members().stream().map(m -> input(m.name(), m.location(), m.value())).toList();
    }
    if (several != null) {
      problems.add(
          several.location(), "", "inputs: expected a mapping of one name or more to shapes");
    }
    return one == null
        ? List.of(new Declaration.Input(model.location(), "input", null, "f32"))
        : List.of(input("input", one.location(), one));
  }

  private Declaration.Input input(String name, Location at, Tree tree) {
    if (!Keywords.isIdentifier(name)) {
      problems.add(at, "", "'" + name + "' is not a name");
    }
    Tree shape = tree;
    String dtype = "f32";
    if (tree instanceof Tree.Mapping mapping) {
      fields.refuseOthers(mapping, Keywords.INPUT_KEYS, "an input");
      Tree dtypeTree = mapping.get("dtype");
      String given = dtypeTree == null ? dtype : fields.text(dtypeTree, "dtype");
      dtype = given == null ? dtype : given;
      shape = mapping.get("shape");
    }
    Setting setting = shape == null ? null : Setting.read(shape, problems);
    return new Declaration.Input(at, name, setting, dtype);
  }

  private List<Declaration.Parameter> parameters(Tree.Mapping owner) {
    List<Declaration.Parameter> parameters = new ArrayList<>();
    for (Tree.Member member : fields.members(owner, "parameters")) {
      if (!Keywords.isIdentifier(member.name())) {
        problems.add(member.location(), "", "'" + member.name() + "' is not a name of a parameter");
      } else if (Keywords.RESERVED.contains(member.name())) {
        problems.add(
            member.location(), "", "a parameter cannot be named '" + member.name() + "': reserved");
      }
      boolean required =
          member.value() instanceof Tree.Scalar(_, Tree.ScalarKind kind, _, _)
              && kind == Tree.ScalarKind.NULL;
      parameters.add(
          new Declaration.Parameter(
              member.location(),
              member.name(),
              required ? null : Setting.read(member.value(), problems)));
    }
    return parameters;
  }

  private Map<String, Declaration.Preset> presets(Tree.Mapping model) {
    Map<String, Declaration.Preset> presets = new LinkedHashMap<>();
    for (Tree.Member member : fields.members(model, "presets")) {
      Map<String, Setting> settings = new LinkedHashMap<>();
      if (member.value() instanceof Tree.Mapping mapping) {
        for (Tree.Member setting : mapping.members()) {
          Setting value = Setting.read(setting.value(), problems);
          if (value != null) {
            settings.put(setting.name(), value);
          }
        }
      } else if (!isNull(member.value())) {
        problems.add(
            member.value().location(), "", "a preset is a mapping of parameters to values");
      }
      presets.put(
          member.name(), new Declaration.Preset(member.location(), member.name(), settings));
    }
    return presets;
  }

  private static boolean isNull(Tree tree) {
    return tree instanceof Tree.Scalar scalar && scalar.kind() == Tree.ScalarKind.NULL;
  }

  private Map<String, Declaration.Block> blocks(Tree.Mapping model) {
    Map<String, Declaration.Block> blocks = new LinkedHashMap<>();
    for (Tree.Member member : fields.members(model, "blocks")) {
      String name = member.name();
      if (!Keywords.BLOCK_NAME.matcher(name).matches()) {
        problems.add(
            member.location(),
            "",
            "a block's name begins with a capital letter; got '" + name + "'");
      } else if (LayerTypes.find(name) != null || Keywords.CONTAINERS.containsKey(name)) {
        problems.add(member.location(), "", "'" + name + "' is a layer type; choose another name");
      }
      if (!(member.value() instanceof Tree.Mapping mapping)) {
        problems.add(member.location(), "", "a block is a mapping with 'layers'");
        continue;
      }
      fields.refuseOthers(mapping, Keywords.BLOCK_KEYS, "a block");
      Declaration.Scope scope =
          entries.scope(
              mapping,
              new EntryReader.Defaults(name, ScopeCall.Base.MODULE, ScopeCall.Base.MODULE),
              entries.inputs(mapping));
      blocks.put(name, new Declaration.Block(member.location(), name, parameters(mapping), scope));
    }
    return blocks;
  }
}
