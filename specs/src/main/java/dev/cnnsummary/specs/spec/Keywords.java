package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.graph.ScopeCall;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The words that mean something in a spec, and what a name may look like. */
final class Keywords {
  /** What a model may have. */
  static final Set<String> MODEL_KEYS =
      Set.of(
          "name",
          "class",
          "base",
          "input",
          "inputs",
          "parameters",
          "presets",
          "blocks",
          "layers",
          "outputs",
          "order");

  /** What a block may have. */
  static final Set<String> BLOCK_KEYS =
      Set.of("class", "base", "inputs", "parameters", "layers", "outputs", "order");

  /** What the description of an input may have. */
  static final Set<String> INPUT_KEYS = Set.of("shape", "dtype");

  /** What an entry with a list of layers may have. */
  static final Set<String> CONTAINER_KEYS =
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

  /** What a repeated list may have whose entries are spliced into the list around it. */
  static final Set<String> GROUP_KEYS =
      Set.of("layers", "from", "when", "repeat", "for", "trainable", "training_only");

  /** What an entry that calls a module again may have. */
  static final Set<String> REUSE_KEYS = Set.of("reuse", "from", "when", "repeat", "for");

  /** What an entry of a layer type or block may have beside options and parameters. */
  static final Set<String> LAYER_KEYS =
      Set.of("type", "from", "when", "repeat", "for", "trainable", "training_only");

  /** What stands in an entry beside its options, and so cannot be a parameter's name. */
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

  /** What a block can be called, layer types apart. */
  static final Pattern BLOCK_NAME = Pattern.compile("[A-Z][A-Za-z0-9_]*");

  /** What an entry cannot be called. It can be called {@code layers}, as PyTorch's often are. */
  static final Set<String> RESERVED_NAMES =
      RESERVED.stream()
          .filter(word -> !word.equals("layers"))
          .collect(Collectors.toUnmodifiableSet());

  /** Types that hold a list of layers. */
  static final Map<String, ScopeCall.Base> CONTAINERS =
      Map.of(
          "Sequential", ScopeCall.Base.SEQUENTIAL,
          "ModuleList", ScopeCall.Base.MODULE_LIST,
          "ModuleDict", ScopeCall.Base.MODULE_DICT);

  /** What a parameter, a variable or an input can be called. */
  static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,199}");

  /** What a module or function can be called, reserved words apart. */
  static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]{0,199}");

  private Keywords() {}

  /** Whether an entry, if it has no name, is a list that is spliced into the one around it. */
  static boolean isGroup(Tree.Mapping entry) {
    return entry.get("layers") != null
        && (entry.get("repeat") != null || entry.get("for") != null)
        && entry.get("type") == null
        && entry.get("class") == null;
  }

  /** Whether a parameter, a variable or an input can be called so. */
  static boolean isIdentifier(String text) {
    return IDENTIFIER.matcher(text).matches();
  }

  /** Whether a module or function can be called so, reserved words apart. */
  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  static String reserved(String word) {
    return "'" + word + "' is reserved and cannot be a name";
  }

  static String notAName(String text) {
    return Excerpt.of(text)
        + " is not a name: expected letters, digits, '_' and '-', at most 200 and no '-' at first";
  }
}
