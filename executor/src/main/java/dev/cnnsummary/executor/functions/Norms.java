package dev.cnnsummary.executor.functions;

import dev.cnnsummary.executor.Draft;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.function.AxisNorm;
import dev.cnnsummary.specs.function.CoercedSoftmax;
import dev.cnnsummary.specs.function.LpNormalize;
import dev.cnnsummary.specs.function.MeanVarianceNorm;
import dev.cnnsummary.specs.shape.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What brings elements along axes to one scale. */
final class Norms {
  /** ONNX adds it to the deviation, which may be 0. */
  private static final double LEAST_DEVIATION = 1e-9;

  private Norms() {}

  static Result of(AxisNorm norm, List<Tensor> in) {
    Tensor input = in.get(0);
    int rank = input.rank();
    int axis = Axes.axis(norm.axis(), rank);
    Lines lines = Lines.along(input.shape(), axis, rank);
    int[] reduced = input.shape();
    Arrays.fill(reduced, axis, rank, 1);
    Draft means = new Draft(norm.stash(), reduced);
    Draft factors = new Draft(norm.stash(), reduced);
    double[] normed = new double[input.numel()];
    lines.each((first, line) -> {
      double mean = 0;
      double squares = 0;
      for (int i = first; i < first + lines.length(); i++) {
        mean += norm.kind() == AxisNorm.Kind.LAYER ? input.get(i) / lines.length() : 0;
      }
      for (int i = first; i < first + lines.length(); i++) {
        squares += (input.get(i) - mean) * (input.get(i) - mean);
      }
      double factor = 1 / Math.sqrt(squares / lines.length() + norm.eps());
      means.put(line, mean);
      factors.put(line, factor);
      for (int i = first; i < first + lines.length(); i++) {
        normed[i] = (input.get(i) - mean) * factor;
      }
    });
    Tensor scaled =
        Binaries.joined(
                DType.F64, Tensor.ofDoubles(input.shape(), normed), in.get(1), (a, b) -> a * b)
            .tensor();
    Tensor output =
        norm.bias()
            ? Binaries.joined(input.dtype(), scaled, in.get(2), (a, b) -> a + b).tensor()
            : scaled.as(input.dtype());
    List<Tensor> outputs = new ArrayList<>(List.of(output, means.tensor(), factors.tensor()));
    return new Result(outputs.subList(0, norm.outputs()), 0);
  }

  static Result of(LpNormalize norm, Tensor input) {
    Lines lines = Lines.along(input.shape(), Axes.axis(norm.dim(), input.rank()));
    Draft output = new Draft(input.dtype(), input.shape());
    lines.each((first, _) -> {
      double sum = 0;
      for (int i = 0; i < lines.length(); i++) {
        double x = Math.abs(input.get(first + i * lines.inners()));
        sum += norm.p() == 1 ? x : Math.pow(x, norm.p());
      }
      double length = norm.p() == 1 ? sum : Math.pow(sum, 1.0 / norm.p());
      for (int i = 0; i < lines.length(); i++) {
        int at = first + i * lines.inners();
        output.put(at, length == 0 ? 0 : input.get(at) / length);
      }
    });
    return Result.of(output);
  }

  static Result of(MeanVarianceNorm norm, Tensor input) {
    boolean[] reduced = Axes.named(norm.axes(), input.rank());
    int[] kept = input.shape();
    int count = 1;
    for (int axis = 0; axis < kept.length; axis++) {
      count *= reduced[axis] ? kept[axis] : 1;
      kept[axis] = reduced[axis] ? 1 : kept[axis];
    }
    int[] strides = Axes.strides(kept);
    for (int axis = 0; axis < kept.length; axis++) {
      strides[axis] = reduced[axis] ? 0 : strides[axis];
    }
    double[] means = new double[Tensor.numel(kept)];
    double[] squares = new double[means.length];
    int[] owner = new int[input.numel()];
    int[] place = new int[kept.length];
    for (int i = 0; i < owner.length; i++) {
      owner[i] = Axes.index(place, strides);
      means[owner[i]] += input.get(i) / count;
      Axes.advance(place, input.shape());
    }
    for (int i = 0; i < owner.length; i++) {
      double distance = input.get(i) - means[owner[i]];
      squares[owner[i]] += distance * distance / count;
    }
    Draft output = new Draft(input.dtype(), input.shape());
    for (int i = 0; i < owner.length; i++) {
      double deviation = Math.sqrt(squares[owner[i]]) + LEAST_DEVIATION;
      output.put(i, (input.get(i) - means[owner[i]]) / deviation);
    }
    return Result.of(output);
  }

  static Result of(CoercedSoftmax softmax, Tensor input) {
    int axis =
        softmax.axis() == input.rank() && softmax.joined()
            ? input.rank()
            : Axes.axis(softmax.axis(), input.rank());
    int end = softmax.joined() ? input.rank() : axis + 1;
    Lines lines = Lines.along(input.shape(), axis, end);
    Draft output = new Draft(input.dtype(), input.shape());
    lines.each((first, _) -> {
      int best = first;
      for (int i = 0; i < lines.length(); i++) {
        int at = first + i * lines.inners();
        best = input.get(at) > input.get(best) ? at : best;
      }
      double most = input.get(best);
      double sum = 0;
      for (int i = 0; i < lines.length(); i++) {
        sum += Math.exp(input.get(first + i * lines.inners()) - most);
      }
      for (int i = 0; i < lines.length(); i++) {
        int at = first + i * lines.inners();
        output.put(
            at,
            switch (softmax.kind()) {
              case SOFTMAX -> Math.exp(input.get(at) - most) / sum;
              case LOG_SOFTMAX -> input.get(at) - most - Math.log(sum);
              case HARDMAX -> at == best ? 1 : 0;
            });
      }
    });
    return Result.of(output);
  }
}
