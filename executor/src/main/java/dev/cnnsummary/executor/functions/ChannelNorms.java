package dev.cnnsummary.executor.functions;

import dev.cnnsummary.executor.Draft;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.function.ChannelNorm;
import java.util.List;

/** Normalisation of channels with scale, shift and perhaps statistics that are operands. */
final class ChannelNorms {
  private ChannelNorms() {}

  static Result of(ChannelNorm norm, List<Tensor> in) {
    Tensor input = in.get(0);
    Axes.require(input.rank() >= 2, "[N, C, …] is needed, got " + input);
    int channels = input.dim(1);
    return switch (norm.kind()) {
      case BATCH -> batch(norm, in);
      case INSTANCE -> bySample(norm, in, channels);
      case GROUP -> bySample(norm, in, norm.groups());
    };
  }

  /** Each group of channels of each sample by its own mean and variance. */
  private static Result bySample(ChannelNorm norm, List<Tensor> in, int groups) {
    Tensor input = in.get(0);
    int channels = input.dim(1);
    Axes.require(
        groups > 0 && channels % groups == 0, channels + " channels, " + groups + " groups");
    int factors = norm.perGroup() ? groups : channels;
    requireVectors(in, 1, 2, factors);
    int samples = input.dim(0) * groups;
    int length = samples == 0 ? 0 : input.numel() / samples;
    int pixels = Axes.product(input.shape(), 2, input.rank());
    Draft output = new Draft(input.dtype(), input.shape());
    for (int sample = 0; sample < samples; sample++) {
      int start = sample * length;
      double mean = 0;
      for (int i = start; i < start + length; i++) {
        mean += input.get(i);
      }
      mean /= length;
      double variance = 0;
      for (int i = start; i < start + length; i++) {
        variance += (input.get(i) - mean) * (input.get(i) - mean) / length;
      }
      double deviation = Math.sqrt(variance + norm.eps());
      for (int i = start; i < start + length; i++) {
        int factor = norm.perGroup() ? sample % groups : i / pixels % channels;
        output.put(
            i, (input.get(i) - mean) / deviation * in.get(1).get(factor) + in.get(2).get(factor));
      }
    }
    return Result.of(output);
  }

  private static void requireVectors(List<Tensor> in, int from, int to, int length) {
    for (int i = from; i <= to; i++) {
      Axes.require(
          in.get(i).numel() == length, "a vector of " + length + " is needed, got " + in.get(i));
    }
  }

  /** By given statistics; in training by its own, which go into the given ones. */
  private static Result batch(ChannelNorm norm, List<Tensor> in) {
    Tensor input = in.get(0);
    int channels = input.dim(1);
    requireVectors(in, 1, 4, channels);
    boolean training = norm.outputs() > 1;
    int pixels = Axes.product(input.shape(), 2, input.rank());
    double[] means = new double[channels];
    double[] variances = new double[channels];
    if (training) {
      statistics(input, pixels, means, variances);
    }
    Draft newMeans = new Draft(in.get(3).dtype(), channels);
    Draft newVariances = new Draft(in.get(4).dtype(), channels);
    for (int c = 0; c < channels; c++) {
      double mean = in.get(3).get(c);
      double variance = in.get(4).get(c);
      newMeans.put(c, mean * norm.momentum() + means[c] * (1 - norm.momentum()));
      newVariances.put(c, variance * norm.momentum() + variances[c] * (1 - norm.momentum()));
      means[c] = training ? means[c] : mean;
      variances[c] = training ? variances[c] : variance;
    }
    Draft output = new Draft(input.dtype(), input.shape());
    for (int i = 0; i < output.numel(); i++) {
      int c = i / pixels % channels;
      double normed = (input.get(i) - means[c]) / Math.sqrt(variances[c] + norm.eps());
      output.put(i, normed * in.get(1).get(c) + in.get(2).get(c));
    }
    List<Tensor> outputs = List.of(output.tensor(), newMeans.tensor(), newVariances.tensor());
    return new Result(outputs.subList(0, norm.outputs()), 0);
  }

  private static void statistics(Tensor input, int pixels, double[] means, double[] variances) {
    int channels = means.length;
    double count = (double) input.dim(0) * pixels;
    for (int i = 0; i < input.numel(); i++) {
      means[i / pixels % channels] += input.get(i) / count;
    }
    for (int i = 0; i < input.numel(); i++) {
      int c = i / pixels % channels;
      variances[c] += (input.get(i) - means[c]) * (input.get(i) - means[c]) / count;
    }
  }
}
