package dev.cnnsummary.executor.functions;

import dev.cnnsummary.executor.Draft;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.function.Addmm;
import dev.cnnsummary.specs.shape.DType;
import java.util.Arrays;
import java.util.List;

/** Products of matrices. */
final class Products {
  private Products() {}

  /** Two tensors as batches of matrices, which broadcast: integers exactly. */
  static Result matrices(Tensor left, Tensor right) {
    Batches batches = Batches.of(left.shape(), right.shape());
    Draft output = new Draft(left.dtype(), batches.shape());
    if (left.dtype().isFloating()) {
      double[] sums =
          batches.multiply(Convolutions.numbers(left, null), Convolutions.numbers(right, null));
      for (int i = 0; i < sums.length; i++) {
        output.put(i, sums[i]);
      }
    } else {
      long[] sums = batches.multiply(left.integers(), right.integers());
      for (int i = 0; i < sums.length; i++) {
        output.putInteger(i, sums[i]);
      }
    }
    return new Result(List.of(output.tensor()), batches.macs());
  }

  static Result of(Addmm addmm, List<Tensor> in) {
    Tensor left = turned(in.get(0), addmm.transposeLeft());
    Tensor right = turned(in.get(1), addmm.transposeRight());
    boolean floating = left.dtype().isFloating();
    Result product = matrices(floating ? wide(left) : left, floating ? wide(right) : right);
    Tensor sums = product.outputs().getFirst();
    Draft scaled = new Draft(sums.dtype(), sums.shape());
    for (int i = 0; i < scaled.numel(); i++) {
      scaled.put(i, addmm.alpha() * sums.get(i));
    }
    if (!addmm.addend()) {
      return new Result(List.of(scaled.tensor().as(left.dtype())), product.macs());
    }
    int[] shape = scaled.tensor().shape();
    Axes.require(
        Arrays.equals(Broadcast.joined(shape, in.get(2).shape()), shape),
        in.get(2) + " does not broadcast to " + Axes.text(shape));
    Draft output =
        Binaries.joined(
            left.dtype(), scaled.tensor(), in.get(2), (sum, added) -> sum + addmm.beta() * added);
    return new Result(List.of(output.tensor()), product.macs());
  }

  private static Tensor wide(Tensor tensor) {
    return tensor.as(DType.F64);
  }

  private static Tensor turned(Tensor matrix, boolean transpose) {
    Axes.require(matrix.rank() == 2, "a matrix is needed, got " + matrix);
    return transpose ? Picks.permuted(matrix, 1, 0) : matrix;
  }
}
