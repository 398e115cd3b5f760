package dev.cnnsummary.specs.onnx.write;

import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.op.Narrow;
import dev.cnnsummary.specs.op.Select;
import dev.cnnsummary.specs.op.Size;
import dev.cnnsummary.specs.op.Slice;
import dev.cnnsummary.specs.shape.Dim;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What takes parts of axes. */
final class Slices {
  private Slices() {}

  /** Parts of an axis, as large as the outputs are. */
  static void split(int dim, int parts, Emitter emitter) {
    int axis = emitter.axis(dim);
    List<Long> sizes = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      sizes.add(Emitter.number(emitter.output(part).shape().dim(axis), "the size of a part"));
    }
    List<String> made =
        emitter.addAll(
            "Split",
            List.of(emitter.input(0), emitter.integers(sizes)),
            parts,
            Attributes.integer("axis", axis));
    for (int part = 0; part < parts; part++) {
      emitter.put(part, made.get(part));
    }
  }

  static void slice(Slice slice, Emitter emitter) {
    List<Long> starts = new ArrayList<>();
    List<Long> ends = new ArrayList<>();
    for (int i = 0; i < slice.dims().size(); i++) {
      starts.add(bound(slice.starts().get(i), 0, emitter));
      ends.add(bound(slice.ends().get(i), Long.MAX_VALUE, emitter));
    }
    List<Long> axes = slice.dims().stream().map(dim -> (long) emitter.axis(dim)).toList();
    List<Long> steps = slice.steps().stream().map(Integer::longValue).toList();
    emitter.put(
        0,
        emitter.add(
            "Slice",
            List.of(
                emitter.input(0),
                emitter.integers(starts),
                emitter.integers(ends),
                emitter.integers(axes),
                emitter.integers(steps))));
  }

  private static long bound(@Nullable Size size, long otherwise, Emitter emitter) {
    return size == null
        ? otherwise
        : Emitter.number(emitter.value(size), "where a slice starts or ends");
  }

  static void narrow(Narrow narrow, Emitter emitter) {
    int axis = emitter.axis(narrow.dim());
    long start = Emitter.number(emitter.value(narrow.start()), "where it starts");
    long length = Emitter.number(emitter.value(narrow.length()), "its length");
    Dim extent = emitter.shape(0).dim(axis);
    boolean toEnd = start < 0 && start + length == 0;
    long end = toEnd ? Long.MAX_VALUE : start + length;
    if (start < 0 && !toEnd && start + length > 0) {
      throw new NoForm(length + " elements from " + start + " of " + extent);
    }
    emitter.put(0, emitter.slice(emitter.input(0), axis, start, end));
  }

  static void select(Select select, Emitter emitter) {
    String index = emitter.constant(Literal.integers(List.of(), select.index()));
    emitter.put(
        0,
        emitter.add(
            "Gather",
            List.of(emitter.input(0), index),
            Attributes.integer("axis", emitter.axis(select.dim()))));
  }

  static void indexSelect(int dim, Emitter emitter) {
    emitter.put(
        0,
        emitter.add(
            "Gather",
            List.of(emitter.input(0), emitter.input(1)),
            Attributes.integer("axis", emitter.axis(dim))));
  }
}
