package dev.cnnsummary.specs.function;

import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.op.Bilinear;
import dev.cnnsummary.specs.op.Convolution;
import dev.cnnsummary.specs.op.Embedding;
import dev.cnnsummary.specs.op.Linear;
import dev.cnnsummary.specs.op.Op;
import dev.cnnsummary.specs.op.PRelu;
import dev.cnnsummary.specs.op.TransposedConvolution;
import dev.cnnsummary.specs.op.WeightSlot;
import dev.cnnsummary.specs.op.Window;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The module that computes the same as a function whose weights are operands.
 *
 * @param module its operator
 * @param data how many of the function's operands are data of the module; they come first
 * @param slots for each weight of the module the number of the operand that it is; counters, which
 *     no evaluation needs, have none
 */
public record ModuleForm(Op module, int data, List<Integer> slots) {
  /** Copies the list. */
  public ModuleForm {
    slots = List.copyOf(slots);
  }

  /**
   * The module's form of a function.
   *
   * @param operands the shapes of the function's operands, as many as are known
   * @return null where no module computes the same, or declares a size that is no number here
   */
  public static @Nullable ModuleForm of(TensorFunction function, List<Shape> operands) {
    return switch (function) {
      case FunctionalConvolution convolution when rank(operands, 1) > 2 ->
          convolution(convolution, operands);
      case FunctionalTransposedConvolution convolution when rank(operands, 1) > 2 ->
          transposed(convolution, operands);
      case FunctionalLinear(boolean bias)
          when rank(operands, 1) == 2 && known(operands.get(1).dim(0)) ->
          plain(new Linear(null, number(operands.get(1).dim(0)), bias), 1);
      case FunctionalBilinear(boolean bias)
          when rank(operands, 2) == 3 && known(operands.get(2).dim(0)) ->
          plain(new Bilinear(null, null, number(operands.get(2).dim(0)), bias), 2);
      case FunctionalEmbedding embedding when rank(operands, 1) == 2 ->
          embedding(embedding, operands.get(1));
      case FunctionalPRelu() when rank(operands, 1) >= 0 && known(operands.get(1).numel()) ->
          plain(new PRelu(number(operands.get(1).numel()), 0.25), 1);
      case FunctionalNorm norm -> norm(norm);
      default -> null;
    };
  }

  private static int rank(List<Shape> operands, int operand) {
    return operand < operands.size() ? operands.get(operand).rank() : -1;
  }

  /** Weight and bias follow the data. */
  private static ModuleForm plain(Op module, int data) {
    return new ModuleForm(
        module, data, IntStream.range(data, data + module.weights().size()).boxed().toList());
  }

  private static boolean known(Dim dim) {
    return dim.isConstant() && dim.value() <= Integer.MAX_VALUE;
  }

  private static int number(Dim dim) {
    return Math.toIntExact(dim.value());
  }

  private static @Nullable ModuleForm embedding(FunctionalEmbedding embedding, Shape table) {
    if (!known(table.dim(0)) || !known(table.dim(1))) {
      return null;
    }
    Op module =
        new Embedding(
            number(table.dim(0)),
            number(table.dim(1)),
            embedding.paddingIdx(),
            embedding.maxNorm(),
            embedding.normType(),
            embedding.scaleGradByFreq(),
            embedding.sparse());
    return plain(module, 1);
  }

  /** A function takes statistics before weight and bias, a module has them after. */
  private static ModuleForm norm(FunctionalNorm norm) {
    int statistics = norm.running() ? 2 : 0;
    int learned =
        (int)
            norm.norm().weights().stream()
                .filter(slot -> slot.kind() == WeightSlot.Kind.PARAMETER)
                .count();
    List<Integer> slots = new ArrayList<>();
    IntStream.range(0, learned).forEach(slot -> slots.add(1 + statistics + slot));
    IntStream.range(0, statistics).forEach(slot -> slots.add(1 + slot));
    return new ModuleForm(norm.norm(), 1, slots);
  }

  private static @Nullable ModuleForm convolution(
      FunctionalConvolution convolution, List<Shape> operands) {
    Window window = convolution.sliding().window(operands.get(1));
    Dim channels = operands.get(1).dim(0);
    return window == null || !known(channels)
        ? null
        : plain(
            new Convolution(
                null,
                number(channels),
                window,
                convolution.groups(),
                convolution.bias(),
                Convolution.PaddingMode.ZEROS),
            1);
  }

  private static @Nullable ModuleForm transposed(
      FunctionalTransposedConvolution convolution, List<Shape> operands) {
    Window window = convolution.sliding().window(operands.get(1));
    Dim channels = operands.get(1).dim(1).times(convolution.groups());
    boolean explicit =
        convolution.outputShape() == null
            && convolution.sliding().padding() != Sliding.AutoPad.SAME_UPPER
            && convolution.sliding().padding() != Sliding.AutoPad.SAME_LOWER;
    if (window == null || !explicit || !known(channels)) {
      return null;
    }
    Op module =
        new TransposedConvolution(
            null,
            number(channels),
            window,
            Sliding.filled(convolution.outputPadding(), window.axes(), 0),
            convolution.groups(),
            convolution.bias(),
            null);
    return plain(module, 1);
  }

  /** What of a function's operands is data of the module. */
  public <T> List<T> data(List<T> operands) {
    return operands.subList(0, data);
  }

  /** What of a function's operands are weights of the module, in the order of its slots. */
  public <T> List<T> weights(List<T> operands) {
    return slots.stream().<T>map(slot -> Objects.requireNonNull(operands.get(slot))).toList();
  }

  /** The same call as one of the module. */
  public Node call(Node node) {
    return new Node(
        node.index(),
        node.path(),
        node.call(),
        node.type(),
        node.form(),
        module,
        data(node.inputs()),
        weights(node.inputs()),
        node.outputs());
  }
}
