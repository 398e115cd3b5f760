package dev.cnnsummary.specs.onnx.write;

import dev.cnnsummary.specs.op.ChannelShuffle;
import dev.cnnsummary.specs.op.Flatten;
import dev.cnnsummary.specs.op.Permute;
import dev.cnnsummary.specs.op.PixelShuffle;
import dev.cnnsummary.specs.op.Squeeze;
import dev.cnnsummary.specs.op.Stack;
import dev.cnnsummary.specs.op.Transpose;
import dev.cnnsummary.specs.op.Unsqueeze;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** What keeps its elements and counts them by other axes. */
final class Layouts {
  private Layouts() {}

  static void flatten(Flatten flatten, Emitter emitter) {
    boolean plain =
        emitter.rank() > 1
            && emitter.axis(flatten.startDim()) == 1
            && emitter.axis(flatten.endDim()) == emitter.rank() - 1;
    if (plain) {
      emitter.put(
          0, emitter.add("Flatten", List.of(emitter.input(0)), Attributes.integer("axis", 1)));
    } else {
      reshape(emitter);
    }
  }

  /** To the shape that the output has. */
  static void reshape(Emitter emitter) {
    emitter.put(0, emitter.reshape(emitter.input(0), emitter.shape(0), emitter.output(0).shape()));
  }

  static void squeeze(Squeeze squeeze, Emitter emitter) {
    List<Long> axes = new ArrayList<>();
    for (int axis = 0; axis < emitter.rank(); axis++) {
      int from = axis;
      boolean named =
          squeeze.dims() == null
              || squeeze.dims().stream().anyMatch(dim -> emitter.axis(dim) == from);
      if (named && emitter.shape(0).dim(axis).equals(Dim.ONE)) {
        axes.add((long) axis);
      }
    }
    emitter.put(
        0,
        axes.isEmpty()
            ? emitter.input(0)
            : emitter.add("Squeeze", List.of(emitter.input(0), emitter.integers(axes))));
  }

  static void unsqueeze(Unsqueeze unsqueeze, Emitter emitter) {
    int axis = unsqueeze.dim() < 0 ? unsqueeze.dim() + emitter.rank() + 1 : unsqueeze.dim();
    emitter.put(0, emitter.unsqueeze(emitter.input(0), List.of((long) axis)));
  }

  static void permute(Permute permute, Emitter emitter) {
    List<Integer> order = permute.dims().stream().map(emitter::axis).toList();
    emitter.put(0, emitter.transpose(emitter.input(0), order));
  }

  static void transpose(Transpose transpose, Emitter emitter) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, emitter.rank()).boxed().toList());
    Collections.swap(order, emitter.axis(transpose.dim0()), emitter.axis(transpose.dim1()));
    emitter.put(0, emitter.transpose(emitter.input(0), order));
  }

  static void expand(Emitter emitter) {
    String sizes = emitter.sizes(emitter.output(0).shape().dims());
    emitter.put(0, emitter.add("Expand", List.of(emitter.input(0), sizes)));
  }

  static void stack(Stack stack, Emitter emitter) {
    int axis = stack.dim() < 0 ? stack.dim() + emitter.rank() + 1 : stack.dim();
    List<String> parts = new ArrayList<>();
    for (int operand = 0; operand < emitter.operands(); operand++) {
      String part = Arithmetic.cast(operand, emitter.output(0).dtype(), emitter);
      parts.add(emitter.unsqueeze(part, List.of((long) axis)));
    }
    emitter.put(0, emitter.concat(parts, axis));
  }

  static void cat(int dim, Emitter emitter) {
    List<String> parts =
        IntStream.range(0, emitter.operands())
            .mapToObj(operand -> Arithmetic.cast(operand, emitter.output(0).dtype(), emitter))
            .toList();
    emitter.put(0, emitter.add("Concat", parts, Attributes.integer("axis", emitter.axis(dim))));
  }

  static void pixelShuffle(PixelShuffle shuffle, Emitter emitter) {
    long factor = shuffle.factor();
    if (shuffle.kind() == PixelShuffle.Kind.SHUFFLE && emitter.rank() == 4) {
      emitter.put(
          0,
          emitter.add(
              "DepthToSpace",
              List.of(emitter.input(0)),
              Attributes.integer("blocksize", factor),
              Attributes.text("mode", "CRD")));
      return;
    }
    int lead = emitter.rank() - 3;
    Dim f = Dim.of(factor);
    Shape from = emitter.shape(0);
    Shape to = emitter.output(0).shape();
    boolean more = shuffle.kind() == PixelShuffle.Kind.SHUFFLE;
    List<Dim> divided = new ArrayList<>(from.dims().subList(0, lead));
    divided.addAll(
        more
            ? List.of(to.dim(-3), f, f, from.dim(-2), from.dim(-1))
            : List.of(from.dim(-3), to.dim(-2), f, to.dim(-1), f));
    List<Integer> order = new ArrayList<>(IntStream.range(0, lead).boxed().toList());
    // C f f H W becomes C H f W f, and C H f W f becomes C f f H W.
    for (int axis : more ? new int[] {0, 3, 1, 4, 2} : new int[] {0, 2, 4, 1, 3}) {
      order.add(lead + axis);
    }
    rearrange(emitter, Shape.of(divided), order);
  }

  static void channelShuffle(ChannelShuffle shuffle, Emitter emitter) {
    Shape from = emitter.shape(0);
    List<Dim> divided = new ArrayList<>(from.dims());
    Dim groups = Dim.of(shuffle.groups());
    divided.set(1, from.dim(1).divideExactly(groups));
    divided.add(1, groups);
    List<Integer> order = new ArrayList<>(IntStream.range(0, divided.size()).boxed().toList());
    Collections.swap(order, 1, 2);
    rearrange(emitter, Shape.of(divided), order);
  }

  /** Divides axes, puts them into another order and joins them as the output has them. */
  private static void rearrange(Emitter emitter, Shape divided, List<Integer> order) {
    String parts = emitter.reshape(emitter.input(0), emitter.shape(0), divided);
    String moved = emitter.transpose(parts, order);
    Shape ordered = Shape.of(order.stream().map(divided::dim).toList());
    emitter.put(0, emitter.reshape(moved, ordered, emitter.output(0).shape()));
  }
}
