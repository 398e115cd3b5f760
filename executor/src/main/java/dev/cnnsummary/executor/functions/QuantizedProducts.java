package dev.cnnsummary.executor.functions;

import dev.cnnsummary.executor.Draft;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.function.IntegerMatMul;
import dev.cnnsummary.specs.function.QuantizedConvolution;
import dev.cnnsummary.specs.shape.DType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Products of integers that stand for numbers. */
final class QuantizedProducts {
  private QuantizedProducts() {}

  static Result of(IntegerMatMul product, List<Tensor> in) {
    Tensor left = in.get(0);
    Tensor right = in.get(1);
    Batches batches = Batches.of(left.shape(), right.shape());
    long[] sums =
        batches.multiply(
            centred(left, product.zeroPoints() > 0 ? byRow(in.get(2), left) : null),
            centred(right, product.zeroPoints() > 1 ? in.get(3) : null));
    Draft output = new Draft(DType.I32, batches.shape());
    for (int i = 0; i < sums.length; i++) {
      output.putInteger(i, sums[i]);
    }
    return new Result(List.of(output.tensor()), batches.macs());
  }

  /** A vector for the left factor has an element for each row. */
  private static Tensor byRow(Tensor vector, Tensor left) {
    boolean rows = vector.rank() == 1 && vector.numel() > 1 && left.rank() > 1;
    return rows ? vector.reshaped(vector.numel(), 1) : vector;
  }

  /** The elements less their zero point, which broadcasts. */
  private static long[] centred(Tensor tensor, @Nullable Tensor zero) {
    return zero == null
        ? tensor.integers()
        : Binaries.joinedIntegers(DType.I64, tensor, zero, (x, z) -> x - z).tensor().integers();
  }

  /** Left, its scale and zero point, right, its scale and zero point, the output's. */
  static Result matrices(List<Tensor> in) {
    Tensor left = in.get(0);
    Tensor right = in.get(3);
    Batches batches = Batches.of(left.shape(), right.shape());
    long[] sums =
        batches.multiply(centred(left, byRow(in.get(2), left)), centred(right, in.get(5)));
    Tensor whole = Tensor.of(DType.I64, batches.shape(), sums);
    Tensor scaled = product(product(whole, byRow(in.get(1), left)), in.get(4));
    Tensor zero = in.get(7);
    Tensor divided = Binaries.joined(DType.F64, scaled, in.get(6), (a, b) -> a / b).tensor();
    Tensor output =
        Binaries.joined(
                zero.dtype(),
                divided,
                zero,
                (x, z) -> Quantizations.kept(zero.dtype(), Math.rint(x) + z))
            .tensor();
    return new Result(List.of(output), batches.macs());
  }

  private static Tensor product(Tensor left, Tensor right) {
    return Binaries.joined(DType.F64, left, right, (a, b) -> a * b).tensor();
  }

  /** Scales of the weight may differ between output channels. */
  static Result of(QuantizedConvolution convolution, List<Tensor> in) {
    Tensor input = in.get(0);
    Tensor weight = in.get(3);
    Tensor zero = in.get(7);
    Convolutions.Sums sums =
        Convolutions.sums(
            convolution.sliding(),
            convolution.groups(),
            Convolutions.numbers(input, in.get(2)),
            input.shape(),
            Convolutions.numbers(weight, in.get(5)),
            weight.shape());
    int channels = weight.dim(0);
    int plane = Axes.product(sums.shape(), 2, sums.shape().length);
    Draft output = new Draft(zero.dtype(), sums.shape());
    for (int i = 0; i < output.numel(); i++) {
      int channel = i / plane % channels;
      double sum = sums.get(i) + (convolution.bias() ? in.get(8).get(channel) : 0);
      double scale = in.get(1).get(0) * in.get(4).get(in.get(4).numel() == 1 ? 0 : channel);
      double quotient = Math.rint(sum * scale / in.get(6).get(0));
      output.put(i, Quantizations.kept(zero.dtype(), quotient + zero.get(0)));
    }
    return new Result(List.of(output.tensor()), sums.macs());
  }
}
