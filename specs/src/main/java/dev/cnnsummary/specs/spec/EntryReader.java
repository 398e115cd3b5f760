package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.Location;
import dev.cnnsummary.specs.graph.ScopeCall;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code layers} lists and their entries. */
final class EntryReader {
  /** What stands in an entry beside its options, and so cannot be a name. */
  static final Set<String> RESERVED =
      Set.of(
          "type",
          "layers",
          "from",
          "when",
          "repeat",
          "for",
          "reuse",
          "input",
          "inputs",
          "outputs",
          "class",
          "base",
          "order",
          "trainable",
          "training_only");

  /** Types that hold a list of layers. */
  static final Map<String, ScopeCall.Base> CONTAINERS =
      Map.of(
          "Sequential", ScopeCall.Base.SEQUENTIAL,
          "ModuleList", ScopeCall.Base.MODULE_LIST,
          "ModuleDict", ScopeCall.Base.MODULE_DICT);

  private static final Set<String> CONTAINER_KEYS =
      Set.of(
          "type",
          "layers",
          "from",
          "when",
          "repeat",
          "for",
          "class",
          "base",
          "inputs",
          "outputs",
          "order",
          "trainable",
          "training_only");
  private static final Set<String> REUSE_KEYS = Set.of("reuse", "from", "when", "repeat", "for");
  private static final Set<String> LAYER_KEYS =
      Set.of("type", "from", "when", "repeat", "for", "trainable", "training_only");
  private static final Pattern REFERENCE = Pattern.compile("(.+?)(?:\\[(\\d{1,4})])?");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]*");

  private final Problems problems;

  EntryReader(Problems problems) {
    this.problems = problems;
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
  Declaration.Scope scope(Tree.Mapping mapping, Defaults defaults, List<String> inputs) {
    String type = defaults.type();
    ScopeCall.Base base = defaults.base();
    Tree classTree = mapping.get("class");
    if (classTree != null) {
      String given = text(classTree, "class");
      type = given == null ? type : given;
      base = CONTAINERS.getOrDefault(type, defaults.namedBase());
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
        namesAt(mapping, "order"));
  }

  private ScopeCall.Base base(Tree tree) {
    String word = text(tree, "base");
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
                || mapping.get("layers") != null
                || mapping.get("reuse") != null;
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
    if (RESERVED.contains(text)) {
      problems.add(location, "", "'" + text + "' is reserved and cannot be a name");
      return null;
    }
    NameTemplate template = NameTemplate.parse(text, location, problems);
    if (template != null && template.isConstant() && !isName(text)) {
      problems.add(location, "", notAName(text));
    }
    return template;
  }

  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  static String notAName(String text) {
    return "'" + text + "' is not a name: expected letters, digits, '_' and '-'";
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
    Declaration.Body body = body(mapping);
    List<Declaration.Reference> from = references(mapping, "from");
    Expression when = expression(mapping, "when");
    Declaration.Repeat repeat = repeat(mapping);
    Expression trainingOnly = expression(mapping, "training_only");
    Expression trainable = expression(mapping, "trainable");
    return body == null
        ? null
        : new Declaration.Entry(
            mapping.location(), name, from, when, repeat, trainingOnly, trainable, body);
  }

  private Declaration.@Nullable Body body(Tree.Mapping mapping) {
    Tree type = mapping.get("type");
    Tree reuse = mapping.get("reuse");
    if (reuse != null) {
      refuseOthers(mapping, REUSE_KEYS, "a reuse");
      String text = text(reuse, "reuse");
      NameTemplate name =
          text == null ? null : NameTemplate.parse(text, reuse.location(), problems);
      return name == null ? null : new Declaration.Reuse(reuse.location(), name);
    }
    if (mapping.get("layers") != null) {
      return container(mapping, type);
    }
    if (type == null) {
      problems.add(mapping.location(), "", "expected 'type', 'layers' or 'reuse'");
      return null;
    }
    Setting typeSetting = Setting.read(type, problems);
    List<Declaration.Option> options = new ArrayList<>();
    for (Tree.Member member : mapping.members()) {
      if (!LAYER_KEYS.contains(member.name())) {
        Setting value = Setting.read(member.value(), problems);
        if (value != null) {
          options.add(new Declaration.Option(member.value().location(), member.name(), value));
        }
      }
    }
    return typeSetting == null ? null : new Declaration.Layer(typeSetting, options);
  }

  private Declaration.Container container(Tree.Mapping mapping, @Nullable Tree type) {
    refuseOthers(mapping, CONTAINER_KEYS, "a list of layers");
    Defaults defaults =
        new Defaults("Sequential", ScopeCall.Base.SEQUENTIAL, ScopeCall.Base.MODULE);
    if (type != null) {
      String word = text(type, "type");
      ScopeCall.Base base = word == null ? null : CONTAINERS.get(word);
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
    boolean plain = type == null && mapping.get("class") == null;
    return new Declaration.Container(scope(mapping, defaults, names(mapping, "inputs")), plain);
  }

  private @Nullable Expression expression(Tree.Mapping mapping, String key) {
    Tree tree = mapping.get(key);
    if (tree instanceof Tree.Scalar scalar) {
      return Expressions.parseBare(scalar, problems);
    }
    if (tree != null) {
      problems.add(tree.location(), "", key + ": expected an expression");
    }
    return null;
  }

  private Declaration.@Nullable Repeat repeat(Tree.Mapping mapping) {
    Tree repeat = mapping.get("repeat");
    Tree each = mapping.get("for");
    if (repeat != null && each != null) {
      problems.add(each.location(), "", "give 'repeat' or 'for', not both");
    }
    if (repeat != null) {
      return times(repeat);
    }
    if (each == null) {
      return null;
    }
    if (!(each instanceof Tree.Mapping(_, List<Tree.Member> members)) || members.isEmpty()) {
      problems.add(each.location(), "", "for: expected '{variable: list}'");
      return null;
    }
    Map<String, Setting> variables = new LinkedHashMap<>();
    for (Tree.Member member : members) {
      Setting list = Setting.read(member.value(), problems);
      checkVariable(member);
      if (list != null) {
        variables.put(member.name(), list);
      }
    }
    return new Declaration.Each(each.location(), variables);
  }

  /** {@code repeat: n}, whose counter is {@code i}, or {@code repeat: {counter: n}}. */
  private Declaration.@Nullable Repeat times(Tree tree) {
    Tree count = tree;
    String index = "i";
    if (tree instanceof Tree.Mapping(_, List<Tree.Member> members)) {
      if (members.size() != 1) {
        problems.add(tree.location(), "", "repeat: expected a number or '{counter: number}'");
        return null;
      }
      checkVariable(members.getFirst());
      index = members.getFirst().name();
      count = members.getFirst().value();
    }
    if (!(count instanceof Tree.Scalar scalar)) {
      problems.add(count.location(), "", "repeat: expected a number");
      return null;
    }
    Expression expression = Expressions.parseBare(scalar, problems);
    return expression == null ? null : new Declaration.Times(scalar.location(), index, expression);
  }

  private void checkVariable(Tree.Member member) {
    if (!DeclarationReader.IDENTIFIER.matcher(member.name()).matches()) {
      problems.add(member.location(), "", "'" + member.name() + "' is not a name of a variable");
    }
  }

  private List<Declaration.Reference> references(Tree.Mapping mapping, String key) {
    List<Declaration.Reference> references = new ArrayList<>();
    for (Tree.Scalar scalar : scalars(mapping.get(key), key)) {
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
                scalar.location(), name, output == null ? 0 : Integer.parseInt(output)));
      }
    }
    return references;
  }

  /** A list of plain names; an entry of the mapping that is not there is an empty one. */
  List<String> names(Tree.Mapping mapping, String key) {
    return namesAt(mapping, key).stream().map(Declaration.NameAt::name).toList();
  }

  private List<Declaration.NameAt> namesAt(Tree.Mapping mapping, String key) {
    List<Declaration.NameAt> names = new ArrayList<>();
    for (Tree.Scalar scalar : scalars(mapping.get(key), key)) {
      if (!isName(scalar.text())) {
        problems.add(scalar.location(), "", key + ": " + notAName(scalar.text()));
      }
      names.add(new Declaration.NameAt(scalar.location(), scalar.text()));
    }
    return names;
  }

  private List<Tree.Scalar> scalars(@Nullable Tree tree, String key) {
    List<Tree> items =
        switch (tree) {
          case null -> List.of();
          case Tree.Sequence(_, List<Tree> list) -> list;
          case Tree.Scalar scalar -> List.of(scalar);
          case Tree.Mapping mapping -> List.of(mapping);
        };
    List<Tree.Scalar> scalars = new ArrayList<>();
    for (Tree item : items) {
      if (item instanceof Tree.Scalar scalar && !scalar.text().isEmpty()) {
        scalars.add(scalar);
      } else {
        problems.add(item.location(), "", key + ": expected a name or a list of names");
      }
    }
    return scalars;
  }

  /** A string; null, and reported, where it is something else. */
  @Nullable String text(Tree tree, String what) {
    if (tree instanceof Tree.Scalar scalar
        && scalar.kind() == Tree.ScalarKind.STRING
        && !scalar.text().isEmpty()) {
      return scalar.text();
    }
    problems.add(tree.location(), "", what + ": expected a string");
    return null;
  }

  /** The members of a mapping that may be left out. */
  List<Tree.Member> members(Tree.Mapping owner, String key) {
    return switch (owner.get(key)) {
      case null -> List.of();
      case Tree.Mapping(_, List<Tree.Member> members) -> members;
      case Tree other -> {
        problems.add(other.location(), "", key + ": expected a mapping");
        yield List.of();
      }
    };
  }

  /** Reports what does not belong into a mapping. */
  void refuseOthers(Tree.Mapping mapping, Collection<String> allowed, String what) {
    for (Tree.Member member : mapping.members()) {
      if (!allowed.contains(member.name())) {
        problems.add(
            member.location(),
            "",
            what + " has no '" + member.name() + "'" + Nearest.suggestion(member.name(), allowed));
      }
    }
  }
}
