package dev.cnnsummary.specs.onnx.write;

import dev.cnnsummary.specs.function.ModuleForm;
import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.onnx.proto.AttributeProto;
import dev.cnnsummary.specs.onnx.proto.NodeProto;
import dev.cnnsummary.specs.op.Size;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Adds the nodes that one call of the network becomes. */
final class Emitter {
  private final Model model;
  private final Node node;
  private final Place place;

  /**
   * Begins with a call.
   *
   * @param place of the module, or of the one that a function stands in
   */
  Emitter(Model model, Node node, Place place) {
    this.model = model;
    this.node = node;
    this.place = place;
  }

  /** The same call as one of a module, whose weights are operands here. */
  Emitter as(ModuleForm form) {
    return new Emitter(model, form.call(node), place);
  }

  /** The version of ONNX's operators that is written. */
  int opset() {
    return model.opset();
  }

  int operands() {
    return node.inputs().size();
  }

  String input(int operand) {
    return model.name(node.inputs().get(operand));
  }

  /** Whether two operands are the same value. */
  boolean same(int left, int right) {
    return node.inputs().get(left).equals(node.inputs().get(right));
  }

  TensorType type(int operand) {
    return model.type(node.inputs().get(operand));
  }

  Shape shape(int operand) {
    return type(operand).shape();
  }

  /** The shapes of all operands. */
  List<Shape> shapes() {
    return IntStream.range(0, operands()).mapToObj(this::shape).toList();
  }

  int rank() {
    return shape(0).rank();
  }

  /** An axis of the first operand, from 0. */
  int axis(int dim) {
    return dim < 0 ? dim + rank() : dim;
  }

  TensorType output(int output) {
    return model.type(node.outputs().get(output));
  }

  /** Says which tensor an output is. */
  void put(int output, String name) {
    model.name(node.outputs().get(output), name);
  }

  /** A weight of the module, as its state_dict has it. */
  String weight(int slot) {
    return model.name(node.weights().get(slot));
  }

  int weights() {
    return node.weights().size();
  }

  /** A matrix of a module with rows for its columns. */
  String transposed(String matrix) {
    return add("Transpose", List.of(matrix), Attributes.integers("perm", List.of(1, 0)));
  }

  /** A vector for the channels of {@code [N, C, …]}, so that it broadcasts. */
  String perChannel(String vector, int rank) {
    List<Long> axes = new ArrayList<>();
    for (long axis = 1; axis < rank - 1; axis++) {
      axes.add(axis);
    }
    return axes.isEmpty() ? vector : unsqueeze(vector, axes);
  }

  String unsqueeze(String tensor, List<Long> axes) {
    return add("Unsqueeze", List.of(tensor, integers(axes)));
  }

  /** Adds a node that makes one tensor. */
  String add(String type, List<String> inputs, AttributeProto... attributes) {
    return addAll(type, inputs, 1, attributes).getFirst();
  }

  /** Adds a node that makes several tensors. */
  List<String> addAll(String type, List<String> inputs, int outputs, AttributeProto... attributes) {
    NodeProto like =
        NodeProto.newBuilder().addAllMetadataProps(place.metadata(node.path(), type)).build();
    return model.add(place, like, type, inputs, outputs, Arrays.asList(attributes));
  }

  /** A tensor that is no weight. */
  String constant(Literal literal) {
    return add("Constant", List.of(), Attributes.tensor("value", Elements.tensor(literal)));
  }

  String integers(List<Long> numbers) {
    return constant(Numbers.integers(numbers));
  }

  String integers(long... numbers) {
    return integers(Arrays.stream(numbers).boxed().toList());
  }

  /** A number of the type of the first operand. */
  String scalar(double number) {
    return constant(Numbers.scalar(type(0).dtype(), number));
  }

  /** The value of a size, over the extents of the operands. */
  Dim value(Size size) {
    return switch (size) {
      case Size.Fixed(long number) -> Dim.of(number);
      case Size.Extent(int operand, int axis) -> shape(operand).dim(axis);
      case Size.Quotient(Size dividend, long divisor, boolean exact) ->
          exact
              ? value(dividend).divideExactly(Dim.of(divisor))
              : value(dividend).floorDivide(divisor);
      case Size.Joined(Size.Operator operator, Size left, Size right) ->
          switch (operator) {
            case PLUS -> value(left).plus(value(right));
            case MINUS -> value(left).minus(value(right));
            case TIMES -> value(left).times(value(right));
            case MIN -> Dim.min(value(left), value(right));
            case MAX -> Dim.max(value(left), value(right));
          };
    };
  }

  /**
   * A number that ONNX wants to be told.
   *
   * @throws NoForm if it is an expression
   */
  static long number(Dim dim, String what) {
    if (!dim.isConstant()) {
      throw new NoForm(what + " is " + dim + ", and ONNX wants a number there");
    }
    return dim.value();
  }

  /** The same elements by other axes, whatever the sizes are that are no numbers. */
  String reshape(String tensor, Shape from, Shape to) {
    List<Long> sizes = new ArrayList<>();
    boolean open = false;
    for (int axis = 0; axis < to.rank(); axis++) {
      Dim dim = to.dim(axis);
      if (dim.isConstant()) {
        sizes.add(dim.value());
      } else if (axis < from.rank() && dim.equals(from.dim(axis))) {
        sizes.add(0L); // as it is
      } else if (!open) {
        sizes.add(-1L);
        open = true;
      } else {
        return add("Reshape", List.of(tensor, sizes(to.dims())));
      }
    }
    return add("Reshape", List.of(tensor, integers(sizes)));
  }

  /**
   * As {@link #reshape(String, Shape, Shape)}, by sizes of which 0 keeps and -1 is what is left.
   */
  String reshape(String tensor, long... sizes) {
    return add("Reshape", List.of(tensor, integers(sizes)));
  }

  /** A vector of sizes: those that are no numbers are taken from the operands. */
  String sizes(List<Dim> dims) {
    if (dims.stream().allMatch(Dim::isConstant)) {
      return integers(dims.stream().map(Dim::value).toList());
    }
    List<String> parts = new ArrayList<>();
    List<Long> numbers = new ArrayList<>();
    for (Dim dim : dims) {
      if (dim.isConstant()) {
        numbers.add(dim.value());
        continue;
      }
      if (!numbers.isEmpty()) {
        parts.add(integers(List.copyOf(numbers)));
        numbers.clear();
      }
      parts.add(extent(dim));
    }
    if (!numbers.isEmpty()) {
      parts.add(integers(numbers));
    }
    return parts.size() == 1
        ? parts.getFirst()
        : add("Concat", parts, Attributes.integer("axis", 0));
  }

  /** A vector of one size, which an operand has along an axis. */
  private String extent(Dim dim) {
    for (int operand = 0; operand < operands(); operand++) {
      List<Dim> dims = shape(operand).dims();
      long axis = dims.indexOf(dim);
      if (axis >= 0) {
        String shape = add("Shape", List.of(input(operand)));
        return slice(shape, 0, axis, axis + 1);
      }
    }
    throw new NoForm("the size " + dim + " is none that its inputs have");
  }

  /** Elements of one axis, from one to before another; negative numbers count from the end. */
  String slice(String tensor, int axis, long start, long end) {
    return add(
        "Slice", List.of(tensor, integers(start), integers(end), integers(axis), integers(1)));
  }

  String transpose(String tensor, List<Integer> order) {
    return add("Transpose", List.of(tensor), Attributes.integers("perm", order));
  }

  String transpose(String tensor, Integer... order) {
    return transpose(tensor, List.of(order));
  }

  String concat(List<String> tensors, int axis) {
    return tensors.size() == 1
        ? tensors.getFirst()
        : add("Concat", tensors, Attributes.integer("axis", axis));
  }

  /** A mean or the like along axes; none for all. */
  String reduce(String type, String tensor, List<Long> axes, boolean keep) {
    AttributeProto keeps = Attributes.flag("keepdims", keep);
    if (axes.isEmpty()) {
      return add(type, List.of(tensor), keeps);
    }
    boolean asInput = type.equals("ReduceSum") || opset() >= 18;
    return asInput
        ? add(type, List.of(tensor, integers(axes)), keeps)
        : add(type, List.of(tensor), keeps, Attributes.integers("axes", axes));
  }

  /** Refuses all but 32-bit floating-point operands, as weights are such. */
  void requireFloats() {
    if (type(0).dtype() != DType.F32) {
      throw new NoForm("weights are f32, and its input is " + type(0).dtype().text());
    }
  }
}
