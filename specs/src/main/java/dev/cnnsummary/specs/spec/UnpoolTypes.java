package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.graph.Node.Form;
import dev.cnnsummary.specs.op.MaxUnpool;
import dev.cnnsummary.specs.op.Op;
import dev.cnnsummary.specs.op.Padding;
import dev.cnnsummary.specs.op.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The inverse of a pooling; modules and functions. */
final class UnpoolTypes {
  private UnpoolTypes() {}

  static List<LayerType> types() {
    List<LayerType> types = new ArrayList<>();
    for (Form form : Form.values()) {
      for (int axes = 1; axes <= 3; axes++) {
        types.add(max(form, axes));
      }
    }
    return types;
  }

  private static LayerType max(Form form, int axes) {
    return new LayerType(
        (form == Form.MODULE ? "MaxUnpool" : "max_unpool") + axes + "d",
        form,
        "Puts maxima back where a pooling found them; takes the maxima and their positions.",
        2,
        2,
        List.of(
            Option.sizes("kernel_size", 1, axes, "extent of the pooling's window"),
            Option.sizes(
                    "stride", 1, axes, "steps between two windows, the kernel's size if left out")
                .orNull(),
            Option.sizes("padding", 0, axes, "elements that the pooling added on both sides").or(0),
            Option.sizes(
                    "output_size",
                    1,
                    axes,
                    "extent of the output, less than a stride from what it is if left out")
                .orNull()),
        arguments -> make(arguments, axes),
        op -> write(op, axes));
  }

  private static Op make(Arguments arguments, int axes) {
    List<Integer> kernel = arguments.sizes("kernel_size");
    return new MaxUnpool(
        new Window(
            kernel,
            arguments.isNull("stride") ? kernel : arguments.sizes("stride"),
            Padding.symmetric(arguments.sizes("padding")),
            Collections.nCopies(axes, 1)),
        arguments.isNull("output_size") ? null : arguments.sizes("output_size"));
  }

  private static @Nullable Map<String, Data> write(Op op, int axes) {
    if (!(op instanceof MaxUnpool(Window window, var outputSize)) || window.axes() != axes) {
      return null;
    }
    OptionWriter options = new OptionWriter().put("kernel_size", window.kernel());
    if (!window.stride().equals(window.kernel())) {
      options.put("stride", window.stride());
    }
    options.put("padding", window.padding().before());
    if (outputSize != null) {
      options.put("output_size", outputSize);
    }
    return options.options();
  }
}
