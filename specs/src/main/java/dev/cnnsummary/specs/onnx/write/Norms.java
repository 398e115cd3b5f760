package dev.cnnsummary.specs.onnx.write;

import dev.cnnsummary.specs.onnx.proto.AttributeProto;
import dev.cnnsummary.specs.op.BatchNorm;
import dev.cnnsummary.specs.op.GroupNorm;
import dev.cnnsummary.specs.op.InstanceNorm;
import dev.cnnsummary.specs.op.LayerNorm;
import dev.cnnsummary.specs.op.LocalResponseNorm;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Normalisation. Where there are no learned factors, ones and zeros are constants. */
final class Norms {
  private static final int LAYER_NORM_SINCE = 17;
  private static final int GROUP_NORM_SINCE = 21;

  private Norms() {}

  private static AttributeProto epsilon(double eps) {
    return Attributes.number("epsilon", eps);
  }

  private static long channels(Emitter emitter) {
    return Emitter.number(emitter.shape(0).dim(1), "the number of channels");
  }

  private static String filled(List<Long> shape, float number, Emitter emitter) {
    return emitter.constant(Numbers.filled(shape, number));
  }

  /** Factors and amounts for each channel: the module's, or ones and zeros. */
  private static List<String> affine(boolean own, long count, Emitter emitter) {
    return own
        ? List.of(emitter.weight(0), emitter.weight(1))
        : List.of(filled(List.of(count), 1, emitter), filled(List.of(count), 0, emitter));
  }

  static void batch(BatchNorm norm, Emitter emitter) {
    emitter.requireFloats();
    if (norm.trackRunningStats()) {
      double momentum = norm.momentum() == null ? 0.1 : norm.momentum();
      emitter.put(0, kept(norm.affine(), norm.eps(), momentum, emitter));
      return;
    }
    List<Long> axes = new ArrayList<>(List.of(0L));
    LongStream.range(2, emitter.rank()).forEach(axes::add);
    emitter.put(0, perChannel(norm.affine(), own(axes, norm.eps(), emitter), emitter));
  }

  /** With the statistics that the module keeps. */
  private static String kept(boolean affine, double eps, double momentum, Emitter emitter) {
    List<String> inputs = new ArrayList<>(List.of(emitter.input(0)));
    inputs.addAll(affine(affine, channels(emitter), emitter));
    int first = affine ? 2 : 0;
    inputs.add(emitter.weight(first));
    inputs.add(emitter.weight(first + 1));
    // ONNX's momentum is the weight of the old statistics, PyTorch's of the new ones.
    return emitter.add(
        "BatchNormalization", inputs, epsilon(eps), Attributes.number("momentum", 1 - momentum));
  }

  /** With the mean and variance of the input itself along some axes. */
  private static String own(List<Long> axes, double eps, Emitter emitter) {
    return own(emitter.input(0), axes, eps, emitter);
  }

  private static String own(String input, List<Long> axes, double eps, Emitter emitter) {
    String mean = emitter.reduce("ReduceMean", input, axes, true);
    String centred = emitter.add("Sub", List.of(input, mean));
    String squares = emitter.add("Mul", List.of(centred, centred));
    String variance = emitter.reduce("ReduceMean", squares, axes, true);
    String sum = emitter.add("Add", List.of(variance, emitter.scalar(eps)));
    return emitter.add("Div", List.of(centred, emitter.add("Sqrt", List.of(sum))));
  }

  private static String perChannel(boolean affine, String normed, Emitter emitter) {
    if (!affine) {
      return normed;
    }
    String factors = emitter.perChannel(emitter.weight(0), emitter.rank());
    String amounts = emitter.perChannel(emitter.weight(1), emitter.rank());
    return emitter.add("Add", List.of(emitter.add("Mul", List.of(normed, factors)), amounts));
  }

  static void instance(InstanceNorm norm, Emitter emitter) {
    emitter.requireFloats();
    if (norm.trackRunningStats()) {
      emitter.put(0, kept(norm.affine(), norm.eps(), norm.momentum(), emitter));
      return;
    }
    List<String> inputs = new ArrayList<>(List.of(emitter.input(0)));
    inputs.addAll(affine(norm.affine(), channels(emitter), emitter));
    emitter.put(0, emitter.add("InstanceNormalization", inputs, epsilon(norm.eps())));
  }

  /** Before ONNX had it: each group is an instance's channel, as PyTorch's exporter has it. */
  static void group(GroupNorm norm, Emitter emitter) {
    emitter.requireFloats();
    long groups = norm.numGroups();
    if (emitter.opset() >= GROUP_NORM_SINCE) {
      List<String> inputs = new ArrayList<>(List.of(emitter.input(0)));
      inputs.addAll(affine(norm.affine(), channels(emitter), emitter));
      emitter.put(
          0,
          emitter.add(
              "GroupNormalization",
              inputs,
              epsilon(norm.eps()),
              Attributes.integer("num_groups", groups)));
      return;
    }
    List<String> inputs =
        new ArrayList<>(List.of(emitter.reshape(emitter.input(0), 0, groups, -1)));
    inputs.addAll(affine(false, groups, emitter));
    String normed = emitter.add("InstanceNormalization", inputs, epsilon(norm.eps()));
    Shape grouped = Shape.of(emitter.shape(0).dim(0), Dim.of(groups), Dim.symbol("rest"));
    String whole = emitter.reshape(normed, grouped, emitter.shape(0));
    emitter.put(0, perChannel(norm.affine(), whole, emitter));
  }

  static void layer(LayerNorm norm, Emitter emitter) {
    emitter.requireFloats();
    if (!norm.channelsFirst()) {
      emitter.put(0, overLast(norm, emitter.input(0), emitter));
      return;
    }
    String last = emitter.transpose(emitter.input(0), 0, 2, 3, 1);
    emitter.put(0, emitter.transpose(overLast(norm, last, emitter), 0, 3, 1, 2));
  }

  private static String overLast(LayerNorm norm, String input, Emitter emitter) {
    int axes = norm.normalizedShape().size();
    List<Long> shape = norm.normalizedShape().stream().map(Integer::longValue).toList();
    if (emitter.opset() >= LAYER_NORM_SINCE) {
      List<String> inputs = new ArrayList<>(List.of(input));
      inputs.add(norm.elementwiseAffine() ? emitter.weight(0) : filled(shape, 1, emitter));
      if (norm.elementwiseAffine() && norm.bias()) {
        inputs.add(emitter.weight(1));
      }
      return emitter.add(
          "LayerNormalization", inputs, Attributes.integer("axis", -axes), epsilon(norm.eps()));
    }
    List<Long> last = IntStream.rangeClosed(1, axes).mapToObj(i -> (long) i - axes - 1).toList();
    String normed = own(input, last, norm.eps(), emitter);
    if (norm.elementwiseAffine()) {
      normed = emitter.add("Mul", List.of(normed, emitter.weight(0)));
    }
    return norm.elementwiseAffine() && norm.bias()
        ? emitter.add("Add", List.of(normed, emitter.weight(1)))
        : normed;
  }

  /**
   * ONNX centres an even number of channels otherwise, and runtimes want two spatial axes;
   * elsewhere the mean is taken by hand.
   */
  static void localResponse(LocalResponseNorm norm, Emitter emitter) {
    if (norm.before() == (norm.size() - 1) / 2 && emitter.rank() == 4) {
      emitter.put(
          0,
          emitter.add(
              "LRN",
              List.of(emitter.input(0)),
              Attributes.integer("size", norm.size()),
              Attributes.number("alpha", norm.alpha()),
              Attributes.number("beta", norm.beta()),
              Attributes.number("bias", norm.k())));
      return;
    }
    String input = emitter.input(0);
    String squares = emitter.add("Mul", List.of(input, input));
    String rows = emitter.reshape(squares, 0, 1, channels(emitter), -1);
    int before = norm.before();
    String means =
        emitter.add(
            "AveragePool",
            List.of(rows),
            Attributes.integers("kernel_shape", List.of(norm.size(), 1)),
            Attributes.integers("strides", List.of(1, 1)),
            Attributes.integers("pads", List.of(before, 0, norm.size() - 1 - before, 0)),
            Attributes.flag("count_include_pad", true));
    Shape joined = Shape.of(emitter.shape(0).dim(0), Dim.ONE, Dim.symbol("rest"));
    String whole = emitter.reshape(means, joined, emitter.shape(0));
    String scaled = emitter.add("Mul", List.of(whole, emitter.scalar(norm.alpha())));
    String sum = emitter.add("Add", List.of(scaled, emitter.scalar(norm.k())));
    String divisor = emitter.add("Pow", List.of(sum, emitter.scalar(norm.beta())));
    emitter.put(0, emitter.add("Div", List.of(input, divisor)));
  }
}
