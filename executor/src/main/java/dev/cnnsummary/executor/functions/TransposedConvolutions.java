package dev.cnnsummary.executor.functions;

import dev.cnnsummary.executor.Draft;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.function.FunctionalTransposedConvolution;
import dev.cnnsummary.specs.function.Sliding;
import dev.cnnsummary.specs.op.TransposedConvolution;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Transposed convolutions whose weights are operands. */
final class TransposedConvolutions {
  private TransposedConvolutions() {}

  /** The padding that is cut off the output, and the output's extents. */
  private static Slider slider(FunctionalTransposedConvolution op, int[] shape, int[] weight) {
    int axes = shape.length - 2;
    Axes.require(
        axes >= 1 && weight.length == shape.length,
        "[N, C, spatial…] and a weight of as many axes are needed, got "
            + Axes.text(shape)
            + " and "
            + Axes.text(weight));
    int[] kernel = Arrays.copyOfRange(weight, 2, weight.length);
    Sliding sliding = op.sliding();
    int[] stride = Slider.filled(sliding.stride(), axes, 1);
    int[] dilation = Slider.filled(sliding.dilation(), axes, 1);
    int[] before = Slider.filled(sliding.before(), axes, 0);
    int[] after = Slider.filled(sliding.after(), axes, 0);
    int[] added = Slider.filled(op.outputPadding(), axes, 0);
    List<Integer> wanted = op.outputShape();
    int[] output = new int[axes];
    boolean upper = sliding.padding() == Sliding.AutoPad.SAME_UPPER;
    boolean same = upper || sliding.padding() == Sliding.AutoPad.SAME_LOWER;
    for (int axis = 0; axis < axes; axis++) {
      int full =
          Math.toIntExact(
              (shape[axis + 2] - 1L) * stride[axis]
                  + added[axis]
                  + (kernel[axis] - 1L) * dilation[axis]
                  + 1);
      output[axis] = full - before[axis] - after[axis];
      if (wanted != null || same) {
        // ONNX: the total is halved, and the larger half comes last for SAME_UPPER only
        output[axis] = wanted == null ? shape[axis + 2] * stride[axis] : wanted.get(axis);
        int total = full - output[axis];
        before[axis] = upper ? Math.floorDiv(total, 2) : total - Math.floorDiv(total, 2);
        after[axis] = total - before[axis];
      }
      Axes.require(output[axis] > 0, "nothing is left of the axis " + axis);
    }
    return new Slider(kernel, stride, dilation, before, after, output);
  }

  static Result of(FunctionalTransposedConvolution op, List<Tensor> in) {
    int[] shape = in.get(0).shape();
    int[] weight = in.get(1).shape();
    Slider slider = slider(op, shape, weight);
    requireChannels(op, shape, weight);
    int channels = weight[1] * op.groups();
    int[] made = made(shape, channels, slider);
    double[] sums = new double[Tensor.numel(made)];
    double[] x = Convolutions.numbers(in.get(0), null);
    double[] w = Convolutions.numbers(in.get(1), null);
    int plane = Axes.product(made, 2, made.length);
    int pixels = Axes.product(shape, 2, shape.length);
    int perGroup = shape[1] / op.groups();
    long macs = 0;
    for (int i = 0; i < x.length; i++) {
      int sample = i / pixels / shape[1];
      int channel = i / pixels % shape[1];
      for (int k = 0; k < weight[1]; k++) {
        int to = (sample * channels + channel / perGroup * weight[1] + k) * plane;
        macs += add(slider, shape, i % pixels, x[i], w, channel * weight[1] + k, sums, to);
      }
    }
    Draft output = new Draft(in.get(0).dtype(), made);
    for (int i = 0; i < sums.length; i++) {
      double bias = op.bias() ? in.get(2).get(i / plane % channels) : 0;
      output.put(i, sums[i] + bias);
    }
    return new Result(List.of(output.tensor()), macs);
  }

  private static void requireChannels(
      FunctionalTransposedConvolution op, int[] shape, int[] weight) {
    Axes.require(
        shape[1] == weight[0] && op.groups() >= 1 && shape[1] % op.groups() == 0,
        shape[1] + " channels, " + op.groups() + " groups and a weight " + Axes.text(weight));
  }

  private static int[] made(int[] shape, int channels, Slider slider) {
    int[] made = shape.clone();
    made[1] = channels;
    System.arraycopy(slider.positions(), 0, made, 2, shape.length - 2);
    return made;
  }

  /** Adds a kernel of products of one element; returns how many were walked. */
  private static long add(
      Slider slider, int[] shape, int pixel, double x, double[] w, int k, double[] sums, int to) {
    int axes = slider.kernel().length;
    int[] place = new int[axes];
    int rest = pixel;
    for (int axis = axes - 1; axis >= 0; axis--) {
      place[axis] = rest % shape[axis + 2];
      rest /= shape[axis + 2];
    }
    int[] tap = new int[axes];
    int taps = slider.taps();
    for (int t = 0; t < taps; t++) {
      int index = 0;
      boolean inside = true;
      for (int axis = 0; axis < axes; axis++) {
        int at = slider.place(axis, place[axis], tap[axis]);
        inside &= at >= 0 && at < slider.positions()[axis];
        index = index * slider.positions()[axis] + at;
      }
      if (inside) {
        sums[to + index] += x * w[k * taps + t];
      }
      Axes.advance(tap, slider.kernel());
    }
    return taps;
  }

  /** The module that computes the same; null where none does. */
  static @Nullable Lowered lowered(FunctionalTransposedConvolution op, List<Tensor> in) {
    int[] shape = in.get(0).shape();
    int[] weight = in.get(1).shape();
    Slider slider = slider(op, shape, weight);
    requireChannels(op, shape, weight);
    if (shape.length > 5 || !slider.addsOnly()) {
      return null;
    }
    TransposedConvolution module =
        new TransposedConvolution(
            null,
            weight[1] * op.groups(),
            slider.window(),
            Slider.list(Slider.filled(op.outputPadding(), shape.length - 2, 0)),
            op.groups(),
            op.bias(),
            null);
    return Lowerings.of(
        module,
        in.subList(0, 1),
        in.subList(1, in.size()),
        in.get(0).dtype(),
        made(shape, weight[1] * op.groups(), slider));
  }
}
