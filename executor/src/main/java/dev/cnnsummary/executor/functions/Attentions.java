package dev.cnnsummary.executor.functions;

import dev.cnnsummary.executor.Draft;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.function.Attention;
import dev.cnnsummary.specs.shape.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Attention with heads. A place that sees no other, all of them being masked, puts out zeros. */
final class Attentions {
  private final Attention op;
  private final Tensor query;
  private final Tensor key;
  private final Tensor value;
  private final @Nullable Tensor mask;
  private final @Nullable Tensor lengths;
  private final int past;
  private final Draft products;

  private Attentions(Attention op, List<Tensor> in) {
    this.op = op;
    query = headed(in.get(0), op.queryHeads());
    int next = op.mask() ? 4 : 3;
    Tensor newKey = headed(in.get(1), op.keyHeads());
    Tensor newValue = headed(in.get(2), op.keyHeads());
    mask = op.mask() ? in.get(3) : null;
    past = op.past() ? in.get(next).dim(2) : 0;
    key = op.past() ? joined(in.get(next), newKey) : newKey;
    value = op.past() ? joined(in.get(next + 1), newValue) : newValue;
    lengths = op.lengths() ? in.getLast() : null;
    Axes.require(
        key.dim(1) > 0
            && query.dim(1) % key.dim(1) == 0
            && value.dim(1) == key.dim(1)
            && value.dim(2) == key.dim(2)
            && query.dim(3) == key.dim(3)
            && query.dim(0) == key.dim(0)
            && value.dim(0) == key.dim(0),
        "query " + query + ", key " + key + " and value " + value + " do not fit");
    products = new Draft(query.dtype(), query.dim(0), query.dim(1), query.dim(2), key.dim(2));
  }

  /** An operand as {@code [N, heads, length, features]}. */
  private static Tensor headed(Tensor tensor, @Nullable Integer heads) {
    if (tensor.rank() == 4) {
      return tensor;
    }
    Axes.require(
        tensor.rank() == 3 && heads != null && heads > 0 && tensor.dim(2) % heads == 0,
        "[N, heads, length, features], or 3 axes and a number of heads, are needed: " + tensor);
    int count = heads == null ? 1 : heads;
    Tensor split = tensor.reshaped(tensor.dim(0), tensor.dim(1), count, tensor.dim(2) / count);
    return Picks.permuted(split, 0, 2, 1, 3);
  }

  /** One behind the other along the axis of places. */
  private static Tensor joined(Tensor first, Tensor second) {
    int[] shape = second.shape();
    shape[2] += first.dim(2);
    Draft whole = new Draft(second.dtype(), shape);
    int before = first.dim(2) * shape[3];
    int after = second.dim(2) * shape[3];
    for (int plane = 0; plane < shape[0] * shape[1]; plane++) {
      int to = plane * (before + after);
      whole.copy(to, first, plane * before, before);
      whole.copy(to + before, second, plane * after, after);
    }
    return whole.tensor();
  }

  static Result of(Attention op, List<Tensor> in) {
    return new Attentions(op, in).result(in.get(0).rank());
  }

  private Result result(int rank) {
    int features = value.dim(3);
    int places = query.dim(2);
    Draft output = new Draft(query.dtype(), query.dim(0), query.dim(1), places, features);
    double[] q = Convolutions.numbers(query, null);
    double[] k = Convolutions.numbers(key, null);
    double[] v = Convolutions.numbers(value, null);
    int group = query.dim(1) / key.dim(1);
    long macs = 0;
    for (int plane = 0; plane < query.dim(0) * query.dim(1); plane++) {
      int shared = plane / query.dim(1) * key.dim(1) + plane % query.dim(1) / group;
      for (int place = 0; place < places; place++) {
        double[] weights = weights(plane, place, q, k, shared);
        macs += (long) weights.length * (query.dim(3) + features);
        double[] sums = new double[features];
        for (int other = 0; other < weights.length; other++) {
          int from = (shared * weights.length + other) * features;
          for (int i = 0; weights[other] != 0 && i < features; i++) {
            sums[i] += weights[other] * v[from + i];
          }
        }
        for (int i = 0; i < features; i++) {
          output.put((plane * places + place) * features + i, sums[i]);
        }
      }
    }
    Tensor made = output.tensor();
    if (rank == 3) {
      made =
          Picks.permuted(made, 0, 2, 1, 3).reshaped(query.dim(0), places, query.dim(1) * features);
    }
    return new Result(outputs(made), macs);
  }

  private List<Tensor> outputs(Tensor made) {
    List<Tensor> outputs = new ArrayList<>(List.of(made));
    List<Tensor> others = List.of(key, value, products.tensor());
    for (int i = 0; i < op.made().size(); i++) {
      if (op.made().get(i)) {
        outputs.add(others.get(i));
      }
    }
    return outputs;
  }

  /** How much one place takes of each other. */
  private double[] weights(int plane, int place, double[] q, double[] k, int shared) {
    int features = query.dim(3);
    Double told = op.scale();
    double scale = told == null ? 1 / Math.sqrt(features) : told;
    double[] weights = new double[key.dim(2)];
    int from = (plane * query.dim(2) + place) * features;
    for (int other = 0; other < weights.length; other++) {
      int to = (shared * weights.length + other) * features;
      double sum = 0;
      for (int i = 0; i < features; i++) {
        sum += q[from + i] * k[to + i];
      }
      weights[other] = sum * scale;
    }
    keep(0, plane, place, weights);
    if (op.softcap() != 0) {
      for (int other = 0; other < weights.length; other++) {
        weights[other] = op.softcap() * Math.tanh(weights[other] / op.softcap());
      }
    }
    keep(1, plane, place, weights);
    for (int other = 0; other < weights.length; other++) {
      weights[other] += masked(plane, place, other);
    }
    keep(2, plane, place, weights);
    softmax(weights);
    keep(3, plane, place, weights);
    return weights;
  }

  private void keep(int mode, int plane, int place, double[] row) {
    if (mode == op.productsMode()) {
      int to = (plane * query.dim(2) + place) * row.length;
      for (int i = 0; i < row.length; i++) {
        products.put(to + i, row[i]);
      }
    }
  }

  /** What the masks add to a product. */
  private double masked(int plane, int place, int other) {
    int sample = plane / query.dim(1);
    long filled = lengths == null ? key.dim(2) : lengths.integer(sample);
    long offset = lengths == null ? past : filled - query.dim(2);
    if (other >= filled || (op.causal() && other > place + offset)) {
      return Double.NEGATIVE_INFINITY;
    }
    if (mask == null) {
      return 0;
    }
    int rank = mask.rank();
    int[] at = {sample, plane % query.dim(1), place, other};
    if (other >= mask.dim(rank - 1) && mask.dim(rank - 1) != 1) {
      return Double.NEGATIVE_INFINITY; // a shorter mask hides what it does not reach
    }
    int index = 0;
    for (int axis = 0; axis < rank; axis++) {
      int own = mask.dim(axis) == 1 ? 0 : at[axis + 4 - rank];
      Axes.require(own < mask.dim(axis), "a mask " + mask + " for " + products.tensor());
      index = index * mask.dim(axis) + own;
    }
    if (mask.dtype() == DType.BOOL) {
      return mask.integer(index) == 0 ? Double.NEGATIVE_INFINITY : 0;
    }
    return mask.get(index);
  }

  private static void softmax(double[] row) {
    double most = Arrays.stream(row).max().orElse(0);
    double sum = 0;
    for (int i = 0; i < row.length; i++) {
      row[i] = most == Double.NEGATIVE_INFINITY ? 0 : Math.exp(row[i] - most);
      sum += row[i];
    }
    for (int i = 0; i < row.length; i++) {
      row[i] = sum == 0 ? 0 : row[i] / sum;
    }
  }
}
