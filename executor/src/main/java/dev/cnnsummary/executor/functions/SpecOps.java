package dev.cnnsummary.executor.functions;

import dev.cnnsummary.executor.Draft;
import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.executor.reference.Definition;
import dev.cnnsummary.executor.reference.Definitions;
import dev.cnnsummary.executor.reference.Shapes;
import dev.cnnsummary.specs.op.CenterCrop;
import dev.cnnsummary.specs.op.ChannelShuffle;
import dev.cnnsummary.specs.op.Chunk;
import dev.cnnsummary.specs.op.Concat;
import dev.cnnsummary.specs.op.Contiguous;
import dev.cnnsummary.specs.op.Dropout;
import dev.cnnsummary.specs.op.Elementwise;
import dev.cnnsummary.specs.op.Embedding;
import dev.cnnsummary.specs.op.Expand;
import dev.cnnsummary.specs.op.Flatten;
import dev.cnnsummary.specs.op.Identity;
import dev.cnnsummary.specs.op.IndexSelect;
import dev.cnnsummary.specs.op.MatMul;
import dev.cnnsummary.specs.op.Narrow;
import dev.cnnsummary.specs.op.Op;
import dev.cnnsummary.specs.op.Pad;
import dev.cnnsummary.specs.op.Permute;
import dev.cnnsummary.specs.op.PixelShuffle;
import dev.cnnsummary.specs.op.Reshape;
import dev.cnnsummary.specs.op.Roll;
import dev.cnnsummary.specs.op.Select;
import dev.cnnsummary.specs.op.Slice;
import dev.cnnsummary.specs.op.Split;
import dev.cnnsummary.specs.op.Squeeze;
import dev.cnnsummary.specs.op.Stack;
import dev.cnnsummary.specs.op.Transpose;
import dev.cnnsummary.specs.op.Unflatten;
import dev.cnnsummary.specs.op.Unsqueeze;
import dev.cnnsummary.specs.shape.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The operators of specs on numbers that no kernel takes: integers exactly, the others by their
 * definitions in double precision.
 */
final class SpecOps {
  private SpecOps() {}

  static Result of(Op op, List<Tensor> operands, List<Tensor> weights) {
    boolean whole = operands.stream().noneMatch(each -> each.dtype().isFloating());
    return switch (op) {
      case Elementwise arithmetic when whole && isWhole(arithmetic) ->
          integers(arithmetic, operands);
      case MatMul _ -> Products.matrices(operands.get(0), operands.get(1));
      case Embedding lookup when lookup.maxNorm() == null ->
          Indices.slices(weights.getFirst(), operands.getFirst(), 0);
      case Contiguous _,
          Dropout _,
          Flatten _,
          Identity _,
          Reshape _,
          Squeeze _,
          Unflatten _,
          Unsqueeze _ ->
          Result.of(operands.getFirst().reshaped(outputs(op, operands).getFirst().array()));
      case Concat _, Stack _ -> moved(op, operands, operands.size(), null);
      case Pad pad ->
          moved(new Pad(pad.amounts(), pad.mode(), Picks.NOWHERE), operands, 1, pad.value());
      case CenterCrop _,
          ChannelShuffle _,
          Chunk _,
          Expand _,
          IndexSelect _,
          Narrow _,
          Permute _,
          PixelShuffle _,
          Roll _,
          Select _,
          Slice _,
          Split _,
          Transpose _ ->
          moved(op, operands, 1, op instanceof CenterCrop ? 0.0 : null);
      default -> defined(op, operands, weights);
    };
  }

  private static List<Extent> outputs(Op op, List<Tensor> operands) {
    return Shapes.of(op, operands.stream().map(Tensor::extent).toList()).outputs();
  }

  /** Division of integers is PyTorch's, which makes fractions. */
  private static boolean isWhole(Elementwise arithmetic) {
    Double number = arithmetic.other();
    return arithmetic.kind() != Elementwise.Kind.DIV
        && (number == null || number == Math.rint(number));
  }

  private static Result integers(Elementwise arithmetic, List<Tensor> operands) {
    Extent made = outputs(arithmetic, operands).getFirst();
    Double number = arithmetic.other();
    Tensor right =
        number == null
            ? operands.get(1)
            : Tensor.of(made.dtype(), new int[0], (long) (double) number);
    boolean unsigned = made.dtype() == DType.U64;
    LongBinaryOperator function =
        switch (arithmetic.kind()) {
          case ADD -> Long::sum;
          case SUB -> (a, b) -> a - b;
          case MUL -> (a, b) -> a * b;
          case MAXIMUM -> (a, b) -> Binaries.order(unsigned, a, b) >= 0 ? a : b;
          case MINIMUM -> (a, b) -> Binaries.order(unsigned, a, b) <= 0 ? a : b;
          case DIV -> throw new IllegalStateException("it makes fractions");
        };
    return Result.of(Binaries.joinedIntegers(made.dtype(), operands.get(0), right, function));
  }

  /**
   * Moves elements of any type: where each comes from is what the definition makes of operands
   * whose elements are numbered.
   *
   * @param numbered how many operands hold elements; those after them tell places
   * @param filler what stands where the definition says {@link Picks#NOWHERE}
   */
  private static Result moved(Op op, List<Tensor> operands, int numbered, @Nullable Double filler) {
    List<Tensor> numbers = new ArrayList<>(operands);
    int[] starts = new int[numbered + 1];
    for (int i = 0; i < numbered; i++) {
      Tensor operand = operands.get(i);
      long[] own = new long[operand.numel()];
      int start = starts[i];
      Arrays.setAll(own, k -> start + k);
      starts[i + 1] = Math.addExact(start, own.length);
      numbers.set(i, Tensor.of(DType.I64, operand.shape(), own));
    }
    Definition places = Definitions.of(op, numbers, List.of());
    List<Extent> extents = outputs(op, operands);
    List<Tensor> made = new ArrayList<>();
    for (int output = 0; output < extents.size(); output++) {
      Draft draft = new Draft(extents.get(output).dtype(), extents.get(output).array());
      for (int i = 0; i < draft.numel(); i++) {
        int place = (int) places.at(output, i);
        if (place == Picks.NOWHERE) {
          draft.put(i, filler == null ? 0 : filler);
        } else {
          int operand = owner(starts, place);
          draft.putOf(i, operands.get(operand), place - starts[operand]);
        }
      }
      made.add(draft.tensor());
    }
    return new Result(made, 0);
  }

  private static int owner(int[] starts, int place) {
    int owner = 0;
    while (starts[owner + 1] <= place) {
      owner++;
    }
    return owner;
  }

  private static Result defined(Op op, List<Tensor> operands, List<Tensor> weights) {
    Definition definition = Definitions.of(op, operands, weights);
    List<Tensor> made = new ArrayList<>();
    List<Extent> extents = outputs(op, operands);
    for (int output = 0; output < extents.size(); output++) {
      Draft draft = new Draft(extents.get(output).dtype(), extents.get(output).array());
      for (int i = 0; i < draft.numel(); i++) {
        draft.put(i, definition.at(output, i));
      }
      made.add(draft.tensor());
    }
    return new Result(made, definition.macs());
  }
}
