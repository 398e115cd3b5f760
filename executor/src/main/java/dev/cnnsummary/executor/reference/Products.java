package dev.cnnsummary.executor.reference;

import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.op.MatMul;
import dev.cnnsummary.specs.op.ScaledDotProductAttention;
import dev.cnnsummary.specs.shape.DType;
import java.util.Arrays;
import java.util.List;

/** Products of matrices. */
final class Products {
  private Products() {}

  static Definition of(MatMul product, Arguments arguments) {
    Tensor left = matrices(arguments.operand(0), true);
    Tensor right = matrices(arguments.operand(1), false);
    int rows = left.dim(left.rank() - 2);
    int inner = left.dim(left.rank() - 1);
    int columns = right.dim(right.rank() - 1);
    Batches batches = new Batches(batch(left), batch(right));
    Definition element =
        (_, index) -> {
          int batch = index / (rows * columns);
          int leftStart = (batches.left(batch) * rows + index / columns % rows) * inner;
          int rightStart = batches.right(batch) * inner * columns + index % columns;
          double sum = 0;
          for (int i = 0; i < inner; i++) {
            sum += left.get(leftStart + i) * right.get(rightStart + i * columns);
          }
          return sum;
        };
    return new Counted(element, Features.walked(arguments.output().numel(), inner), inner);
  }

  /** A vector is a matrix of one row on the left, of one column on the right. */
  private static Tensor matrices(Tensor tensor, boolean left) {
    if (tensor.rank() > 1) {
      return tensor;
    }
    return left ? tensor.reshaped(1, tensor.numel()) : tensor.reshaped(tensor.numel(), 1);
  }

  private static Grid batch(Tensor matrices) {
    return new Grid(Arrays.copyOf(matrices.shape(), matrices.rank() - 2));
  }

  /** The matrices that are multiplied with one another. */
  private static final class Batches {
    private final Grid joined;
    private final Broadcast left;
    private final Broadcast right;

    Batches(Grid left, Grid right) {
      List<Integer> shape = Broadcasting.of(list(left), list(right));
      this.joined = new Grid(shape.stream().mapToInt(Integer::intValue).toArray());
      this.left = new Broadcast(left, shape.size());
      this.right = new Broadcast(right, shape.size());
    }

    private static List<Integer> list(Grid grid) {
      return Arrays.stream(grid.shape()).boxed().toList();
    }

    int left(int batch) {
      return left.index(joined.place(batch));
    }

    int right(int batch) {
      return right.index(joined.place(batch));
    }
  }

  /** Each query's weights of all keys are computed once. */
  static Definition of(ScaledDotProductAttention attention, Arguments arguments) {
    Tensor value = arguments.operand(2);
    List<Integer> shape = FeatureShapes.attentionWeights(arguments.extents());
    Grid weights = new Grid(shape.stream().mapToInt(Integer::intValue).toArray());
    int queries = weights.extent(weights.axes() - 2);
    int keys = weights.extent(weights.axes() - 1);
    int features = value.dim(value.rank() - 1);
    Grid batch = new Grid(Arrays.copyOf(weights.shape(), weights.axes() - 2));
    Batches batches = new Batches(batch, batch(value));
    Rows rows =
        new Rows(weights.numel() / keys, row -> weights(attention, arguments, weights, row));
    Definition element =
        (_, index) -> {
          int each = index / (queries * features);
          int query = index / features % queries;
          double[] row = rows.get(batches.left(each) * queries + query);
          int start = batches.right(each) * keys * features + index % features;
          double sum = 0;
          for (int key = 0; key < keys; key++) {
            sum += row[key] * value.get(start + key * features);
          }
          return sum;
        };
    int inner = arguments.operand(0).dim(arguments.operand(0).rank() - 1);
    long macs =
        Math.addExact(
            Features.walked(weights.numel(), inner),
            Features.walked(arguments.output().numel(), keys));
    return new Counted(element, macs, (long) inner + keys);
  }

  /** A query's weights. */
  private static double[] weights(
      ScaledDotProductAttention attention, Arguments arguments, Grid weights, int row) {
    Tensor query = arguments.operand(0);
    Tensor key = arguments.operand(1);
    int keys = weights.extent(weights.axes() - 1);
    int queries = weights.extent(weights.axes() - 2);
    int inner = query.dim(query.rank() - 1);
    Batches batches = new Batches(batch(query), batch(key));
    int queryStart = (batches.left(row / queries) * queries + row % queries) * inner;
    Double asked = attention.scale();
    double scale = asked == null ? 1 / Math.sqrt(inner) : asked;
    double[] scores = new double[keys];
    for (int k = 0; k < keys; k++) {
      int keyStart = (batches.right(row / queries) * keys + k) * inner;
      double sum = 0;
      for (int i = 0; i < inner; i++) {
        sum += query.get(queryStart + i) * key.get(keyStart + i);
      }
      boolean hidden = attention.causal() && k > row % queries;
      scores[k] = hidden ? Double.NEGATIVE_INFINITY : sum * scale;
    }
    if (arguments.operands().size() > 3) {
      mask(scores, arguments.operand(3), weights, row);
    }
    return softmax(scores);
  }

  /** A mask of truth values says what is seen; one of numbers is added. */
  private static void mask(double[] scores, Tensor mask, Grid weights, int row) {
    Broadcast broadcast = new Broadcast(new Grid(mask.shape()), weights.axes());
    for (int k = 0; k < scores.length; k++) {
      double x = mask.get(broadcast.index(weights.place(row * scores.length + k)));
      if (mask.dtype() != DType.BOOL) {
        scores[k] += x;
      } else if (x == 0) {
        scores[k] = Double.NEGATIVE_INFINITY;
      }
    }
  }

  /** Exponentials that sum to one. */
  static double[] softmax(double[] scores) {
    double most = Arrays.stream(scores).reduce(Double.NEGATIVE_INFINITY, Math::max);
    double[] weights = Arrays.stream(scores).map(x -> Math.exp(x - most)).toArray();
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(x -> x / sum).toArray();
  }
}
