package dev.cnnsummary.executor;

import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.reference.TorchCase;
import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.op.Activation;
import dev.cnnsummary.specs.shape.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Layers of random geometry, their extents often around the lengths of vectors. */
final class RandomLayer {
  /** What is made at random. */
  enum Family {
    CONVOLUTION,
    FILTERED,
    ONE_BY_ONE,
    DEPTHWISE,
    DEPTHWISE_ROWS,
    GROUPED,
    TRANSPOSED,
    LINEAR,
    BILINEAR,
    MATRIX_PRODUCT,
    ATTENTION,
    HEADS,
    RECURRENT,
    POOL,
    ADAPTIVE_POOL,
    NORM,
    ACTIVATION,
    ARITHMETIC,
    REDUCTION,
    SOFTMAX,
    RESIZE,
    LAYOUT,
  }

  private final Random random;
  private final List<Extent> inputs = new ArrayList<>();

  private RandomLayer(Random random) {
    this.random = random;
  }

  /** One that its input fits: others are drawn until one does. */
  static TorchCase of(Family family, long seed) {
    Random random = new Random(31 * seed + family.name().hashCode());
    while (true) {
      RandomLayer layer = new RandomLayer(random);
      String layers = "[" + layer.spec(family) + "]";
      TorchCase network = new TorchCase(layers, layer.inputs, List.of(), List.of());
      try {
        Geometry geometry = Geometry.of(network.graph(), network.inputs());
        boolean small =
            network.graph().outputs().stream().allMatch(value -> geometry.of(value).numel() < 9000);
        if (small) {
          return network;
        }
      } catch (ExecutionException | InvalidSpecException _) {
        random.nextInt(); // a window does not fit, or the like: the next one
      }
    }
  }

  private String spec(Family family) {
    return switch (family) {
      case CONVOLUTION -> convolution();
      case FILTERED -> filtered();
      case ONE_BY_ONE -> oneByOne();
      case DEPTHWISE -> depthwise();
      case DEPTHWISE_ROWS -> depthwiseRows();
      case GROUPED -> grouped();
      case TRANSPOSED -> transposed();
      case LINEAR -> linear();
      case BILINEAR -> bilinear();
      case MATRIX_PRODUCT -> matrixProduct();
      case ATTENTION -> attention();
      case HEADS -> heads();
      case RECURRENT -> recurrent();
      case POOL -> pool();
      case ADAPTIVE_POOL -> adaptivePool();
      case NORM -> norm();
      case ACTIVATION -> activation();
      case ARITHMETIC -> arithmetic();
      case REDUCTION -> reduction();
      case SOFTMAX -> "{type: " + chosen("softmax", "log_softmax", "softmin") + on(any()) + "}";
      case RESIZE -> resize();
      case LAYOUT -> layout();
    };
  }

  private String convolution() {
    int axes = below(3) + 1;
    int[] input = image(axes, axes == 1 ? 40 : axes == 2 ? 12 : 6);
    return before(input)
        + "{type: Conv%dd, out_channels: %d, kernel_size: %s, stride: %s, dilation: %s, %s, bias: %b}"
            .formatted(
                axes,
                channels(),
                each(axes, 1, 4),
                each(axes, 1, 3),
                each(axes, 1, 2),
                padding(axes),
                random.nextBoolean());
  }

  private String padding(int axes) {
    return switch (below(4)) {
      case 0 -> "padding: same";
      case 1 -> "padding: " + each(axes, 0, 2);
      case 2 ->
          "padding: %s, padding_mode: %s"
              .formatted(each(axes, 0, 2), chosen("reflect", "replicate", "circular"));
      default -> "padding: 1";
    };
  }

  /** Of the taps, and often of the extents, that Winograd's tiles take. */
  private String filtered() {
    int[] input = {1 + below(2), channels(), 1 + below(20), 1 + below(20)};
    return before(input)
        + "{type: Conv2d, out_channels: %d, kernel_size: [%s, %s], padding: %s, bias: %b}"
            .formatted(channels(), taps(), taps(), each(2, 0, 3), random.nextBoolean());
  }

  private String taps() {
    return chosen("1", "3", "3", "5", "7");
  }

  private String oneByOne() {
    int[] input = image(2, 12);
    return before(input)
        + "{type: Conv2d, out_channels: %d, kernel_size: 1, stride: %d, padding: %d}"
            .formatted(channels(), 1 + below(2), below(5) / 4);
  }

  private String depthwise() {
    int axes = below(3) + 1;
    int[] input = image(axes, axes == 3 ? 7 : 12);
    int multiplier = below(4) == 0 ? 2 : 1;
    return before(input)
        + "{type: Conv%dd, out_channels: %d, groups: %d, kernel_size: %s, stride: %s, dilation: %s, %s}"
            .formatted(
                axes,
                input[1] * multiplier,
                input[1],
                each(axes, 1, 5),
                each(axes, 1, 2),
                each(axes, 1, 2),
                padding(axes));
  }

  /** Windows that there are unrolled loops for. */
  private String depthwiseRows() {
    int[] input = image(2, 20);
    return before(input)
        + "{type: Conv2d, out_channels: %d, groups: %d, kernel_size: [%d, %s], stride: [%d, %d], padding: %s}"
            .formatted(
                input[1],
                input[1],
                1 + below(7),
                chosen("3", "5", "7"),
                1 + below(3),
                1 + below(2),
                each(2, 0, 3));
  }

  private String grouped() {
    int groups = 1 + below(8);
    int[] input = image(2, 10);
    input[1] = groups * (1 + below(20));
    return before(input)
        + "{type: Conv2d, out_channels: %d, groups: %d, kernel_size: %s, stride: %s, %s}"
            .formatted(groups * (1 + below(20)), groups, each(2, 1, 3), each(2, 1, 2), padding(2));
  }

  private String transposed() {
    int axes = below(3) + 1;
    int groups = 1 + below(3);
    int[] input = image(axes, axes == 1 ? 20 : axes == 2 ? 6 : 4);
    input[1] = groups * (1 + below(20));
    return before(input)
        + ("{type: ConvTranspose%dd, out_channels: %d, groups: %d, kernel_size: %s, stride: %s,"
                + " dilation: %s, padding: %s, output_padding: %s, bias: %b}")
            .formatted(
                axes,
                groups * (1 + below(20)),
                groups,
                each(axes, 1, 4),
                each(axes, 1, 3),
                each(axes, 1, 2),
                each(axes, 0, 1),
                each(axes, 0, 1),
                random.nextBoolean());
  }

  private String linear() {
    int[] input = shape(1 + below(3), 6, size());
    input(input);
    return "{type: Linear, out_features: %d, bias: %b}".formatted(size(), random.nextBoolean());
  }

  private String bilinear() {
    int rows = 1 + below(5);
    input(rows, size());
    input(rows, size());
    return "{type: Bilinear, out_features: %d, from: [x, y]}".formatted(1 + below(20));
  }

  private String matrixProduct() {
    int depth = size();
    int batch = 1 + below(4);
    switch (below(5)) {
      case 0 -> {
        input(size(), depth);
        input(depth, size());
      }
      case 1 -> {
        input(batch, size(), depth);
        input(batch, depth, size());
      }
      case 2 -> {
        input(batch, 1, size(), depth);
        input(3, depth, 1 + below(9));
      }
      case 3 -> {
        input(depth);
        input(batch, depth, size());
      }
      default -> {
        input(batch, size(), depth);
        input(depth);
      }
    }
    return "{type: matmul, from: [x, y]}";
  }

  private String attention() {
    int batch = 1 + below(3);
    int heads = 1 + below(3);
    int queries = 1 + below(20);
    int keys = 1 + below(20);
    int features = size();
    input(batch, heads, queries, features);
    input(batch, heads, keys, features);
    input(batch, heads, keys, size());
    return switch (below(3)) {
      case 0 -> "{type: scaled_dot_product_attention, from: [x, y, z]}";
      case 1 -> "{type: scaled_dot_product_attention, is_causal: true, from: [x, y, z]}";
      default -> {
        input(queries, keys);
        yield "{type: scaled_dot_product_attention, from: [x, y, z, u]}";
      }
    };
  }

  private String heads() {
    int heads = 1 + below(4);
    int features = heads * (1 + below(12));
    int batch = 1 + below(3);
    int queries = 1 + below(20);
    int keys = 1 + below(20);
    boolean first = random.nextBoolean();
    input(first ? batch : queries, first ? queries : batch, features);
    input(first ? batch : keys, first ? keys : batch, features);
    return ("{type: MultiheadAttention, embed_dim: %d, num_heads: %d, bias: %b, batch_first: %b,"
            + " from: [x, y, y]}")
        .formatted(features, heads, random.nextBoolean(), first);
  }

  private String recurrent() {
    input(1 + below(5), 1 + below(4), size());
    return ("{type: %s, hidden_size: %d, num_layers: %d, bidirectional: %b, batch_first: %b,"
            + " bias: %b}")
        .formatted(
            chosen("RNN", "LSTM", "GRU"),
            size() / 2 + 1,
            1 + below(2),
            random.nextBoolean(),
            random.nextBoolean(),
            random.nextBoolean());
  }

  private String pool() {
    int axes = below(3) + 1;
    int[] input = image(axes, axes == 1 ? 40 : axes == 2 ? 12 : 7);
    String before = before(input);
    String window =
        "%dd, kernel_size: %s, stride: %s, ceil_mode: %b"
            .formatted(axes, each(axes, 1, 4), each(axes, 1, 3), random.nextBoolean());
    String padding = ", padding: " + each(axes, 0, 2);
    return before
        + switch (below(5)) {
          case 0 -> "{type: LPPool" + window + ", norm_type: " + chosen("1", "2", "4") + "}";
          case 1, 2 ->
              "{type: AvgPool"
                  + window
                  + padding
                  + (random.nextBoolean() ? ", count_include_pad: false" : "")
                  + (axes > 1 && below(4) == 0 ? ", divisor_override: 3" : "")
                  + "}";
          default ->
              "{type: MaxPool"
                  + window
                  + padding
                  + ", dilation: "
                  + each(axes, 1, 2)
                  + (random.nextBoolean() ? ", return_indices: true" : "")
                  + "}";
        };
  }

  private String adaptivePool() {
    int axes = below(3) + 1;
    int[] input = image(axes, axes == 1 ? 40 : axes == 2 ? 12 : 7);
    String before = before(input);
    String size = "%dd, output_size: %s".formatted(axes, each(axes, 1, 9));
    return before
        + (random.nextBoolean()
            ? "{type: AdaptiveAvgPool" + size + "}"
            : "{type: AdaptiveMaxPool" + size + ", return_indices: " + random.nextBoolean() + "}");
  }

  private String norm() {
    int axes = below(2) + 1;
    int groups = 1 + below(4);
    int[] input = image(axes, 9);
    input[1] = groups * (1 + below(20));
    String before = before(input);
    return before
        + switch (below(7)) {
          case 0 -> "BatchNorm" + axes + "d";
          case 1 -> "{type: BatchNorm%dd, track_running_stats: false}".formatted(axes);
          case 2 -> "{type: GroupNorm, num_groups: " + groups + "}";
          case 3 -> "{type: InstanceNorm%dd, affine: %b}".formatted(axes, random.nextBoolean());
          case 4 -> "{type: LayerNorm, normalized_shape: %d}".formatted(input[axes + 1]);
          case 5 -> "{type: layer_norm, normalized_shape: [%s]}".formatted(joined(input, 1));
          default -> "{type: LocalResponseNorm, size: " + (1 + below(6)) + "}";
        };
  }

  private String activation() {
    String before = before(any());
    Activation.Kind[] kinds = Activation.Kind.values();
    Activation.Kind kind = kinds[below(kinds.length)];
    String constants =
        kind == Activation.Kind.THRESHOLD
            ? ", threshold: 0.5, value: -1"
            : kind == Activation.Kind.GELU_TANH ? ", approximate: tanh" : "";
    return before + "{type: " + kind.module() + constants + "}";
  }

  private String arithmetic() {
    String operator = chosen("add", "sub", "mul", "div", "maximum", "minimum");
    int[] whole = any();
    int[] other = whole.clone();
    for (int axis = 0; axis < other.length; axis++) {
      other[axis] = below(3) == 0 ? 1 : other[axis];
    }
    int dropped = below(other.length);
    if (below(4) == 0) {
      return before(whole) + "{type: " + operator + ", other: 1.5}";
    }
    if (whole.length > 2 && below(3) == 0) { // a factor for each channel, both in blocks
      Arrays.fill(other, 2, other.length, 1);
      other[0] = whole[0];
      other[1] = whole[1];
      dropped = 0;
    } else if (below(3) == 0) {
      other = whole.clone();
      dropped = 0;
    }
    String before = before(whole);
    String first = before.isEmpty() ? "x" : "b0";
    input(Arrays.copyOfRange(other, dropped, other.length));
    boolean swapped = random.nextBoolean();
    String named = before.isEmpty() ? "" : before.replaceFirst("^\\{type", "b0: {type");
    return named
        + "{type: %s, from: [%s]}".formatted(operator, swapped ? "y, " + first : first + ", y");
  }

  private String reduction() {
    int[] input = any();
    String before = before(input);
    String dims =
        IntStream.range(0, input.length)
            .filter(_ -> random.nextBoolean())
            .mapToObj(String::valueOf)
            .collect(Collectors.joining(", "));
    String axes = dims.isEmpty() ? "0" : dims;
    return before
        + "{type: %s, dim: [%s], keepdim: %b}"
            .formatted(chosen("mean", "sum", "amax", "amin"), axes, random.nextBoolean());
  }

  private String resize() {
    int axes = below(3) + 1;
    int[] input = image(axes, axes == 3 ? 5 : 9);
    String mode =
        chosen(
            "nearest",
            "nearest-exact",
            "area",
            axes == 1 ? "linear" : axes == 2 ? chosen("bilinear", "bicubic") : "trilinear");
    String corners =
        mode.endsWith("r") || mode.endsWith("c") ? chosen("", ", align_corners: true") : "";
    String size =
        random.nextBoolean()
            ? "size: " + each(axes, 1, 12)
            : "scale_factor: " + chosen("2", "0.5", "1.5", "1.1", "0.7", "3");
    return before(input) + "{type: interpolate, %s, mode: %s%s}".formatted(size, mode, corners);
  }

  private String layout() {
    int[] input = image(2, 8);
    return switch (below(14)) {
      case 0 -> before(input) + "{type: permute, dims: [" + order(4) + "]}";
      case 1 ->
          before(input) + "{type: transpose, dim0: %d, dim1: %d}".formatted(below(4), below(4));
      case 2 -> {
        input[1] = 4 * (1 + below(12));
        yield before(input) + "{type: pixel_shuffle, upscale_factor: 2}";
      }
      case 3 -> {
        input[2] = 2 * (1 + below(4));
        input[3] = 2 * (1 + below(4));
        yield before(input) + "{type: pixel_unshuffle, downscale_factor: 2}";
      }
      case 4 -> {
        input[1] = 3 * (1 + below(12));
        yield before(input) + "{type: channel_shuffle, groups: 3}";
      }
      case 5 ->
          before(input) + "{type: chunk, chunks: %d, dim: %d}".formatted(1 + below(4), below(4));
      case 6 -> before(input) + "{type: split, split_size: %d, dim: 1}".formatted(1 + below(20));
      case 7 ->
          before(input)
              + "{type: pad, pad: %s%s}"
                  .formatted(each(4, 0, 2), chosen("", ", mode: reflect", ", mode: replicate"));
      case 8 ->
          before(input)
              + "{type: roll, shifts: [%d, 1], dims: [%d, 3]}".formatted(below(5), 1 + below(2));
      case 9 ->
          before(input)
              + "{type: center_crop, output_size: [%d, %d]}"
                  .formatted(1 + below(12), 1 + below(12));
      case 10 -> joinedChannels(input);
      case 11 -> before(input) + "{type: flatten, start_dim: " + below(4) + "}";
      case 12 -> before(input) + "{type: select, dim: %d, index: -1}".formatted(below(4));
      default ->
          before(input) + "{type: narrow, dim: 1, start: %d, length: 1}".formatted(below(input[1]));
    };
  }

  /** Operands that are in blocks of channels already, or not. */
  private String joinedChannels(int[] input) {
    int parts = 2 + below(3);
    input(input);
    List<String> names = new ArrayList<>();
    StringBuilder layers = new StringBuilder();
    for (int i = 0; i < parts; i++) {
      int out = random.nextBoolean() ? 16 * (1 + below(2)) : channels();
      names.add("p" + i);
      layers.append(
          "p%d: {type: Conv2d, kernel_size: 1, out_channels: %d, from: x}, ".formatted(i, out));
    }
    return "%s{type: cat, dim: 1, from: [%s]}".formatted(layers, String.join(", ", names));
  }

  private String order(int axes) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, axes).boxed().toList());
    java.util.Collections.shuffle(order, random);
    return order.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  /** Declares an input, often behind a layer that leaves it in blocks of channels. */
  private String before(int... shape) {
    input(shape);
    boolean blocks = shape.length > 2 && shape.length < 6 && random.nextBoolean();
    return blocks ? "{type: max_pool%dd, kernel_size: 1}, ".formatted(shape.length - 2) : "";
  }

  private String on(int... shape) {
    input(shape);
    return ", dim: " + (below(2 * shape.length) - shape.length);
  }

  private void input(int... shape) {
    inputs.add(new Extent(DType.F32, Arrays.stream(shape).boxed().toList()));
  }

  private int[] image(int axes, int most) {
    int[] shape = new int[axes + 2];
    Arrays.setAll(
        shape, axis -> axis == 0 ? 1 + below(3) : axis == 1 ? channels() : 1 + below(most));
    return shape;
  }

  private int[] any() {
    int rank = 2 + below(3);
    return rank == 2 ? new int[] {1 + below(4), size()} : image(rank - 2, 9);
  }

  private int[] shape(int leading, int most, int last) {
    int[] shape = new int[leading + 1];
    Arrays.setAll(shape, axis -> axis < leading ? 1 + below(most) : last);
    return shape;
  }

  private int channels() {
    return below(3) == 0 ? 1 + below(5) : size();
  }

  /** From 1 to 67, often next to a multiple of a vector's length. */
  private int size() {
    if (random.nextBoolean()) {
      return 1 + below(67);
    }
    int lanes = 4 << below(3);
    return Math.max(1, lanes * (1 + below(4)) - 1 + below(3));
  }

  private String each(int axes, int least, int most) {
    return IntStream.range(0, axes)
        .mapToObj(_ -> String.valueOf(least + below(most - least + 1)))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String joined(int[] shape, int from) {
    return Arrays.stream(shape)
        .skip(from)
        .mapToObj(extent -> String.format(Locale.ROOT, "%d", extent))
        .collect(Collectors.joining(", "));
  }

  private String chosen(String... texts) {
    return texts[below(texts.length)];
  }

  private int below(int bound) {
    return random.nextInt(bound);
  }
}
