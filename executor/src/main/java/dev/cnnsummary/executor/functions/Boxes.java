package dev.cnnsummary.executor.functions;

import dev.cnnsummary.executor.Draft;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.function.NonMaxSuppression;
import dev.cnnsummary.specs.shape.DType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Boxes that are chosen by their scores. */
final class Boxes {
  private Boxes() {}

  static Result of(NonMaxSuppression suppression, List<Tensor> in) {
    Tensor boxes = in.get(0);
    Tensor scores = in.get(1);
    Axes.require(
        boxes.rank() == 3
            && scores.rank() == 3
            && boxes.dim(2) == 4
            && boxes.dim(0) == scores.dim(0)
            && boxes.dim(1) == scores.dim(2),
        scores + " are no scores of " + boxes);
    int next = 2;
    long most = suppression.maxBoxes() ? in.get(next++).integer(0) : 0;
    double overlap = suppression.iouThreshold() ? Axes.scalar(in.get(next++)) : 0;
    double least =
        suppression.scoreThreshold() ? Axes.scalar(in.get(next)) : Double.NEGATIVE_INFINITY;
    List<int[]> chosen = new ArrayList<>();
    for (int batch = 0; batch < scores.dim(0); batch++) {
      for (int type = 0; type < scores.dim(1); type++) {
        int start = (batch * scores.dim(1) + type) * scores.dim(2);
        List<Integer> order =
            IntStream.range(0, scores.dim(2))
                .boxed()
                .filter(box -> scores.get(start + box) > least)
                .sorted(Comparator.comparingDouble(box -> -scores.get(start + box)))
                .toList();
        List<float[]> kept = new ArrayList<>();
        for (int box : order) {
          float[] corners =
              corners(boxes, (batch * boxes.dim(1) + box) * 4, suppression.centered());
          boolean free = kept.stream().noneMatch(other -> overlap(corners, other) > overlap);
          if (free && kept.size() < most) {
            kept.add(corners);
            chosen.add(new int[] {batch, type, box});
          }
        }
      }
    }
    Draft output = new Draft(DType.I64, chosen.size(), 3);
    for (int i = 0; i < output.numel(); i++) {
      output.putInteger(i, chosen.get(i / 3)[i % 3]);
    }
    return Result.of(output);
  }

  /** The lesser and the greater corner. */
  private static float[] corners(Tensor boxes, int at, boolean centered) {
    float a = (float) boxes.get(at);
    float b = (float) boxes.get(at + 1);
    float c = (float) boxes.get(at + 2);
    float d = (float) boxes.get(at + 3);
    return centered
        ? new float[] {a - c / 2, b - d / 2, a + c / 2, b + d / 2}
        : new float[] {Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)};
  }

  /** The area of both by that of either, in single precision, as it is compared with others. */
  private static float overlap(float[] one, float[] other) {
    float height = Math.min(one[2], other[2]) - Math.max(one[0], other[0]);
    float width = Math.min(one[3], other[3]) - Math.max(one[1], other[1]);
    if (height <= 0 || width <= 0) {
      return 0;
    }
    float both = height * width;
    float either = area(one) + area(other) - both;
    return either <= 0 ? 0 : both / either;
  }

  private static float area(float[] box) {
    return (box[2] - box[0]) * (box[3] - box[1]);
  }
}
