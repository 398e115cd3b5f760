package dev.cnnsummary.executor.functions;

import dev.cnnsummary.executor.Draft;
import dev.cnnsummary.executor.Numbers;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.function.Dequantize;
import dev.cnnsummary.specs.function.Quantize;
import dev.cnnsummary.specs.shape.DType;
import java.util.List;

/** What makes integers of numbers by a scale, and numbers of them again. */
final class Quantizations {
  private static final int MOST = 255;

  private Quantizations() {}

  /** A whole number within the bounds of a type. */
  static double kept(DType dtype, double number) {
    return Math.clamp(number, (double) Numbers.least(dtype), (double) Numbers.greatest(dtype));
  }

  /** Which element of a scale belongs to an element of a tensor. */
  private static final class Owner {
    private final int length;
    private final int inners;
    private final int block;
    private final int scales;
    private final boolean blocked;

    Owner(Tensor input, Tensor scale, int dim, int blockSize) {
      boolean single = scale.numel() == 1 && blockSize == 0;
      Lines lines =
          single
              ? new Lines(1, 1, Math.max(1, input.numel()))
              : Lines.along(input.shape(), Axes.axis(dim, input.rank()));
      length = lines.length();
      inners = lines.inners();
      block = single ? 1 : Math.max(1, blockSize);
      scales = single ? 0 : Math.ceilDiv(length, block);
      Axes.require(
          single || scale.numel() == (blockSize == 0 ? length : lines.outers() * scales * inners),
          scale + " are no scales of " + input);
      this.blocked = blockSize > 0;
    }

    int of(int index) {
      if (scales == 0) {
        return 0;
      }
      int along = index / inners % length / block;
      int outer = index / inners / length;
      return blocked ? (outer * scales + along) * inners + index % inners : along;
    }
  }

  static Result of(Quantize quantize, List<Tensor> in) {
    Tensor input = in.get(0);
    Tensor scale = in.get(1);
    Owner owner = new Owner(input, scale, quantize.axis(), quantize.blockSize());
    boolean single = input.dtype() != DType.F64;
    Draft output = new Draft(quantize.dtype(), input.shape());
    for (int i = 0; i < output.numel(); i++) {
      int at = owner.of(i);
      double zero = in.size() > 2 ? in.get(2).get(at) : 0;
      double quotient =
          single ? (float) input.get(i) / (float) scale.get(at) : input.get(i) / scale.get(at);
      output.put(i, kept(quantize.dtype(), Math.rint(quotient) + zero));
    }
    return Result.of(output);
  }

  static Result of(Dequantize dequantize, List<Tensor> in) {
    Tensor input = in.get(0);
    Tensor scale = in.get(1);
    Owner owner = new Owner(input, scale, dequantize.axis(), dequantize.blockSize());
    DType made = dequantize.dtype();
    Draft output = new Draft(made == null ? scale.dtype() : made, input.shape());
    for (int i = 0; i < output.numel(); i++) {
      int at = owner.of(i);
      double zero = in.size() > 2 ? in.get(2).get(at) : 0;
      output.put(i, (input.get(i) - zero) * scale.get(at));
    }
    return Result.of(output);
  }

  /** The range always holds 0, so that 0 is exact. */
  static Result dynamic(Tensor input) {
    float least = 0;
    float greatest = 0;
    for (int i = 0; i < input.numel(); i++) {
      least = Math.min(least, (float) input.get(i));
      greatest = Math.max(greatest, (float) input.get(i));
    }
    float scale = least == greatest ? 1 : (greatest - least) / MOST;
    double zero = kept(DType.U8, Math.rint(0 - least / scale));
    Draft output = new Draft(DType.U8, input.shape());
    for (int i = 0; i < output.numel(); i++) {
      output.put(i, kept(DType.U8, Math.rint((float) input.get(i) / scale) + zero));
    }
    Tensor scales = Tensor.of(new int[0], scale);
    Tensor zeros = Tensor.of(DType.U8, new int[0], (long) zero);
    return new Result(List.of(output.tensor(), scales, zeros), 0);
  }
}
