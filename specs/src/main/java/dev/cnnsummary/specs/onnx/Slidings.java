package dev.cnnsummary.specs.onnx;

import dev.cnnsummary.specs.function.Sliding;
import dev.cnnsummary.specs.function.Sliding.AutoPad;
import dev.cnnsummary.specs.op.Padding;
import dev.cnnsummary.specs.op.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the attributes of sliding windows: strides, pads, auto_pad, dilations, kernel_shape. */
final class Slidings {
  private Slidings() {}

  static Sliding of(Call call) {
    Attributes attributes = call.attributes();
    AutoPad padding =
        switch (attributes.text("auto_pad", "NOTSET")) {
          case "NOTSET", "" -> AutoPad.EXPLICIT;
          case "SAME_UPPER" -> AutoPad.SAME_UPPER;
          case "SAME_LOWER" -> AutoPad.SAME_LOWER;
          case "VALID" -> AutoPad.VALID;
          default -> throw new Fault("auto_pad is " + Texts.plain(attributes.text("auto_pad", "")));
        };
    List<Integer> kernel = attributes.sizes("kernel_shape");
    List<Integer> strides = attributes.sizes("strides", List.of());
    List<Integer> dilations = attributes.sizes("dilations", List.of());
    List<Integer> pads =
        padding == AutoPad.EXPLICIT ? attributes.sizes("pads", List.of()) : List.of();
    positive("kernel_shape", kernel == null ? List.of() : kernel);
    positive("strides", strides);
    positive("dilations", dilations);
    if (pads.size() % 2 != 0) {
      throw new Fault("pads has " + pads.size() + " numbers, not two for each axis");
    }
    int half = pads.size() / 2;
    Sliding sliding =
        new Sliding(
            kernel,
            strides,
            padding,
            pads.subList(0, half),
            pads.subList(half, pads.size()),
            dilations);
    int axes = axes(sliding);
    if (axes >= 0) {
      check("kernel_shape", kernel == null ? 0 : kernel.size(), axes);
      check("strides", strides.size(), axes);
      check("dilations", dilations.size(), axes);
      check("pads", pads.size() / 2, axes);
    }
    return sliding;
  }

  private static int axes(Sliding sliding) {
    for (List<Integer> each :
        List.of(
            sliding.kernel() == null ? List.<Integer>of() : sliding.kernel(),
            sliding.stride(),
            sliding.before(),
            sliding.dilation())) {
      if (!each.isEmpty()) {
        return each.size();
      }
    }
    return -1;
  }

  private static void check(String name, int size, int axes) {
    if (size != 0 && size != axes) {
      throw new Fault(name + " is for " + size + " axes, others for " + axes);
    }
  }

  private static void positive(String name, List<Integer> numbers) {
    if (numbers.stream().anyMatch(number -> number < 1)) {
      throw new Fault(name + " is " + numbers + ", but must be at least 1");
    }
  }

  /**
   * The window of a known kernel; null where the padding follows the input, or cuts it.
   *
   * @throws Fault if the attributes are for another number of axes
   */
  static @Nullable Window window(Sliding sliding, List<Integer> kernel) {
    int axes = kernel.size();
    int told = axes(sliding);
    if (told >= 0 && told != axes) {
      throw new Fault("the kernel has " + axes + " axes, but its attributes are for " + told);
    }
    if (axes < 1 || axes > 3 || kernel.stream().anyMatch(extent -> extent < 1)) {
      return null;
    }
    List<Integer> stride = filled(sliding.stride(), axes, 1);
    List<Integer> dilation = filled(sliding.dilation(), axes, 1);
    Padding padding =
        switch (sliding.padding()) {
          case EXPLICIT -> explicit(sliding, kernel, stride, dilation);
          case VALID -> Padding.symmetric(filled(List.of(), axes, 0));
          case SAME_UPPER, SAME_LOWER -> same(sliding, kernel, stride, dilation);
        };
    return padding == null || !cutsNothing(padding)
        ? null
        : new Window(kernel, stride, padding, dilation);
  }

  private static boolean cutsNothing(Padding padding) {
    return padding.before().stream().allMatch(amount -> amount >= 0)
        && padding.after().stream().allMatch(amount -> amount >= 0);
  }

  /** As told; PyTorch has one end padded more than the other where the size is to stay. */
  private static Padding explicit(
      Sliding sliding, List<Integer> kernel, List<Integer> stride, List<Integer> dilation) {
    List<Integer> before = filled(sliding.before(), kernel.size(), 0);
    List<Integer> after = filled(sliding.after(), kernel.size(), 0);
    Padding same = before.equals(after) ? null : same(sliding, kernel, stride, dilation);
    return same != null && same.before().equals(before) && same.after().equals(after)
        ? same
        : new Padding(Padding.Mode.EXPLICIT, before, after);
  }

  /** With a stride of 1 the padding does not depend on the input. */
  private static @Nullable Padding same(
      Sliding sliding, List<Integer> kernel, List<Integer> stride, List<Integer> dilation) {
    if (stride.stream().anyMatch(step -> step != 1)) {
      return null;
    }
    List<Integer> smaller = new ArrayList<>();
    List<Integer> larger = new ArrayList<>();
    for (int axis = 0; axis < kernel.size(); axis++) {
      int total = Math.multiplyExact(dilation.get(axis), kernel.get(axis) - 1);
      smaller.add(total / 2);
      larger.add(total - total / 2);
    }
    return sliding.padding() == AutoPad.SAME_LOWER
        ? new Padding(Padding.Mode.EXPLICIT, larger, smaller)
        : new Padding(Padding.Mode.SAME, smaller, larger);
  }

  static List<Integer> filled(List<Integer> given, int axes, int otherwise) {
    if (!given.isEmpty() && given.size() != axes) {
      throw new Fault("there are numbers for " + given.size() + " axes, not for " + axes);
    }
    return given.isEmpty() ? Collections.nCopies(axes, otherwise) : given;
  }
}
