package dev.cnnsummary.executor.functions;

import dev.cnnsummary.executor.Draft;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.function.FunctionalConvolution;
import dev.cnnsummary.specs.function.IntegerConvolution;
import dev.cnnsummary.specs.function.Sliding;
import dev.cnnsummary.specs.op.Convolution;
import dev.cnnsummary.specs.shape.DType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Convolutions whose weights are operands. */
final class Convolutions {
  private Convolutions() {}

  static Result of(FunctionalConvolution convolution, List<Tensor> in) {
    Sums sums =
        sums(
            convolution.sliding(),
            convolution.groups(),
            numbers(in.get(0), null),
            in.get(0).shape(),
            numbers(in.get(1), null),
            in.get(1).shape());
    if (convolution.bias()) {
      addPerChannel(sums, in.get(2));
    }
    Draft output = new Draft(in.get(0).dtype(), sums.shape);
    for (int i = 0; i < output.numel(); i++) {
      output.put(i, sums.numbers[i]);
    }
    return new Result(List.of(output.tensor()), sums.macs);
  }

  /** The module that computes the same; null where none does. */
  static @Nullable Lowered lowered(FunctionalConvolution convolution, List<Tensor> in) {
    Tensor input = in.get(0);
    Tensor weight = in.get(1);
    int axes = input.rank() - 2;
    if (axes < 1 || axes > 3 || weight.rank() != input.rank()) {
      return null;
    }
    Slider slider = slider(convolution.sliding(), input.shape(), weight.shape());
    if (!slider.addsOnly()) {
      return null;
    }
    Convolution op =
        new Convolution(
            null,
            weight.dim(0),
            slider.window(),
            convolution.groups(),
            convolution.bias(),
            Convolution.PaddingMode.ZEROS);
    int[] shape = joined(input.dim(0), weight.dim(0), slider.positions());
    return Lowerings.of(op, List.of(input), in.subList(1, in.size()), input.dtype(), shape);
  }

  private static Slider slider(Sliding sliding, int[] shape, int[] weight) {
    Axes.require(
        shape.length > 2 && weight.length == shape.length,
        "[N, C, spatial…] and a weight of as many axes are needed, got "
            + Axes.text(shape)
            + " and "
            + Axes.text(weight));
    int[] kernel = Arrays.copyOfRange(weight, 2, weight.length);
    int[] spatial = Arrays.copyOfRange(shape, 2, shape.length);
    return Slider.of(sliding, kernel, spatial, false);
  }

  private static int[] joined(int batch, int channels, int[] spatial) {
    int[] shape = new int[spatial.length + 2];
    shape[0] = batch;
    shape[1] = channels;
    System.arraycopy(spatial, 0, shape, 2, spatial.length);
    return shape;
  }

  /** The zero points are those of the input, and of the weight, which may have one per channel. */
  static Result of(IntegerConvolution convolution, List<Tensor> in) {
    Tensor inputZero = convolution.zeroPoints() > 0 ? in.get(2) : null;
    Tensor weightZero = convolution.zeroPoints() > 1 ? in.get(3) : null;
    Sums sums =
        sums(
            convolution.sliding(),
            convolution.groups(),
            numbers(in.get(0), inputZero),
            in.get(0).shape(),
            numbers(in.get(1), weightZero),
            in.get(1).shape());
    Draft output = new Draft(DType.I32, sums.shape);
    for (int i = 0; i < output.numel(); i++) {
      output.putInteger(i, (long) sums.numbers[i]);
    }
    return new Result(List.of(output.tensor()), sums.macs);
  }

  /**
   * The elements less their zero point.
   *
   * @param zero one number, or one for each extent of the first axis
   */
  static double[] numbers(Tensor tensor, @Nullable Tensor zero) {
    double[] numbers = new double[tensor.numel()];
    int zeros = zero == null ? 1 : zero.numel();
    boolean perChannel = zeros != 1;
    Axes.require(
        !perChannel || (tensor.rank() > 0 && zeros == tensor.dim(0)),
        "zero points " + zero + " for " + tensor);
    int slice = perChannel ? Math.max(1, numbers.length / tensor.dim(0)) : 1;
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = tensor.get(i) - (zero == null ? 0 : zero.get(perChannel ? i / slice : 0));
    }
    return numbers;
  }

  /** Sums of products. */
  static final class Sums {
    private final double[] numbers;
    private final int[] shape;
    private final long macs;

    private Sums(double[] numbers, int[] shape, long macs) {
      this.numbers = numbers;
      this.shape = shape;
      this.macs = macs;
    }

    double get(int index) {
      return numbers[index];
    }

    /** The extents of the output. */
    int[] shape() {
      return shape;
    }

    /** How many products were walked, padded taps among them. */
    long macs() {
      return macs;
    }
  }

  private static void addPerChannel(Sums sums, Tensor bias) {
    Axes.require(
        bias.rank() == 1 && bias.dim(0) == sums.shape[1],
        "a bias of " + bias + " for " + sums.shape[1] + " channels");
    int plane = Axes.product(sums.shape, 2, sums.shape.length);
    for (int i = 0; i < sums.numbers.length; i++) {
      sums.numbers[i] += bias.get(i / plane % sums.shape[1]);
    }
  }

  /** One sum of products for each position and output channel, row by row of the output. */
  static Sums sums(Sliding sliding, int groups, double[] x, int[] shape, double[] w, int[] weight) {
    Slider slider = slider(sliding, shape, weight);
    Axes.require(
        groups >= 1 && weight[0] % groups == 0 && shape[1] == weight[1] * groups,
        groups
            + " groups, "
            + shape[1]
            + " channels and a weight "
            + Axes.text(weight)
            + " do not fit");
    int[] made = joined(shape[0], weight[0], slider.positions());
    double[] sums = new double[Tensor.numel(made)];
    int last = made.length - 3;
    int columns = slider.positions()[last];
    int rows = Axes.product(slider.positions(), 0, last);
    int plane = Axes.product(shape, 2, shape.length);
    int taps = slider.taps();
    int perGroup = weight[0] / groups;
    long macs = 0;
    for (int sample = 0; sample < shape[0]; sample++) {
      for (int channel = 0; channel < weight[0]; channel++) {
        int to = (sample * weight[0] + channel) * rows * columns;
        for (int k = 0; k < weight[1]; k++) {
          int from = (sample * shape[1] + channel / perGroup * weight[1] + k) * plane;
          int kernel = (channel * weight[1] + k) * taps;
          macs += Rows.add(slider, shape, x, from, w, kernel, sums, to);
        }
      }
    }
    return new Sums(sums, made, macs);
  }

  /** The rows of one plane of the output. */
  private static final class Rows {
    private Rows() {}

    /** Adds the products of one plane and one kernel; returns how many were walked. */
    static long add(
        Slider slider,
        int[] shape,
        double[] x,
        int from,
        double[] w,
        int kernel,
        double[] sums,
        int to) {
      int last = slider.kernel().length - 1;
      int columns = slider.positions()[last];
      int width = shape[last + 2];
      int[] tap = new int[last + 1];
      int[] outer = Arrays.copyOf(slider.positions(), last);
      int rows = Tensor.numel(outer);
      int[] row = new int[last];
      long walked = 0;
      for (int t = 0; t < slider.taps(); t++) {
        for (int r = 0; r < rows; r++) {
          walked += columns;
          int start = start(slider, shape, row, tap);
          if (start >= 0) {
            addRow(
                slider, x, from + start, width, w[kernel + t], tap[last], sums, to + r * columns);
          }
          Axes.advance(row, outer);
        }
        Axes.advance(tap, slider.kernel());
      }
      return walked;
    }

    /** Where a row of the input starts that a tap sees; -1 where it is all padding. */
    private static int start(Slider slider, int[] shape, int[] row, int[] tap) {
      int start = 0;
      for (int axis = 0; axis < row.length; axis++) {
        int place = slider.place(axis, row[axis], tap[axis]);
        if (place < 0 || place >= shape[axis + 2]) {
          return -1;
        }
        start = start * shape[axis + 2] + place;
      }
      return start * shape[shape.length - 1];
    }

    private static void addRow(
        Slider slider, double[] x, int from, int width, double w, int tap, double[] sums, int to) {
      int last = slider.kernel().length - 1;
      int stride = slider.lastStride();
      int first = slider.place(last, 0, tap);
      int begin = first >= 0 ? 0 : Math.ceilDiv(-first, stride);
      int end = Math.min(slider.positions()[last], Math.ceilDiv(width - first, stride));
      for (int i = begin; i < end; i++) {
        sums[to + i] += w * x[from + first + i * stride];
      }
    }
  }
}
