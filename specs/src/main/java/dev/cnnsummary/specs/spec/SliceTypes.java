package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.graph.Node.Form;
import dev.cnnsummary.specs.op.CenterCrop;
import dev.cnnsummary.specs.op.Chunk;
import dev.cnnsummary.specs.op.IndexSelect;
import dev.cnnsummary.specs.op.Narrow;
import dev.cnnsummary.specs.op.Op;
import dev.cnnsummary.specs.op.Select;
import dev.cnnsummary.specs.op.Size;
import dev.cnnsummary.specs.op.Slice;
import dev.cnnsummary.specs.op.Split;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What takes parts of a tensor. */
final class SliceTypes {
  private static final int ANY = Integer.MIN_VALUE;
  private static final int MOST_PARTS = 10_000;

  private SliceTypes() {}

  static List<LayerType> types() {
    return List.of(chunk(), split(), slice(), select(), narrow(), indexSelect(), centerCrop());
  }

  private static Option dim() {
    return Option.integer("dim", ANY, "the axis");
  }

  private static LayerType chunk() {
    return LayerType.of(
        "chunk",
        Form.FUNCTION,
        "Divides an axis into parts of one size, the last one perhaps shorter.",
        List.of(Option.integer("chunks", 1, "the number of parts"), dim().or(0)),
        arguments -> {
          int chunks = arguments.integer("chunks");
          if (chunks > MOST_PARTS) {
            arguments.problem("chunks", "expected at most " + MOST_PARTS + ", got " + chunks);
          }
          return new Chunk(Math.min(chunks, MOST_PARTS), arguments.integer("dim"));
        },
        op ->
            op instanceof Chunk(int chunks, int dim)
                ? new OptionWriter().put("chunks", chunks).put("dim", dim).options()
                : null);
  }

  private static LayerType split() {
    String sections = "split_size_or_sections";
    return new LayerType(
        "split",
        Form.FUNCTION,
        "Divides an axis into parts of given sizes.",
        1,
        2,
        List.of(Option.extents(sections, 1, 0, "a list, one size for each part"), dim().or(0)),
        arguments -> {
          List<Size> sizes = arguments.extents(sections);
          if (!arguments.isList(sections)) {
            arguments.problem(
                sections,
                "expected a list with a size for each part: how many parts one size makes depends"
                    + " on the input");
          }
          arguments.checkSecondInput(sizes);
          return new Split(sizes, arguments.integer("dim"));
        },
        op ->
            op instanceof Split(List<Size> sizes, int dim)
                ? new OptionWriter().putExtents(sections, sizes).put("dim", dim).options()
                : null);
  }

  private static LayerType slice() {
    return new LayerType(
        "slice",
        Form.FUNCTION,
        "Takes ranges of axes, as Python's x[start:end:step].",
        1,
        2,
        List.of(
            Option.integers("dim", "the axis, or a list of them"),
            Option.extents("start", ANY, 0, "the first element; null for the axis' first")
                .orNull()
                .orNullInside(),
            Option.extents("end", ANY, 0, "where the range ends; null for the axis' end")
                .orNull()
                .orNullInside(),
            Option.sizes("step", 1, 0, "from one element to the next").or(1)),
        arguments -> {
          List<Integer> dims = arguments.sizes("dim");
          List<@Nullable Size> starts = forEach(arguments, "start", dims.size());
          List<@Nullable Size> ends = forEach(arguments, "end", dims.size());
          List<Integer> steps = arguments.sizes("step");
          if (!arguments.isList("step")) {
            steps = Collections.nCopies(dims.size(), steps.getFirst());
          } else if (steps.size() != dims.size()) {
            arguments.problem("step", expected(dims.size(), steps.size()));
          }
          List<Size> given = new ArrayList<>();
          starts.stream().filter(Objects::nonNull).forEach(given::add);
          ends.stream().filter(Objects::nonNull).forEach(given::add);
          arguments.checkSecondInput(given);
          return new Slice(dims, starts, ends, steps);
        },
        SliceTypes::writeSlice);
  }

  /** An option with an entry for each axis; one that stands alone is for all. */
  private static List<@Nullable Size> forEach(Arguments arguments, String option, int axes) {
    List<@Nullable Size> sizes = arguments.extentsOrNull(option);
    if (!arguments.isList(option)) {
      return Collections.nCopies(axes, sizes.getFirst());
    }
    if (sizes.size() != axes) {
      arguments.problem(option, expected(axes, sizes.size()));
    }
    return sizes;
  }

  private static String expected(int axes, int got) {
    return "expected one for each of the " + axes + " axes of dim, got " + got;
  }

  private static @Nullable Map<String, Data> writeSlice(Op op) {
    if (!(op instanceof Slice slice)) {
      return null;
    }
    OptionWriter options = new OptionWriter().putList("dim", slice.dims());
    if (slice.starts().stream().anyMatch(Objects::nonNull)) {
      options.putExtents("start", slice.starts());
    }
    if (slice.ends().stream().anyMatch(Objects::nonNull)) {
      options.putExtents("end", slice.ends());
    }
    return options.put("step", slice.steps()).options();
  }

  private static LayerType select() {
    return LayerType.of(
        "select",
        Form.FUNCTION,
        "Takes one element of an axis, which then is gone.",
        List.of(dim(), Option.integer("index", ANY, "which element")),
        arguments -> new Select(arguments.integer("dim"), arguments.integer("index")),
        op ->
            op instanceof Select(int dim, int index)
                ? new OptionWriter().put("dim", dim).put("index", index).options()
                : null);
  }

  private static LayerType narrow() {
    return new LayerType(
        "narrow",
        Form.FUNCTION,
        "Takes so many elements of an axis, all of which must be there.",
        1,
        2,
        List.of(
            dim(),
            Option.extents("start", ANY, 1, "the first element"),
            Option.extents("length", 1, 1, "how many")),
        arguments -> {
          Size start = arguments.extents("start").getFirst();
          Size length = arguments.extents("length").getFirst();
          arguments.checkSecondInput(List.of(start, length));
          return new Narrow(arguments.integer("dim"), start, length);
        },
        op ->
            op instanceof Narrow(int dim, Size start, Size length)
                ? new OptionWriter()
                    .put("dim", dim)
                    .put("start", start)
                    .put("length", length)
                    .options()
                : null);
  }

  private static LayerType indexSelect() {
    return new LayerType(
        "index_select",
        Form.FUNCTION,
        "Takes the elements of an axis that a second input lists.",
        2,
        2,
        List.of(dim()),
        arguments -> new IndexSelect(arguments.integer("dim")),
        op ->
            op instanceof IndexSelect(int dim)
                ? new OptionWriter().put("dim", dim).options()
                : null);
  }

  private static LayerType centerCrop() {
    return new LayerType(
        "center_crop",
        Form.FUNCTION,
        "Cuts out the middle of the last two axes, with zeros around it where it is larger.",
        1,
        2,
        List.of(Option.extents("output_size", 1, 2, "height and width of the output")),
        arguments -> {
          List<Size> sizes = arguments.extents("output_size");
          arguments.checkSecondInput(sizes);
          return new CenterCrop(sizes.getFirst(), sizes.getLast());
        },
        op ->
            op instanceof CenterCrop(Size height, Size width)
                ? new OptionWriter().putExtents("output_size", List.of(height, width)).options()
                : null);
  }
}
