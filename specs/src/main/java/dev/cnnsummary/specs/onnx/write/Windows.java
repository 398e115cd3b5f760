package dev.cnnsummary.specs.onnx.write;

import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.onnx.proto.AttributeProto;
import dev.cnnsummary.specs.op.Convolution;
import dev.cnnsummary.specs.op.LpPool;
import dev.cnnsummary.specs.op.MaxUnpool;
import dev.cnnsummary.specs.op.Pad;
import dev.cnnsummary.specs.op.Padding;
import dev.cnnsummary.specs.op.Pool;
import dev.cnnsummary.specs.op.TransposedConvolution;
import dev.cnnsummary.specs.op.Window;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What slides a window: convolution, pooling. */
final class Windows {
  private Windows() {}

  private static List<AttributeProto> sliding(Window window, boolean padded) {
    List<AttributeProto> attributes = new ArrayList<>();
    attributes.add(Attributes.integers("kernel_shape", window.kernel()));
    attributes.add(Attributes.integers("strides", window.stride()));
    attributes.add(Attributes.integers("pads", padded ? pads(window.padding()) : none(window)));
    return attributes;
  }

  private static List<Integer> pads(Padding padding) {
    List<Integer> pads = new ArrayList<>(padding.before());
    pads.addAll(padding.after());
    return pads;
  }

  private static List<Integer> none(Window window) {
    return Collections.nCopies(2 * window.axes(), 0);
  }

  private static AttributeProto dilations(Window window) {
    return Attributes.integers("dilations", window.dilation());
  }

  private static AttributeProto[] array(List<AttributeProto> attributes) {
    return attributes.toArray(AttributeProto[]::new);
  }

  private static List<String> weighted(Emitter emitter, String input) {
    List<String> inputs = new ArrayList<>(List.of(input));
    for (int slot = 0; slot < emitter.weights(); slot++) {
      inputs.add(emitter.weight(slot));
    }
    return inputs;
  }

  static void convolution(Convolution convolution, Emitter emitter) {
    emitter.requireFloats();
    Window window = convolution.window();
    Pad.Mode border =
        switch (convolution.paddingMode()) {
          case ZEROS -> null;
          case REFLECT -> Pad.Mode.REFLECT;
          case REPLICATE -> Pad.Mode.REPLICATE;
          case CIRCULAR -> Pad.Mode.CIRCULAR;
        };
    String input = emitter.input(0);
    if (border != null) {
      List<Long> before = new ArrayList<>(List.of(0L, 0L));
      List<Long> after = new ArrayList<>(List.of(0L, 0L));
      window.padding().before().forEach(amount -> before.add((long) amount));
      window.padding().after().forEach(amount -> after.add((long) amount));
      input = Pads.pad(emitter, input, border, 0, before, after);
    }
    List<AttributeProto> attributes = sliding(window, border == null);
    attributes.add(dilations(window));
    attributes.add(Attributes.integer("group", convolution.groups()));
    emitter.put(0, emitter.add("Conv", weighted(emitter, input), array(attributes)));
  }

  static void transposed(TransposedConvolution convolution, Emitter emitter) {
    emitter.requireFloats();
    Window window = convolution.window();
    List<Integer> more = new ArrayList<>(outputPadding(convolution, emitter));
    List<Integer> after = new ArrayList<>(window.padding().after());
    for (int axis = 0; axis < window.axes(); axis++) {
      // Runtimes want it to be less than the stride; to cut off less comes to the same.
      if (more.get(axis) >= window.stride().get(axis) && more.get(axis) <= after.get(axis)) {
        after.set(axis, after.get(axis) - more.get(axis));
        more.set(axis, 0);
      }
    }
    Padding padding = new Padding(Padding.Mode.EXPLICIT, window.padding().before(), after);
    Window slid = new Window(window.kernel(), window.stride(), padding, window.dilation());
    List<AttributeProto> attributes = sliding(slid, true);
    attributes.add(dilations(window));
    attributes.add(Attributes.integer("group", convolution.groups()));
    attributes.add(Attributes.integers("output_padding", more));
    emitter.put(
        0, emitter.add("ConvTranspose", weighted(emitter, emitter.input(0)), array(attributes)));
  }

  /** A size that was asked for is what the window makes, and some elements more. */
  private static List<Integer> outputPadding(TransposedConvolution convolution, Emitter emitter) {
    if (convolution.outputSize() == null) {
      return convolution.outputPadding();
    }
    List<Integer> amounts = new ArrayList<>();
    for (int axis = 0; axis < convolution.window().axes(); axis++) {
      Dim usual = reach(convolution.window(), axis, emitter.shape(0).dim(axis + 2));
      Dim more = emitter.output(0).shape().dim(axis + 2).minus(usual);
      amounts.add((int) Emitter.number(more, "output_padding"));
    }
    return amounts;
  }

  /** {@code (in − 1)·stride + dilation·(kernel − 1) + 1 − padding}. */
  private static Dim reach(Window window, int axis, Dim extent) {
    return extent
        .minus(1)
        .times(window.stride().get(axis))
        .plus(window.span(axis))
        .minus(window.padding().before().get(axis))
        .minus(window.padding().after().get(axis));
  }

  static void pool(Pool pool, Emitter emitter) {
    List<AttributeProto> attributes = sliding(pool.window(), true);
    attributes.add(Attributes.flag("ceil_mode", pool.ceilMode()));
    if (pool.kind() == Pool.Kind.MAX) {
      attributes.add(dilations(pool.window()));
      List<String> made =
          emitter.addAll(
              "MaxPool",
              List.of(emitter.input(0)),
              pool.returnIndices() ? 2 : 1,
              array(attributes));
      emitter.put(0, made.getFirst());
      if (pool.returnIndices()) {
        emitter.put(1, inPlane(emitter, made.get(1)));
      }
    } else if (pool.divisor() == null) {
      attributes.add(Attributes.flag("count_include_pad", pool.countIncludePad()));
      emitter.put(0, emitter.add("AveragePool", List.of(emitter.input(0)), array(attributes)));
    } else {
      emitter.put(0, divided(pool, pool.divisor(), emitter));
    }
  }

  /** ONNX counts positions through the whole tensor, PyTorch through each plane. */
  static String inPlane(Emitter emitter, String positions) {
    long plane = 1;
    for (Dim dim : emitter.shape(0).dims().subList(2, emitter.rank())) {
      plane = Math.multiplyExact(plane, Emitter.number(dim, "an extent of the planes"));
    }
    return emitter.add(
        "Mod", List.of(positions, emitter.constant(Literal.integers(List.of(), plane))));
  }

  /** A mean of whole windows by another divisor: what is beyond the edge is zeros. */
  private static String divided(Pool pool, int divisor, Emitter emitter) {
    Window window = pool.window();
    List<Long> before = new ArrayList<>(List.of(0L, 0L));
    List<Long> after = new ArrayList<>(List.of(0L, 0L));
    for (int axis = 0; axis < window.axes(); axis++) {
      long front = window.padding().before().get(axis);
      long extent = Emitter.number(emitter.shape(0).dim(axis + 2), "an extent of the input");
      long outputs = Emitter.number(emitter.output(0).shape().dim(axis + 2), "an extent");
      long reached = (outputs - 1) * window.stride().get(axis) + window.kernel().get(axis);
      before.add(front);
      after.add(reached - extent - front);
    }
    String padded = Pads.pad(emitter, emitter.input(0), Pad.Mode.CONSTANT, 0, before, after);
    String mean = emitter.add("AveragePool", List.of(padded), array(sliding(window, false)));
    String factor = emitter.scalar((double) window.taps() / divisor);
    return emitter.add("Mul", List.of(mean, factor));
  }

  /** As PyTorch computes it, whose powers keep their signs: ONNX's LpPool takes magnitudes. */
  static void powerNorm(LpPool pool, Emitter emitter) {
    Window window = pool.window();
    List<AttributeProto> attributes = sliding(window, true);
    attributes.add(Attributes.flag("ceil_mode", pool.ceilMode()));
    String powers = emitter.add("Pow", List.of(emitter.input(0), emitter.scalar(pool.normType())));
    String mean = emitter.add("AveragePool", List.of(powers), array(attributes));
    String sum = emitter.add("Mul", List.of(mean, emitter.scalar((double) window.taps())));
    emitter.put(0, emitter.add("Pow", List.of(sum, emitter.scalar(1 / pool.normType()))));
  }

  /** Zeros, in which the maxima are put plane by plane. */
  static void unpool(MaxUnpool unpool, Emitter emitter) {
    Shape input = emitter.shape(0);
    Shape output = emitter.output(0).shape();
    Dim plane = Dim.ONE;
    for (Dim dim : output.dims().subList(2, output.rank())) {
      plane = plane.times(dim);
    }
    Shape planes = Shape.of(input.dim(0), input.dim(1), plane);
    String zeros = emitter.add("ConstantOfShape", List.of(emitter.sizes(planes.dims())));
    String maxima = emitter.reshape(emitter.input(0), 0, 0, -1);
    String positions = emitter.reshape(emitter.input(1), 0, 0, -1);
    String filled =
        emitter.add(
            "ScatterElements", List.of(zeros, positions, maxima), Attributes.integer("axis", 2));
    emitter.put(0, emitter.reshape(filled, planes, output));
  }
}
