package dev.cnnsummary.analyzer.convert;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.specs.function.SliceBy;
import dev.cnnsummary.specs.function.SplitBy;
import dev.cnnsummary.specs.function.UnsqueezeAxes;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.op.Expand;
import dev.cnnsummary.specs.op.Reshape;
import dev.cnnsummary.specs.op.Size;
import dev.cnnsummary.specs.op.Slice;
import dev.cnnsummary.specs.op.Split;
import dev.cnnsummary.specs.op.Unsqueeze;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.util.ArrayList;
import java.util.List;

/** Finds words for changes of layout, whose sizes the file may have computed. */
final class LayoutWords {
  /** A number that no axis reaches stands for its end. */
  private static final long FAR = Integer.MAX_VALUE;

  private final Analysis analysis;
  private final Dim batch;

  LayoutWords(Analysis analysis) {
    this.analysis = analysis;
    this.batch = analysis.inputs().batch();
  }

  private Shape input(Node node) {
    return Words.shape(analysis, node.inputs().getFirst());
  }

  private Shape output(Node node) {
    return Words.shape(analysis, node.outputs().getFirst());
  }

  Wording reshape(Node node) {
    Shape from = input(node);
    Shape to = output(node);
    if (from.equals(to)) {
      return Words.same(node);
    }
    if (node.op() instanceof UnsqueezeAxes && to.rank() == from.rank() + 1) {
      for (int axis = 0; axis < to.rank(); axis++) {
        List<Dim> shorter = new ArrayList<>(to.dims());
        if (shorter.remove(axis).equals(Dim.ONE) && shorter.equals(from.dims())) {
          return Words.words("unsqueeze", new Unsqueeze(axis), node);
        }
      }
    }
    List<Size> sizes = new ArrayList<>();
    boolean open = false;
    for (int axis = 0; axis < to.rank(); axis++) {
      Dim dim = to.dim(axis);
      if (axis < from.rank() && keeps(from, to, axis)) {
        sizes.add(new Size.Extent(0, axis));
      } else if (dim.isConstant()) {
        sizes.add(Size.of(dim.value()));
      } else if (from.dims().contains(dim)) {
        sizes.add(new Size.Extent(0, from.dims().indexOf(dim)));
      } else if (!open) {
        sizes.add(Size.of(-1));
        open = true;
      } else {
        throw new NoWords("its output " + to + " cannot be told by the extents of " + from);
      }
    }
    return Words.words("reshape", new Reshape(sizes), node);
  }

  /** Whether an axis stays as it is: where its size is open, and the batch, which is in a spec. */
  private boolean keeps(Shape from, Shape to, int axis) {
    Dim dim = to.dim(axis);
    return dim.equals(from.dim(axis)) && (!dim.isConstant() || (axis == 0 && dim.equals(batch)));
  }

  /** A batch that the file has as a number is open in a spec. */
  List<Size> open(List<Size> sizes, Node node) {
    Shape from = input(node);
    List<Size> open = new ArrayList<>(sizes);
    boolean batchFirst =
        batch.isConstant()
            && !sizes.isEmpty()
            && from.rank() > 0
            && from.dim(0).equals(batch)
            && sizes.getFirst().equals(Size.of(batch.value()));
    if (batchFirst) {
      open.set(0, new Size.Extent(0, 0));
    }
    return open;
  }

  Wording expand(Node node) {
    Shape from = input(node);
    Shape to = output(node);
    Value tensor = node.inputs().getFirst();
    Value image = analysis.graph().inputs().getFirst();
    boolean fixed = tensor.kind() != Value.Kind.ACTIVATION;
    List<Size> sizes = new ArrayList<>();
    boolean like = false;
    int added = to.rank() - from.rank();
    for (int axis = 0; axis < to.rank(); axis++) {
      boolean asBatch = axis == 0 && to.dim(0).equals(batch) && (fixed || !batch.isConstant());
      if (axis >= added && to.dim(axis).equals(from.dim(axis - added)) && !(asBatch && fixed)) {
        sizes.add(Size.of(-1));
      } else if (asBatch) {
        sizes.add(new Size.Extent(1, 0));
        like = true;
      } else if (to.dim(axis).isConstant()) {
        sizes.add(Size.of(to.dim(axis).value()));
      } else {
        throw new NoWords("its output " + to + " cannot be told by the extents of " + from);
      }
    }
    if (added == 0 && sizes.stream().allMatch(Size.of(-1)::equals)) {
      return Words.same(node);
    }
    return new Wording.Layer(
        "expand", new Expand(sizes), like ? List.of(tensor, image) : List.of(tensor), null);
  }

  Wording split(SplitBy split, Node node) {
    Shape from = input(node);
    int axis = split.dim() < 0 ? split.dim() + from.rank() : split.dim();
    List<Size> sizes = new ArrayList<>();
    for (Value part : node.outputs()) {
      Dim extent = Words.shape(analysis, part).dim(axis);
      if (!extent.isConstant()) {
        throw new NoWords("a part of it has " + extent + " elements, which is no number");
      }
      sizes.add(Size.of(extent.value()));
    }
    return Words.words("split", new Split(sizes, axis), node);
  }

  /** With bounds that arithmetic of shapes makes. */
  Wording slice(SliceBy slice, Node node) {
    List<Integer> axes = new ArrayList<>();
    List<Size> starts = new ArrayList<>();
    List<Size> ends = new ArrayList<>();
    List<Integer> steps = new ArrayList<>();
    List<Dim> first = numbers(node, 1);
    for (int i = 0; i < first.size(); i++) {
      axes.add(slice.axes() ? (int) number(numbers(node, 3).get(i)) : i);
      starts.add(Size.of(Math.max(number(first.get(i)), -FAR)));
      Dim extent = input(node).dim(axes.getLast());
      long furthest = extent.isConstant() ? extent.value() : FAR;
      ends.add(Size.of(Math.clamp(number(numbers(node, 2).get(i)), -FAR, furthest)));
      steps.add(slice.steps() ? (int) number(numbers(node, slice.axes() ? 4 : 3).get(i)) : 1);
    }
    if (steps.stream().anyMatch(step -> step < 1)) {
      throw new NoWords("the language has no steps backwards");
    }
    return Words.words("slice", new Slice(axes, starts, ends, steps), node);
  }

  private List<Dim> numbers(Node node, int operand) {
    List<Dim> numbers = analysis.sizes(node.inputs().get(operand));
    if (numbers == null) {
      throw new NoWords("it is told numbers that depend on data");
    }
    return numbers;
  }

  private static long number(Dim dim) {
    if (!dim.isConstant()) {
      throw new NoWords("it is told " + dim + ", which is no number");
    }
    return dim.value();
  }
}
