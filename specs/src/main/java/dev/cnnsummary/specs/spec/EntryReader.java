package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.Location;
import dev.cnnsummary.specs.graph.ScopeCall;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code layers} lists and their entries. */
final class EntryReader {
  private static final Pattern REFERENCE = Pattern.compile("(.+?)(?:\\[(\\d{1,4})]|(\\*))?");

  private final Problems problems;
  private final Fields fields;
  private final RepeatReader repeats;

  EntryReader(Fields fields, Problems problems) {
    this.problems = problems;
    this.fields = fields;
    this.repeats = new RepeatReader(problems);
  }

  /**
   * What a list of layers is when it does not say so itself.
   *
   * @param type its class name
   * @param base the container of that class
   * @param namedBase the container of a class that is named
   */
  record Defaults(String type, ScopeCall.Base base, ScopeCall.Base namedBase) {}

  /** Reads the list of layers, class, outputs and order of a mapping. */
  Declaration.Scope scope(
      Tree.Mapping mapping, Defaults defaults, List<Declaration.NameAt> inputs) {
    String type = defaults.type();
    ScopeCall.Base base = defaults.base();
    Tree classTree = mapping.get("class");
    if (classTree != null) {
      String given = fields.text(classTree, "class");
      type = given == null ? type : given;
      base = Keywords.CONTAINERS.getOrDefault(type, defaults.namedBase());
    }
    Tree baseTree = mapping.get("base");
    if (baseTree != null) {
      base = base(baseTree);
    }
    Tree layers = mapping.get("layers");
    if (layers == null) {
      problems.add(mapping.location(), "", "expected 'layers', a list");
    }
    return new Declaration.Scope(
        mapping.location(),
        type,
        base,
        inputs,
        layers == null ? List.of() : entries(layers),
        references(mapping, "outputs"),
        fields.namesAt(mapping, "order"));
  }

  /** The names that a block or container gives to what it takes. */
  List<Declaration.NameAt> inputs(Tree.Mapping mapping) {
    List<Declaration.NameAt> inputs = fields.inputNames(mapping);
    checkInputs(inputs);
    return inputs;
  }

  /** The word input means the first one, so no other can be called that. */
  void checkInputs(List<Declaration.NameAt> inputs) {
    for (int i = 1; i < inputs.size(); i++) {
      if (inputs.get(i).name().equals("input")) {
        problems.add(
            inputs.get(i).location(), "", "inputs: 'input' is the first one; choose another name");
      }
    }
  }

  private ScopeCall.Base base(Tree tree) {
    String word = fields.text(tree, "base");
    for (ScopeCall.Base base : ScopeCall.Base.values()) {
      if (base.word().equals(word)) {
        return base;
      }
    }
    if (word != null) {
      problems.add(
          tree.location(),
          "",
          "base: expected Sequential, ModuleList, ModuleDict or Module, got '" + word + "'");
    }
    return ScopeCall.Base.MODULE;
  }

  private List<Declaration.Entry> entries(Tree tree) {
    List<Declaration.Entry> entries = new ArrayList<>();
    if (tree instanceof Tree.Sequence(_, List<Tree> items)) {
      for (Tree item : items) {
        Declaration.Entry entry = entry(item);
        if (entry != null) {
          entries.add(entry);
        }
      }
    } else {
      problems.add(tree.location(), "", "layers: expected a list");
    }
    return entries;
  }

  private Declaration.@Nullable Entry entry(Tree tree) {
    return switch (tree) {
      case Tree.Scalar scalar -> bare(scalar, null);
      case Tree.Sequence(Location location, _) -> {
        problems.add(location, "", "expected a layer, got a list");
        yield null;
      }
      case Tree.Mapping mapping -> {
        boolean unnamed =
            mapping.get("type") != null
                || mapping.get("reuse") != null
                || (mapping.get("layers") != null && !namesLayers(mapping));
        if (unnamed) {
          yield described(mapping, null);
        }
        if (mapping.members().size() != 1) {
          problems.add(
              mapping.location(),
              "",
              "expected a layer: 'Type', '{type: Type, ...}' or 'name: {type: Type, ...}'; got a"
                  + " mapping of "
                  + mapping.members().size()
                  + " without 'type', 'layers' or 'reuse'");
          yield null;
        }
        yield named(mapping.members().getFirst());
      }
    };
  }

  /** Whether this is an entry called {@code layers}: where it is a key, it has a list. */
  private static boolean namesLayers(Tree.Mapping mapping) {
    return mapping.members().size() == 1 && mapping.get("layers") instanceof Tree.Mapping;
  }

  private Declaration.@Nullable Entry named(Tree.Member member) {
    NameTemplate name = name(member.name(), member.location());
    return switch (member.value()) {
      case Tree.Mapping mapping -> described(mapping, name);
      case Tree.Scalar scalar -> bare(scalar, name);
      case Tree.Sequence(Location location, _) -> {
        problems.add(
            location,
            "",
            "expected a type or a mapping after '"
                + member.name()
                + ":', got a list (a module of layers is '{layers: [...]}')");
        yield null;
      }
    };
  }

  /** A layer's or container's own name: plain text, checked at once, or a template. */
  private @Nullable NameTemplate name(String text, Location location) {
    if (Keywords.RESERVED_NAMES.contains(text)) {
      problems.add(location, "", Keywords.reserved(text));
      return null;
    }
    NameTemplate template = NameTemplate.parse(text, location, problems);
    if (template != null && template.isConstant() && !Keywords.isName(text)) {
      problems.add(location, "", Keywords.notAName(text));
    }
    return template;
  }

  private Declaration.@Nullable Entry bare(Tree.Scalar scalar, @Nullable NameTemplate name) {
    if (scalar.kind() != Tree.ScalarKind.STRING) {
      problems.add(scalar.location(), "", "expected a layer type, got '" + scalar.text() + "'");
      return null;
    }
    Setting type = Setting.read(scalar, problems);
    return type == null
        ? null
        : new Declaration.Entry(
            scalar.location(),
            name,
            List.of(),
            null,
            null,
            null,
            null,
            new Declaration.Layer(type, List.of()));
  }

  private Declaration.@Nullable Entry described(Tree.Mapping mapping, @Nullable NameTemplate name) {
    Declaration.Body body = body(mapping, name == null && Keywords.isGroup(mapping));
    List<Declaration.Reference> from = references(mapping, "from");
    Expression when = fields.expression(mapping, "when");
    Declaration.Repeat repeat = repeats.read(mapping);
    Expression trainingOnly = fields.expression(mapping, "training_only");
    Expression trainable = fields.expression(mapping, "trainable");
    return body == null
        ? null
        : new Declaration.Entry(
            mapping.location(), name, from, when, repeat, trainingOnly, trainable, body);
  }

  private Declaration.@Nullable Body body(Tree.Mapping mapping, boolean spliced) {
    Tree type = mapping.get("type");
    Tree reuse = mapping.get("reuse");
    if (reuse != null) {
      fields.refuseOthers(mapping, Keywords.REUSE_KEYS, "a reuse");
      String text = fields.text(reuse, "reuse");
      NameTemplate name =
          text == null ? null : NameTemplate.parse(text, reuse.location(), problems);
      return name == null ? null : new Declaration.Reuse(reuse.location(), name);
    }
    if (mapping.get("layers") != null) {
      return container(mapping, type, spliced);
    }
    if (type == null) {
      problems.add(mapping.location(), "", "expected 'type', 'layers' or 'reuse'");
      return null;
    }
    Setting typeSetting = Setting.read(type, problems);
    List<Declaration.Option> options = new ArrayList<>();
    for (Tree.Member member : mapping.members()) {
      if (!Keywords.LAYER_KEYS.contains(member.name())) {
        Setting value = Setting.readOption(member.value(), problems);
        if (value != null) {
          options.add(new Declaration.Option(member.value().location(), member.name(), value));
        }
      }
    }
    return typeSetting == null ? null : new Declaration.Layer(typeSetting, options);
  }

  private Declaration.Container container(
      Tree.Mapping mapping, @Nullable Tree type, boolean spliced) {
    if (spliced) {
      fields.refuseOthers(mapping, Keywords.GROUP_KEYS, "a repeated list without a name");
    } else {
      fields.refuseOthers(mapping, Keywords.CONTAINER_KEYS, "a list of layers");
    }
    Defaults defaults =
        new Defaults("Sequential", ScopeCall.Base.SEQUENTIAL, ScopeCall.Base.MODULE);
    if (type != null) {
      String word = fields.text(type, "type");
      ScopeCall.Base base = word == null ? null : Keywords.CONTAINERS.get(word);
      if (base != null) {
        defaults = new Defaults(base.word(), base, base);
      } else if (word != null) {
        problems.add(
            type.location(),
            "",
            "a list of layers is a Sequential, ModuleList or ModuleDict, or names its 'class'; got"
                + " the type '"
                + word
                + "'");
      }
    }
    return new Declaration.Container(scope(mapping, defaults, inputs(mapping)), spliced);
  }

  private List<Declaration.Reference> references(Tree.Mapping mapping, String key) {
    List<Declaration.Reference> references = new ArrayList<>();
    for (Tree.Scalar scalar : fields.scalars(mapping, key)) {
      Matcher matcher = REFERENCE.matcher(scalar.text());
      if (!matcher.matches()) {
        problems.add(scalar.location(), "", key + ": expected a name");
        continue;
      }
      NameTemplate name = NameTemplate.parse(matcher.group(1), scalar.location(), problems);
      if (name != null) {
        String output = matcher.group(2);
        references.add(
            new Declaration.Reference(
                scalar.location(),
                name,
                output == null ? 0 : Integer.parseInt(output),
                matcher.group(3) != null));
      }
    }
    return references;
  }
}
