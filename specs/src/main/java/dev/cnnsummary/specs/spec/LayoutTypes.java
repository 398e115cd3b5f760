package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.graph.Node.Form;
import dev.cnnsummary.specs.op.Concat;
import dev.cnnsummary.specs.op.Contiguous;
import dev.cnnsummary.specs.op.Expand;
import dev.cnnsummary.specs.op.Flatten;
import dev.cnnsummary.specs.op.Identity;
import dev.cnnsummary.specs.op.Permute;
import dev.cnnsummary.specs.op.Reshape;
import dev.cnnsummary.specs.op.Roll;
import dev.cnnsummary.specs.op.Size;
import dev.cnnsummary.specs.op.Squeeze;
import dev.cnnsummary.specs.op.Stack;
import dev.cnnsummary.specs.op.Transpose;
import dev.cnnsummary.specs.op.Unflatten;
import dev.cnnsummary.specs.op.Unsqueeze;
import java.util.List;

/** What shows, orders or joins the same elements in another way. */
final class LayoutTypes {
  private static final int ANY_AXIS = Integer.MIN_VALUE;

  private LayoutTypes() {}

  static List<LayerType> types() {
    return List.of(
        LayerType.of(
            "Identity",
            Form.MODULE,
            "Hands its input on.",
            List.of(),
            _ -> new Identity(),
            op -> op instanceof Identity ? new OptionWriter().options() : null),
        flatten("Flatten", Form.MODULE, 1),
        flatten("flatten", Form.FUNCTION, 0),
        unflatten("Unflatten", Form.MODULE, "unflattened_size"),
        unflatten("unflatten", Form.FUNCTION, "sizes"),
        reshape("reshape"),
        reshape("view"),
        permute("Permute", Form.MODULE),
        permute("permute", Form.FUNCTION),
        transpose(),
        squeeze(),
        unsqueeze(),
        expand(),
        LayerType.of(
            "contiguous",
            Form.FUNCTION,
            "Hands its input on in memory of its own.",
            List.of(),
            _ -> new Contiguous(),
            op -> op instanceof Contiguous ? new OptionWriter().options() : null),
        roll(),
        concat(),
        stack());
  }

  private static LayerType flatten(String name, Form form, int start) {
    return LayerType.of(
        name,
        form,
        "Joins a run of axes into one.",
        List.of(
            Option.integer("start_dim", ANY_AXIS, "first axis of the run").or(start),
            Option.integer("end_dim", ANY_AXIS, "last axis of the run").or(-1)),
        arguments -> new Flatten(arguments.integer("start_dim"), arguments.integer("end_dim")),
        op ->
            op instanceof Flatten(int startDim, int endDim)
                ? new OptionWriter().put("start_dim", startDim).put("end_dim", endDim).options()
                : null);
  }

  private static LayerType unflatten(String name, Form form, String sizes) {
    boolean function = form == Form.FUNCTION;
    String text = "what the axis is divided into; one may be -1, which takes what is left";
    return new LayerType(
        name,
        form,
        "Divides an axis into several.",
        1,
        function ? 2 : 1,
        List.of(
            Option.integer("dim", ANY_AXIS, "the axis"),
            function ? Option.extents(sizes, -1, 0, text) : Option.sizes(sizes, -1, 0, text)),
        arguments -> new Unflatten(arguments.integer("dim"), sizesWithRest(arguments, sizes)),
        op ->
            op instanceof Unflatten(int dim, List<Size> parts)
                ? new OptionWriter().put("dim", dim).putExtents(sizes, parts).options()
                : null);
  }

  private static LayerType reshape(String name) {
    return new LayerType(
        name,
        Form.FUNCTION,
        "Counts the same elements by other axes.",
        1,
        2,
        List.of(
            Option.extents(
                "shape", -1, 0, "the new extents; one may be -1, which takes what is left")),
        arguments -> new Reshape(sizesWithRest(arguments, "shape")),
        op ->
            op instanceof Reshape(List<Size> shape)
                ? new OptionWriter().putExtents("shape", shape).options()
                : null);
  }

  /** Sizes of which one may be -1. */
  private static List<Size> sizesWithRest(Arguments arguments, String option) {
    List<Size> sizes = arguments.extents(option);
    if (sizes.stream().filter(Size.of(-1)::equals).count() > 1) {
      arguments.problem(option, "only one size can be -1");
    }
    if (sizes.contains(Size.of(0))) {
      arguments.problem(option, "a size is at least 1, or -1 for what is left; got 0");
    }
    arguments.checkSecondInput(sizes);
    return sizes;
  }

  private static LayerType permute(String name, Form form) {
    return LayerType.of(
        name,
        form,
        "Puts the axes into another order.",
        List.of(Option.integers("dims", "the input's axes in their new order, each once")),
        arguments -> new Permute(arguments.sizes("dims")),
        op ->
            op instanceof Permute(List<Integer> dims)
                ? new OptionWriter().putList("dims", dims).options()
                : null);
  }

  private static LayerType transpose() {
    return LayerType.of(
        "transpose",
        Form.FUNCTION,
        "Swaps two axes.",
        List.of(
            Option.integer("dim0", ANY_AXIS, "one axis"),
            Option.integer("dim1", ANY_AXIS, "the other")),
        arguments -> new Transpose(arguments.integer("dim0"), arguments.integer("dim1")),
        op ->
            op instanceof Transpose(int dim0, int dim1)
                ? new OptionWriter().put("dim0", dim0).put("dim1", dim1).options()
                : null);
  }

  private static LayerType squeeze() {
    return LayerType.of(
        "squeeze",
        Form.FUNCTION,
        "Drops axes of a single element.",
        List.of(
            Option.integers("dim", "the axes that may go; null for all that have one element")
                .orNull()),
        arguments -> new Squeeze(arguments.isNull("dim") ? null : arguments.sizes("dim")),
        op -> {
          if (!(op instanceof Squeeze squeeze)) {
            return null;
          }
          List<Integer> dims = squeeze.dims();
          OptionWriter options = new OptionWriter();
          return (dims == null ? options : options.putList("dim", dims)).options();
        });
  }

  private static LayerType unsqueeze() {
    return LayerType.of(
        "unsqueeze",
        Form.FUNCTION,
        "Adds an axis of a single element.",
        List.of(Option.integer("dim", ANY_AXIS, "where it stands in the output")),
        arguments -> new Unsqueeze(arguments.integer("dim")),
        op ->
            op instanceof Unsqueeze(int dim) ? new OptionWriter().put("dim", dim).options() : null);
  }

  private static LayerType expand() {
    return new LayerType(
        "expand",
        Form.FUNCTION,
        "Shows axes of a single element as longer ones, and adds axes in front.",
        1,
        2,
        List.of(Option.extents("size", -1, 0, "the output's extents; -1 keeps the input's")),
        arguments -> {
          List<Size> size = arguments.extents("size");
          if (size.contains(Size.of(0))) {
            arguments.problem("size", "a size is at least 1, or -1 to keep it; got 0");
          }
          arguments.checkSecondInput(size);
          return new Expand(size);
        },
        op ->
            op instanceof Expand(List<Size> size)
                ? new OptionWriter().putExtents("size", size).options()
                : null);
  }

  private static LayerType roll() {
    return LayerType.of(
        "roll",
        Form.FUNCTION,
        "Moves elements along axes; what leaves at one end enters at the other.",
        List.of(
            Option.integers("shifts", "how far, for each axis"),
            Option.integers("dims", "the axes; null for all elements in a row").orNull()),
        arguments -> {
          List<Integer> shifts = arguments.sizes("shifts");
          List<Integer> dims = arguments.isNull("dims") ? List.of() : arguments.sizes("dims");
          if (shifts.size() != Math.max(1, dims.size())) {
            arguments.problem(
                "shifts",
                "expected one for each axis of dims, got " + shifts.size() + " and " + dims.size());
          }
          return new Roll(shifts, dims);
        },
        op -> {
          if (!(op instanceof Roll(List<Integer> shifts, List<Integer> dims))) {
            return null;
          }
          OptionWriter options = new OptionWriter().putList("shifts", shifts);
          return (dims.isEmpty() ? options : options.putList("dims", dims)).options();
        });
  }

  private static LayerType concat() {
    return new LayerType(
        "cat",
        Form.FUNCTION,
        "Joins tensors along an axis.",
        1,
        Integer.MAX_VALUE,
        List.of(Option.integer("dim", ANY_AXIS, "the axis").or(0)),
        arguments -> new Concat(arguments.integer("dim")),
        op -> op instanceof Concat(int dim) ? new OptionWriter().put("dim", dim).options() : null);
  }

  private static LayerType stack() {
    return new LayerType(
        "stack",
        Form.FUNCTION,
        "Joins tensors of one shape along a new axis.",
        1,
        Integer.MAX_VALUE,
        List.of(Option.integer("dim", ANY_AXIS, "where it stands in the output").or(0)),
        arguments -> new Stack(arguments.integer("dim")),
        op -> op instanceof Stack(int dim) ? new OptionWriter().put("dim", dim).options() : null);
  }
}
