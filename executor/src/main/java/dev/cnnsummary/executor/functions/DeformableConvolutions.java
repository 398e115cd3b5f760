package dev.cnnsummary.executor.functions;

import dev.cnnsummary.executor.Draft;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.function.DeformableConvolution;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Convolution whose taps are moved by offsets (Dai et al. 2017, Zhu et al. 2019). */
final class DeformableConvolutions {
  private final DeformableConvolution op;
  private final Tensor input;
  private final Tensor offsets;
  private final @Nullable Tensor mask;
  private final Slider slider;
  private final int[] spatial;
  private final int positions;
  private final int taps;

  private DeformableConvolutions(DeformableConvolution op, List<Tensor> in) {
    this.op = op;
    input = in.get(0);
    Tensor weight = in.get(1);
    offsets = in.get(2);
    mask = op.mask() ? in.getLast() : null;
    int axes = input.rank() - 2;
    Axes.require(axes >= 1 && weight.rank() == input.rank(), weight + " is no weight for " + input);
    spatial = Arrays.copyOfRange(input.shape(), 2, input.rank());
    int[] kernel = Arrays.copyOfRange(weight.shape(), 2, weight.rank());
    slider = Slider.of(op.sliding(), kernel, spatial, false);
    positions = Tensor.numel(slider.positions());
    taps = slider.taps();
    int groups = op.offsetGroups();
    Axes.require(
        weight.dim(1) * op.groups() == input.dim(1)
            && weight.dim(0) % op.groups() == 0
            && input.dim(1) % groups == 0
            && offsets.numel() == input.dim(0) * groups * taps * axes * positions
            && (mask == null || mask.numel() == input.dim(0) * groups * taps * positions),
        "a weight " + weight + " and offsets " + offsets + " do not fit " + input);
  }

  static Result of(DeformableConvolution op, List<Tensor> in) {
    return new DeformableConvolutions(op, in).result(in.get(1), op.bias() ? in.get(3) : null);
  }

  private Result result(Tensor weight, @Nullable Tensor bias) {
    int samples = input.dim(0);
    int channels = input.dim(1);
    int made = weight.dim(0);
    int[] shape = input.shape();
    shape[1] = made;
    System.arraycopy(slider.positions(), 0, shape, 2, spatial.length);
    double[] sums = new double[Tensor.numel(shape)];
    int perGroup = weight.dim(1);
    int madePerGroup = made / op.groups();
    long macs = 0;
    int[] position = new int[spatial.length];
    for (int sample = 0; sample < samples; sample++) {
      for (int at = 0; at < positions; at++) {
        for (int k = 0; k < channels; k++) {
          double[] row = taps(sample, k, position, at);
          int group = k / perGroup;
          for (int c = group * madePerGroup; c < (group + 1) * madePerGroup; c++) {
            int from = (c * perGroup + k % perGroup) * taps;
            int to = (sample * made + c) * positions + at;
            for (int t = 0; t < taps; t++) {
              sums[to] += row[t] * weight.get(from + t);
            }
            macs += taps;
          }
        }
        Axes.advance(position, slider.positions());
      }
    }
    Draft output = new Draft(input.dtype(), shape);
    for (int i = 0; i < sums.length; i++) {
      output.put(i, sums[i] + (bias == null ? 0 : bias.get(i / positions % made)));
    }
    return new Result(List.of(output.tensor()), macs);
  }

  /** What the taps of a position see of a channel. */
  private double[] taps(int sample, int channel, int[] position, int at) {
    int axes = spatial.length;
    int group = channel / (input.dim(1) / op.offsetGroups());
    int plane = (sample * input.dim(1) + channel) * Tensor.numel(spatial);
    double[] row = new double[taps];
    int[] tap = new int[axes];
    for (int t = 0; t < taps; t++) {
      int first = (sample * op.offsetGroups() + group) * taps + t;
      double[] place = new double[axes];
      for (int axis = 0; axis < axes; axis++) {
        place[axis] =
            slider.place(axis, position[axis], tap[axis])
                + offsets.get((first * axes + axis) * positions + at);
      }
      double factor = mask == null ? 1 : mask.get(first * positions + at);
      row[t] = factor * sample(plane, place, 0, 0);
      Axes.advance(tap, slider.kernel());
    }
    return row;
  }

  /** Linear between neighbours; what is outside is 0. */
  private double sample(int plane, double[] place, int axis, int index) {
    if (axis == place.length) {
      return input.get(plane + index);
    }
    double whole = Math.floor(place[axis]);
    double ratio = place[axis] - whole;
    double sum = 0;
    for (int next = 0; next < 2; next++) {
      double at = whole + next;
      double factor = next == 0 ? 1 - ratio : ratio;
      if (factor != 0 && at >= 0 && at < spatial[axis]) {
        sum += factor * sample(plane, place, axis + 1, index * spatial[axis] + (int) at);
      }
    }
    return sum;
  }
}
