package dev.cnnsummary.executor;

import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.spec.Source;
import dev.cnnsummary.specs.spec.SpecFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Random networks of what is fused, shared and moved between layouts: layers take any earlier
 * result of the same extents, results are used more than once or are outputs, and norms, sums and
 * activations follow convolutions, or do not.
 */
final class RandomNetwork {
  private static final int LAYERS = 14;

  private final Random random;
  private final List<String> entries = new ArrayList<>();
  private final List<Result> results = new ArrayList<>();

  /** A named result, {@code channels × size × size}. */
  private record Result(String name, int channels, int size) {}

  private RandomNetwork(Random random) {
    this.random = random;
  }

  static Graph of(long seed) {
    RandomNetwork network = new RandomNetwork(new Random(seed));
    int channels = network.channels();
    int size = 4 + network.random.nextInt(14);
    network.results.add(new Result("input", channels, size));
    for (int i = 0; i < LAYERS; i++) {
      network.layer("n" + i);
    }
    String text =
        "{name: random, input: %dx%dx%d, outputs: [%s], layers: [%s]}"
            .formatted(
                channels, size, size, network.outputs(), String.join(",\n", network.entries));
    return SpecFile.read(new Source("random.yaml", text)).expand(null, Map.of());
  }

  /** The last result, and sometimes others. */
  private String outputs() {
    return results.stream()
        .skip(1)
        .filter(result -> result.equals(results.getLast()) || random.nextInt(5) == 0)
        .map(Result::name)
        .collect(Collectors.joining(", "));
  }

  private void layer(String name) {
    Result from = random.nextInt(3) > 0 ? results.getLast() : chosen(results);
    switch (random.nextInt(13)) {
      case 0, 1, 2 -> convolution(name, from);
      case 3 -> add(name, from, "BatchNorm2d", from.channels(), from.size());
      case 4, 5 -> add(name, from, activation(), from.channels(), from.size());
      case 6, 7 -> sum(name, from);
      case 8 -> joined(name, from);
      case 9 -> pool(name, from);
      case 10 -> gated(name, from);
      case 11 ->
          add(
              name,
              from,
              chosen(List.of("Dropout", "Identity", "{type: mul, other: 0.5}", "GELU", "PReLU")),
              from.channels(),
              from.size());
      default -> moved(name, from);
    }
  }

  private void convolution(String name, Result from) {
    int kernel = 1 + 2 * random.nextInt(2);
    int stride = from.size() > 3 && random.nextInt(4) == 0 ? 2 : 1;
    boolean depthwise = random.nextInt(5) == 0;
    int out = depthwise ? from.channels() : random.nextBoolean() ? from.channels() : channels();
    int size = (from.size() - 1) / stride + 1;
    add(
        name,
        from,
        "{type: Conv2d, out_channels: %d, kernel_size: %d, stride: %d, padding: %d, groups: %d, bias: %b}"
            .formatted(
                out,
                kernel,
                stride,
                kernel / 2,
                depthwise ? from.channels() : 1,
                random.nextBoolean()),
        out,
        size);
  }

  private void sum(String name, Result from) {
    List<Result> others =
        results.stream()
            .filter(each -> each.channels() == from.channels() && each.size() == from.size())
            .toList();
    Result other = chosen(others);
    String operator = random.nextInt(4) == 0 ? chosen(List.of("sub", "mul", "maximum")) : "add";
    entries.add(
        "%s: {type: %s, from: [%s, %s]}".formatted(name, operator, from.name(), other.name()));
    results.add(new Result(name, from.channels(), from.size()));
  }

  private void joined(String name, Result from) {
    List<Result> others = results.stream().filter(each -> each.size() == from.size()).toList();
    Result other = chosen(others);
    if (from.channels() + other.channels() > 80) {
      pool(name, from);
      return;
    }
    entries.add(
        "%s: {type: cat, dim: 1, from: [%s, %s]}".formatted(name, from.name(), other.name()));
    results.add(new Result(name, from.channels() + other.channels(), from.size()));
  }

  /** Factors of the channels, and mostly a pointwise convolution of what they scale. */
  private void gated(String name, Result from) {
    String factors = name + "_factors";
    String pair = random.nextBoolean() ? "[%s, %s]" : "[%2$s, %1$s]";
    entries.add(
        factors
            + ": {from: "
            + from.name()
            + ", layers: [{type: AdaptiveAvgPool2d, output_size: 1}, Sigmoid]}");
    entries.add(
        "%s_scaled: {type: mul, from: %s}".formatted(name, pair.formatted(from.name(), factors)));
    Result scaled = new Result(name + "_scaled", from.channels(), from.size());
    if (random.nextInt(4) == 0) {
      results.add(scaled);
    }
    int out = channels();
    String convolution = "{type: Conv2d, out_channels: %d, kernel_size: 1}".formatted(out);
    add(name, scaled, convolution, out, from.size());
  }

  private void pool(String name, Result from) {
    if (from.size() < 4) {
      add(name, from, "ReLU", from.channels(), from.size());
      return;
    }
    String type = chosen(List.of("MaxPool2d", "AvgPool2d"));
    add(name, from, "{type: " + type + ", kernel_size: 2}", from.channels(), from.size() / 2);
  }

  private void moved(String name, Result from) {
    String layer =
        chosen(
            List.of(
                "{type: permute, dims: [0, 1, 3, 2]}",
                "{type: roll, shifts: 1, dims: 3}",
                "{layers: [{type: flatten, start_dim: 2}, {type: unflatten, dim: 2, sizes: [%d, %d]}]}"
                    .formatted(from.size(), from.size()),
                "{type: GroupNorm, num_groups: 1}",
                "{type: Softmax, dim: 1}"));
    add(name, from, layer, from.channels(), from.size());
  }

  private String activation() {
    return chosen(List.of("ReLU", "ReLU", "ReLU6", "SiLU", "Hardswish", "Sigmoid", "Tanh"));
  }

  private void add(String name, Result from, String layer, int channels, int size) {
    String body = layer.startsWith("{") ? layer.substring(1) : "type: " + layer + "}";
    entries.add("%s: {from: %s, %s".formatted(name, from.name(), body));
    results.add(new Result(name, channels, size));
  }

  private int channels() {
    return random.nextBoolean() ? 1 + random.nextInt(40) : 16 * (1 + random.nextInt(2));
  }

  private <T> T chosen(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
