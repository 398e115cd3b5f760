package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.graph.Node.Form;
import dev.cnnsummary.specs.op.AdaptivePool;
import dev.cnnsummary.specs.op.LpPool;
import dev.cnnsummary.specs.op.Op;
import dev.cnnsummary.specs.op.Padding;
import dev.cnnsummary.specs.op.Pool;
import dev.cnnsummary.specs.op.Pool.Size;
import dev.cnnsummary.specs.op.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Pooling with a sliding window, and to a given size; modules and functions. */
final class PoolTypes {
  private PoolTypes() {}

  static List<LayerType> types() {
    List<LayerType> types = new ArrayList<>();
    for (Form form : Form.values()) {
      for (int axes = 1; axes <= 3; axes++) {
        types.add(max(form, axes));
        types.add(average(form, axes));
        types.add(power(form, axes));
      }
      for (int axes = 1; axes <= 3; axes++) {
        types.add(adaptive(form, Pool.Kind.MAX, axes));
        types.add(adaptive(form, Pool.Kind.AVERAGE, axes));
      }
    }
    return types;
  }

  private static String name(Form form, String module, String function, int axes) {
    return (form == Form.MODULE ? module : function) + axes + "d";
  }

  private static Option kernelSize(int axes) {
    return Option.sizes("kernel_size", 1, axes, "extent of the window along each axis");
  }

  private static Option stride(int axes) {
    return Option.sizes(
            "stride", 1, axes, "steps between two windows, the kernel's size if left out")
        .orNull();
  }

  private static List<Option> windowOptions(int axes) {
    return List.of(
        kernelSize(axes),
        stride(axes),
        Option.sizes("padding", 0, axes, "elements added on both sides, at most half the kernel")
            .or(0));
  }

  private static Option ceilMode() {
    return Option.flag("ceil_mode", false, "whether a last window may run over the edge");
  }

  private static Option returnIndices() {
    return Option.flag(
        "return_indices", false, "whether the positions of the maxima are a second output");
  }

  private static LayerType max(Form form, int axes) {
    List<Option> options = new ArrayList<>(windowOptions(axes));
    options.add(Option.sizes("dilation", 1, axes, "steps between two elements of a window").or(1));
    options.add(returnIndices());
    options.add(ceilMode());
    return LayerType.of(
        name(form, "MaxPool", "max_pool", axes),
        form,
        "The largest element of each window.",
        options,
        arguments ->
            new Pool(
                Pool.Kind.MAX,
                window(arguments, arguments.sizes("dilation")),
                arguments.flag("ceil_mode"),
                true,
                null,
                arguments.flag("return_indices"),
                listed(arguments, Size.PADDING, Size.DILATION)),
        op -> write(op, Pool.Kind.MAX, axes));
  }

  private static LayerType average(Form form, int axes) {
    List<Option> options = new ArrayList<>(windowOptions(axes));
    options.add(ceilMode());
    options.add(
        Option.flag(
            "count_include_pad", true, "whether the mean divides by the added elements too"));
    boolean hasDivisor = axes > 1;
    if (hasDivisor) {
      options.add(
          Option.integer("divisor_override", 1, "what the sum is divided by instead").orNull());
    }
    return LayerType.of(
        name(form, "AvgPool", "avg_pool", axes),
        form,
        "The mean of each window.",
        options,
        arguments ->
            new Pool(
                Pool.Kind.AVERAGE,
                window(arguments, Collections.nCopies(axes, 1)),
                arguments.flag("ceil_mode"),
                arguments.flag("count_include_pad"),
                hasDivisor ? arguments.integerOrNull("divisor_override") : null,
                false,
                listed(arguments, Size.PADDING)),
        op -> write(op, Pool.Kind.AVERAGE, axes));
  }

  private static Window window(Arguments arguments, List<Integer> dilation) {
    List<Integer> kernel = arguments.sizes("kernel_size");
    List<Integer> padding = arguments.sizes("padding");
    for (int axis = 0; axis < kernel.size(); axis++) {
      if (padding.get(axis) > kernel.get(axis) / 2) {
        arguments.problem(
            "padding",
            "expected at most half the kernel size of "
                + kernel.get(axis)
                + ", got "
                + padding.get(axis));
        break;
      }
    }
    return new Window(kernel, stride(arguments, kernel), Padding.symmetric(padding), dilation);
  }

  private static List<Integer> stride(Arguments arguments, List<Integer> kernel) {
    return arguments.isNull("stride") ? kernel : arguments.sizes("stride");
  }

  /** The sizes that are lists: kernel, stride and others. */
  private static Set<Size> listed(Arguments arguments, Size... others) {
    Set<Size> listed = EnumSet.noneOf(Size.class);
    if (arguments.isList("kernel_size")) {
      listed.add(Size.KERNEL);
    }
    if (arguments.isList(arguments.isNull("stride") ? "kernel_size" : "stride")) {
      listed.add(Size.STRIDE);
    }
    for (Size other : others) {
      if (arguments.isList(other.name().toLowerCase(Locale.ROOT))) {
        listed.add(other);
      }
    }
    return listed;
  }

  private static @Nullable Map<String, Data> write(Op op, Pool.Kind kind, int axes) {
    if (!(op instanceof Pool pool) || pool.kind() != kind || pool.window().axes() != axes) {
      return null;
    }
    Window window = pool.window();
    Set<Size> listed = pool.listed();
    boolean listedStride = listed.contains(Size.STRIDE);
    boolean listedKernel = listed.contains(Size.KERNEL);
    OptionWriter options = new OptionWriter().put("kernel_size", window.kernel(), listedKernel);
    if (!window.stride().equals(window.kernel()) || listedStride != listedKernel) {
      options.put("stride", window.stride(), listedStride);
    }
    return options
        .put("padding", window.padding().before(), listed.contains(Size.PADDING))
        .put("dilation", window.dilation(), listed.contains(Size.DILATION))
        .put("ceil_mode", pool.ceilMode())
        .put("count_include_pad", pool.countIncludePad())
        .putOrNull("divisor_override", pool.divisor())
        .put("return_indices", pool.returnIndices())
        .options();
  }

  private static @Nullable Map<String, Data> write(Op op, int axes) {
    if (!(op instanceof LpPool pool) || pool.window().axes() != axes) {
      return null;
    }
    Window window = pool.window();
    OptionWriter options =
        new OptionWriter()
            .put("norm_type", pool.normType())
            .put("kernel_size", window.kernel(), pool.listed().contains(Size.KERNEL))
            .put("ceil_mode", pool.ceilMode());
    return pool.strideGiven()
        ? options.put("stride", window.stride(), pool.listed().contains(Size.STRIDE)).options()
        : options.options();
  }

  private static LayerType power(Form form, int axes) {
    return LayerType.of(
        name(form, "LPPool", "lp_pool", axes),
        form,
        "The power norm of each window.",
        List.of(
            Option.number("norm_type", "the power, not 0"),
            kernelSize(axes),
            stride(axes),
            ceilMode()),
        arguments -> {
          if (arguments.number("norm_type") == 0) {
            arguments.problem("norm_type", "expected a number other than 0");
          }
          List<Integer> kernel = arguments.sizes("kernel_size");
          Padding none = Padding.symmetric(Collections.nCopies(axes, 0));
          return new LpPool(
              arguments.number("norm_type"),
              new Window(kernel, stride(arguments, kernel), none, Collections.nCopies(axes, 1)),
              arguments.flag("ceil_mode"),
              !arguments.isNull("stride"),
              listed(arguments));
        },
        op -> write(op, axes));
  }

  private static LayerType adaptive(Form form, Pool.Kind kind, int axes) {
    boolean max = kind == Pool.Kind.MAX;
    List<Option> options = new ArrayList<>();
    options.add(
        Option.sizes("output_size", 1, axes, "extent of the output; null keeps the input's")
            .orNullInside());
    if (max) {
      options.add(returnIndices());
    }
    return LayerType.of(
        max
            ? name(form, "AdaptiveMaxPool", "adaptive_max_pool", axes)
            : name(form, "AdaptiveAvgPool", "adaptive_avg_pool", axes),
        form,
        max
            ? "The largest element of each of a given number of regions."
            : "The mean of each of a given number of regions.",
        options,
        arguments ->
            new AdaptivePool(
                kind,
                arguments.sizesOrNull("output_size"),
                arguments.isList("output_size"),
                max && arguments.flag("return_indices")),
        op ->
            op instanceof AdaptivePool pool
                    && pool.kind() == kind
                    && pool.outputSize().size() == axes
                ? new OptionWriter()
                    .put("output_size", pool.outputSize(), pool.listed())
                    .put("return_indices", pool.returnIndices())
                    .options()
                : null);
  }
}
