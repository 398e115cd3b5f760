package dev.cnnsummary.executor.reference;

import static dev.cnnsummary.executor.reference.Operands.require;

import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.op.Bilinear;
import dev.cnnsummary.specs.op.Embedding;
import dev.cnnsummary.specs.op.Linear;
import org.jspecify.annotations.Nullable;

/** What makes features of features. */
final class Features {
  /** What PyTorch adds to the norm of a row that it divides by. */
  private static final double NORM_MARGIN = 1e-7;

  private Features() {}

  static Definition of(Linear linear, Arguments arguments) {
    float[] input = arguments.only().floats();
    float[] weight = arguments.weight(0).floats();
    Tensor bias = arguments.weightOrNull(1);
    int in = arguments.weight(0).dim(1);
    int out = linear.outFeatures();
    Definition element =
        (_, index) ->
            dot(input, index / out * in, weight, index % out * in, in) + bias(bias, index % out);
    return new Counted(element, walked(arguments.output().numel(), in), in);
  }

  private static double bias(@Nullable Tensor bias, int feature) {
    return bias == null ? 0 : bias.get(feature);
  }

  private static double dot(
      float[] left, int leftStart, float[] right, int rightStart, int length) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += (double) left[leftStart + i] * right[rightStart + i];
    }
    return sum;
  }

  /** Steps of a walk over all elements and the terms of each. */
  static long walked(int elements, long terms) {
    long walked = 0;
    for (int element = 0; element < elements; element++) {
      walked = Math.addExact(walked, terms);
    }
    return walked;
  }

  static Definition of(Bilinear bilinear, Arguments arguments) {
    float[] left = arguments.operand(0).floats();
    float[] right = arguments.operand(1).floats();
    float[] weight = arguments.weight(0).floats();
    Tensor bias = arguments.weightOrNull(1);
    int in1 = arguments.weight(0).dim(1);
    int in2 = arguments.weight(0).dim(2);
    int out = bilinear.outFeatures();
    Definition element =
        (_, index) -> {
          int row = index / out;
          int feature = index % out;
          double sum = bias(bias, feature);
          for (int i = 0; i < in1; i++) {
            int start = (feature * in1 + i) * in2;
            sum += left[row * in1 + i] * dot(right, row * in2, weight, start, in2);
          }
          return sum;
        };
    long terms = (long) in1 * in2;
    return new Counted(element, walked(arguments.output().numel(), terms), terms);
  }

  static Definition of(Embedding embedding, Arguments arguments) {
    Tensor rows = arguments.only();
    Tensor table = arguments.weight(0);
    int length = embedding.embeddingDim();
    for (int i = 0; i < rows.numel(); i++) {
      require(
          0 <= rows.get(i) && rows.get(i) < embedding.numEmbeddings(),
          "there is no row " + (long) rows.get(i) + " among " + embedding.numEmbeddings());
    }
    return (_, index) -> {
      int row = (int) rows.get(index / length);
      int start = row * length;
      return table.get(start + index % length) * scale(embedding, table, start);
    };
  }

  /** What a row is multiplied with so that its norm is not too large. */
  private static double scale(Embedding embedding, Tensor table, int start) {
    Double most = embedding.maxNorm();
    if (most == null) {
      return 1;
    }
    double sum = 0;
    for (int i = 0; i < embedding.embeddingDim(); i++) {
      sum += Math.pow(Math.abs(table.get(start + i)), embedding.normType());
    }
    double norm = Math.pow(sum, 1 / embedding.normType());
    return norm > most ? most / (norm + NORM_MARGIN) : 1;
  }
}
