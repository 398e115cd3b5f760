package dev.cnnsummary.specs.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Specs of random entries that use every way of naming, nesting, calling and connecting, with few
 * names, so that they clash and hide each other. Most can be expanded.
 */
final class RandomSpec {
  private static final List<String> NAMES =
      List.of("a", "b", "c", "d", "e", "f", "g", "relu", "relu_1", "add", "0", "1", "yes");
  private static final List<String> PLAIN_LAYERS =
      List.of(
          "type: ReLU",
          "type: Conv2d, out_channels: 4, kernel_size: [3, 1], padding: same",
          "type: Conv2d, in_channels: 3, out_channels: 4, kernel_size: 3, bias: false",
          "type: BatchNorm2d, num_features: 4, eps: 1e-05, momentum: null",
          "type: BatchNorm2d, eps: 0.001",
          "type: MaxPool2d, kernel_size: 2, return_indices: true",
          "type: relu",
          "type: max_pool2d, kernel_size: 2, return_indices: true",
          "type: leaky_relu, negative_slope: 0.3333333333333333",
          "type: softmax, dim: 1");
  private static final List<String> STARRED = List.of("'a*'", "'re*'", "'v*'", "'u'", "'input'");
  private static final List<String> CLASSES =
      List.of(
          "",
          "",
          "type: ModuleList, ",
          "class: Own, ",
          "class: Own, base: Sequential, ",
          "class: Sequential, base: Module, ",
          "class: 'My \"net\" ü', base: ModuleDict, ");

  private final Random random;

  private RandomSpec(Random random) {
    this.random = random;
  }

  /** What a name stands for. */
  private record Known(String name, int outputs, boolean module) {}

  /** A list while it is made: the names that it has, and those that it sees in lists around. */
  private record Scope(List<Known> own, List<Known> around, int inputs, boolean group) {
    Scope(List<Known> around, int inputs) {
      this(new ArrayList<>(), around, inputs, false);
    }

    List<Known> visible() {
      List<Known> visible = new ArrayList<>(own);
      visible.addAll(around);
      return visible;
    }
  }

  static String yaml(Random random) {
    return new RandomSpec(random).model();
  }

  private String model() {
    int inputs = random.nextInt(1, 3);
    Scope scope = new Scope(List.of(), inputs);
    String head =
        inputs == 1
            ? chosen(List.of("input: 3x8x8", "input: {dtype: f16}", "input: [3, max, 5]"))
            : "inputs: {left: 3x8xW, right: {shape: 4, dtype: i64}}";
    if (inputs == 2) {
      scope.own.add(new Known("left", 1, false));
      scope.own.add(new Known("right", 1, false));
    }
    return "name: net\n"
        + head
        + "\nblocks:\n  One: {layers: "
        + layers(new Scope(List.of(), 1), 2)
        + "}\n  Two: {inputs: [p, q], layers: "
        + layers(new Scope(List.of(new Known("p", 1, false), new Known("q", 1, false)), 2), 2)
        + "}\nlayers: "
        + layers(scope, 0)
        + outputs(scope, "\n")
        + "\n";
  }

  private String layers(Scope scope, int depth) {
    List<String> entries = new ArrayList<>();
    int length = random.nextInt(depth == 0 ? 4 : 0, depth == 0 ? 10 : 5);
    for (int i = 0; i < length; i++) {
      entries.add(entry(scope, depth));
    }
    return "[" + String.join(", ", entries) + "]";
  }

  private String entry(Scope scope, int depth) {
    int kind = random.nextInt(depth < 3 ? 20 : 14);
    List<Known> modules = scope.visible().stream().filter(Known::module).toList();
    if (kind < 3 && !modules.isEmpty()) {
      return named(scope, "reuse: '" + chosen(modules).name() + "'" + from(scope, 1), 1, false);
    }
    if (kind < 9) {
      String layer = chosen(PLAIN_LAYERS);
      boolean module = Character.isUpperCase(layer.charAt("type: ".length()));
      return named(
          scope, layer + from(scope, 1) + flags(), layer.contains("indices") ? 2 : 1, module);
    }
    if (kind < 12) {
      String joined = ", from: [" + reference(scope) + ", " + chosen(STARRED) + "]";
      String function =
          random.nextInt(4) == 0 ? "type: cat" + joined : "type: add" + from(scope, 2);
      return named(scope, function + skipped(), 1, false);
    }
    if (kind < 14 && depth < 2) {
      return random.nextBoolean()
          ? named(scope, "type: One" + from(scope, 1) + flags(), 1, true)
          : named(scope, "type: Two" + from(scope, 2) + flags(), 1, true);
    }
    if (kind == 14) {
      return "{repeat: 2, layers: "
          + layers(new Scope(new ArrayList<>(), scope.visible(), 1, true), 3)
          + from(scope, 1)
          + "}";
    }
    return container(scope, depth);
  }

  private String container(Scope scope, int depth) {
    int inputs = random.nextInt(4) == 0 ? 2 : 1;
    Scope inner = new Scope(scope.visible(), inputs);
    String declared = "";
    if (inputs == 2 || random.nextInt(6) == 0) {
      declared =
          inputs == 2 ? "inputs: [u, " + chosen(List.of("v", "v*")) + "], " : "inputs: [u], ";
      inner.own.add(new Known("u", 1, false));
      if (inputs == 2) {
        inner.own.add(new Known("v", 1, false));
      }
    }
    String body =
        chosen(CLASSES) + declared + "layers: " + layers(inner, depth + 1) + outputs(inner, ", ");
    return named(scope, body + from(scope, inputs) + flags(), 1, true);
  }

  private String outputs(Scope scope, String separator) {
    if (random.nextInt(3) > 0 || scope.own.isEmpty()) {
      return "";
    }
    String order =
        scope.own.stream()
            .filter(Known::module)
            .map(known -> "'" + known.name() + "'")
            .sorted((_, _) -> random.nextInt(-1, 2))
            .collect(Collectors.joining(", ", "[", "]"));
    return separator
        + "outputs: ["
        + reference(scope)
        + (random.nextBoolean() ? ", " + reference(scope) : "")
        + "]"
        + (random.nextBoolean() ? separator + "order: " + order : "");
  }

  private String from(Scope scope, int count) {
    if (count == 1 && random.nextInt(3) > 0) {
      return "";
    }
    List<String> references = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      references.add(reference(scope));
    }
    return ", from: [" + String.join(", ", references) + "]";
  }

  private String reference(Scope scope) {
    List<Known> visible = scope.visible();
    if (visible.isEmpty() || random.nextInt(4) == 0) {
      return "'input[" + random.nextInt(scope.inputs) + "]'";
    }
    Known known = chosen(visible);
    return "'" + known.name() + "[" + random.nextInt(known.outputs()) + "]'";
  }

  private String flags() {
    return switch (random.nextInt(12)) {
      case 0 -> ", trainable: false";
      case 1 -> ", training_only: true";
      case 2 -> ", when: false";
      default -> "";
    };
  }

  private String skipped() {
    return random.nextInt(8) == 0 ? ", when: false" : "";
  }

  private String named(Scope scope, String body, int outputs, boolean module) {
    String name = chosen(NAMES);
    boolean free = scope.own.stream().noneMatch(known -> known.name().equals(name));
    if (!free || scope.group || random.nextInt(5) < 2) {
      return "{" + body + "}";
    }
    if (!body.contains("training_only")) {
      boolean skipped = body.contains("when: false");
      scope.own.add(new Known(name, skipped ? 1 : outputs, module));
    }
    return "'" + name + "': {" + body + "}";
  }

  private <T> T chosen(List<T> items) {
    return items.get(random.nextInt(items.size()));
  }
}
