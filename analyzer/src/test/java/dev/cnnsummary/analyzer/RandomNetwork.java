package dev.cnnsummary.analyzer;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Specs of random small networks on images of three channels: windows of all kinds and strides,
 * residual blocks, branches that are joined along the channels, containers in containers, modules
 * that are called again, and linear heads. Most fit most sizes of an image; where branches of
 * different strides meet, some do not.
 */
final class RandomNetwork {
  private final Random random;
  private int channels = 3;
  private int names;

  private RandomNetwork(Random random) {
    this.random = random;
  }

  /**
   * A spec.
   *
   * @param input the declared input
   */
  static String spec(Random random, String input) {
    return "{name: random, input: "
        + input
        + ", layers: "
        + new RandomNetwork(random).model()
        + "}";
  }

  private String model() {
    List<String> entries = new ArrayList<>();
    int parts = random.nextInt(1, 6);
    for (int i = 0; i < parts; i++) {
      entries.add(part(0));
    }
    entries.addAll(head());
    return "[" + String.join(",\n", entries) + "]";
  }

  private String part(int depth) {
    return switch (random.nextInt(depth < 2 ? 12 : 7)) {
      case 0, 1, 2 -> convolution(random.nextInt(1, 3));
      case 3 -> "{type: " + chosen("MaxPool2d", "AvgPool2d") + ", " + window(2) + "}";
      case 4, 5 -> pointwise();
      case 6 -> resized();
      case 7 -> residual(depth);
      case 8, 9 -> joined(depth);
      case 10 -> again();
      default -> container(depth);
    };
  }

  private String convolution(int stride) {
    int groups = random.nextInt(4) == 0 ? channels : 1;
    int out = groups * random.nextInt(1, 5);
    channels = out;
    return "{type: Conv2d, out_channels: %d, kernel_size: [%d, %d], stride: %d, padding: %d,"
            .formatted(out, random.nextInt(1, 5), random.nextInt(1, 4), stride, random.nextInt(3))
        + " dilation: %d, groups: %d, bias: %b}"
            .formatted(random.nextInt(1, 3), groups, random.nextBoolean());
  }

  private String window(int most) {
    int kernel = random.nextInt(1, 4);
    return "kernel_size: %d, stride: %d, padding: %d, ceil_mode: %b"
        .formatted(kernel, random.nextInt(1, most + 1), kernel / 2, random.nextBoolean());
  }

  private String pointwise() {
    return chosen(
        "BatchNorm2d",
        "ReLU",
        "{type: ReLU, inplace: true}",
        "Sigmoid",
        "Dropout",
        "Identity",
        "GELU",
        "{type: GroupNorm, num_groups: 1}",
        "PReLU",
        "{type: relu6}",
        "{type: mul, other: 0.5}");
  }

  private String resized() {
    return chosen(
        "{type: Upsample, scale_factor: 2, mode: nearest}",
        "{type: interpolate, scale_factor: 2, mode: bilinear}",
        "{type: ZeroPad2d, padding: [1, 0, 2, 1]}",
        "{type: ConvTranspose2d, kernel_size: 2, stride: 2, out_channels: " + channels + "}",
        "{type: permute, dims: [0, 1, 3, 2]}",
        "{type: AdaptiveAvgPool2d, output_size: 5}");
  }

  /** A path that keeps the shape, and around it a sum or product. */
  private String residual(int depth) {
    List<String> entries = new ArrayList<>();
    int length = random.nextInt(1, 4);
    for (int i = 0; i < length; i++) {
      entries.add(
          random.nextBoolean()
              ? pointwise()
              : "{type: Conv2d, kernel_size: 3, padding: 1, out_channels: " + channels + "}");
    }
    String inner = name();
    entries.add(inner + ": " + pointwise());
    entries.add("{type: " + chosen("add", "mul", "sub") + ", from: [" + inner + ", input]}");
    return depth == 0 && random.nextBoolean()
        ? "{class: Block, layers: [" + String.join(", ", entries) + "]}"
        : "{layers: [" + String.join(", ", entries) + "]}";
  }

  /** Paths from one tensor that meet; where only some have a stride, sizes may not fit. */
  private String joined(int depth) {
    int stride = random.nextInt(1, 3);
    int before = channels;
    int sum = 0;
    List<String> entries = new ArrayList<>();
    List<String> ends = new ArrayList<>();
    int paths = random.nextInt(2, 4);
    for (int i = 0; i < paths; i++) {
      channels = before;
      String end = name();
      ends.add(end);
      channels = random.nextInt(1, 4);
      int kernel = 2 * random.nextInt(3) + 1;
      boolean even = stride == 2 && random.nextInt(8) == 0; // of an odd size it makes one less
      entries.add(
          end
              + ": {from: input, layers: [{type: Conv2d, out_channels: %d, kernel_size: %d,"
                  .formatted(channels, even ? 2 : kernel)
              + " stride: %d, padding: %d}, %s]}"
                  .formatted(stride, even ? 0 : (kernel - 1) / 2, depth < 1 ? path() : "ReLU"));
      sum += channels;
    }
    channels = sum;
    entries.add("{type: cat, dim: 1, from: [" + String.join(", ", ends) + "]}");
    return "{layers: [" + String.join(", ", entries) + "]}";
  }

  /** A path that keeps the shape. */
  private String path() {
    return random.nextBoolean() ? residual(2) : pointwise();
  }

  private String again() {
    String module = name();
    return "{layers: ["
        + module
        + ": {type: Conv2d, in_channels: "
        + channels
        + ", out_channels: "
        + channels
        + ", kernel_size: 3, padding: 1}, ReLU, {reuse: "
        + module
        + "}]}";
  }

  private String container(int depth) {
    List<String> entries = new ArrayList<>();
    int length = random.nextInt(4);
    for (int i = 0; i < length; i++) {
      entries.add(part(depth + 1));
    }
    String prefix = random.nextBoolean() ? "" : "class: Part, ";
    return "{" + prefix + "layers: [" + String.join(", ", entries) + "]}";
  }

  private List<String> head() {
    String linear = "{type: Linear, out_features: " + random.nextInt(1, 11) + "}";
    return switch (random.nextInt(5)) {
      case 0 -> List.of();
      case 1 -> List.of("{type: flatten, start_dim: 1}", linear);
      case 2 -> List.of("{type: mean, dim: [2, 3]}", linear, "{type: Softmax, dim: 1}");
      case 3 ->
          List.of("{type: flatten, start_dim: 2}", "{type: permute, dims: [0, 2, 1]}", linear);
      default ->
          List.of("{type: AdaptiveMaxPool2d, output_size: 2}", "Flatten", linear, "ReLU", linear);
    };
  }

  private String name() {
    return "n" + names++;
  }

  private String chosen(String... texts) {
    return texts[random.nextInt(texts.length)];
  }
}
