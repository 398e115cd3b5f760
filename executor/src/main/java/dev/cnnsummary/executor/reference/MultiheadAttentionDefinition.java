package dev.cnnsummary.executor.reference;

import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.op.MultiheadAttention;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code softmax(q·kᵀ/√d)·v} for each head, of projections of query, key and value, projected again
 * (torch.nn.MultiheadAttention). A row is one element of a sequence of one sample; what is
 * projected of it is computed once.
 */
final class MultiheadAttentionDefinition implements Definition {
  private static final int QUERY = 0;
  private static final int KEY = 1;
  private static final int VALUE = 2;

  private final MultiheadAttention attention;
  private final int samples;
  private final int queries;
  private final int keys;
  private final int seen;
  private final Rows query;
  private final Rows key;
  private final Rows value;
  private final Rows weights;
  private final Rows joined;
  private final Weights parameters;

  MultiheadAttentionDefinition(MultiheadAttention attention, Arguments arguments) {
    this.attention = attention;
    boolean batched = arguments.only().rank() == 3;
    int sequence = batched && attention.batchFirst() ? 1 : 0;
    this.samples = batched ? arguments.only().dim(1 - sequence) : 1;
    this.queries = arguments.operand(QUERY).dim(sequence);
    this.keys = arguments.operand(KEY).dim(sequence);
    this.seen = keys + SequenceShapes.added(attention);
    this.parameters = Weights.of(attention, arguments);
    this.query = projected(QUERY, queries, queries, arguments);
    this.key = projected(KEY, keys, seen, arguments);
    this.value = projected(VALUE, keys, seen, arguments);
    this.weights = new Rows(samples * queries, this::weights);
    this.joined = new Rows(samples * queries, this::joined);
  }

  /**
   * The parameters by their roles.
   *
   * @param projections of query, key and value
   * @param starts the first element of each
   * @param bias of all three; null without
   * @param addedKey what is put after the projected keys; null without
   * @param addedValue what is put after the projected values; null without
   */
  private record Weights(
      List<Tensor> projections,
      List<Integer> starts,
      @Nullable Tensor bias,
      @Nullable Tensor addedKey,
      @Nullable Tensor addedValue,
      Tensor output,
      @Nullable Tensor outputBias) {
    static Weights of(MultiheadAttention attention, Arguments arguments) {
      List<Tensor> rest = new ArrayList<>(arguments.weights());
      int square = attention.embedDim() * attention.embedDim();
      boolean shared = attention.sharesProjection();
      Tensor first = rest.removeFirst();
      List<Tensor> projections =
          shared
              ? List.of(first, first, first)
              : List.of(first, rest.removeFirst(), rest.removeFirst());
      List<Integer> starts = shared ? List.of(0, square, 2 * square) : List.of(0, 0, 0);
      Tensor bias = attention.bias() ? rest.removeFirst() : null;
      Tensor addedKey = attention.addBiasKv() ? rest.removeFirst() : null;
      Tensor addedValue = attention.addBiasKv() ? rest.removeFirst() : null;
      return new Weights(
          projections,
          starts,
          bias,
          addedKey,
          addedValue,
          rest.getFirst(),
          attention.bias() ? rest.getLast() : null);
    }
  }

  /** The rows of an operand, and those that are put after them: a learned one, then zeros. */
  private Rows projected(int operand, int length, int longer, Arguments arguments) {
    return new Rows(
        samples * longer,
        row -> {
          int place = row % longer;
          Tensor added = operand == KEY ? parameters.addedKey : parameters.addedValue;
          double[] features = new double[attention.embedDim()];
          for (int e = 0; e < features.length; e++) {
            if (place < length) {
              int source =
                  source(row / longer, place, length)
                      * arguments.operand(operand).dim(arguments.operand(operand).rank() - 1);
              features[e] = project(operand, source, e, arguments.operand(operand));
            } else if (place == length && added != null) {
              features[e] = added.get(e);
            }
          }
          return features;
        });
  }

  /** The row of an operand or an output at a place of a sample. */
  private int source(int sample, int place, int length) {
    return attention.batchFirst() ? sample * length + place : place * samples + sample;
  }

  private double project(int operand, int start, int feature, Tensor input) {
    int width = input.dim(input.rank() - 1);
    Tensor weight = parameters.projections.get(operand);
    int row = parameters.starts.get(operand) + feature * width;
    Tensor bias = parameters.bias;
    double sum = bias == null ? 0 : bias.get(operand * attention.embedDim() + feature);
    for (int i = 0; i < width; i++) {
      sum += weight.get(row + i) * input.get(start + i);
    }
    return sum;
  }

  /** A query's weights of all keys, head by head. */
  private double[] weights(int row) {
    int sample = row / queries;
    int width = attention.embedDim() / attention.numHeads();
    double[] all = new double[attention.numHeads() * seen];
    for (int head = 0; head < attention.numHeads(); head++) {
      double[] scores = new double[seen];
      for (int k = 0; k < seen; k++) {
        double sum = 0;
        for (int e = head * width; e < (head + 1) * width; e++) {
          sum += query.get(row)[e] * key.get(sample * seen + k)[e];
        }
        scores[k] = sum / Math.sqrt(width);
      }
      System.arraycopy(Products.softmax(scores), 0, all, head * seen, seen);
    }
    return all;
  }

  /** A query's weighted sums of values, head after head. */
  private double[] joined(int row) {
    int width = attention.embedDim() / attention.numHeads();
    double[] own = weights.get(row);
    double[] sums = new double[attention.embedDim()];
    for (int e = 0; e < sums.length; e++) {
      for (int k = 0; k < seen; k++) {
        sums[e] += own[e / width * seen + k] * value.get(row / queries * seen + k)[e];
      }
    }
    return sums;
  }

  @Override
  public double at(int output, int index) {
    return output == 0 ? projectedAgain(index) : weight(index);
  }

  private double projectedAgain(int index) {
    int embed = attention.embedDim();
    int row = index / embed;
    int sample = attention.batchFirst() ? row / queries : row % samples;
    int place = attention.batchFirst() ? row % queries : row / samples;
    double[] sums = joined.get(sample * queries + place);
    Tensor bias = parameters.outputBias;
    double sum = bias == null ? 0 : bias.get(index % embed);
    for (int e = 0; e < embed; e++) {
      sum += parameters.output.get(index % embed * embed + e) * sums[e];
    }
    return sum;
  }

  private double weight(int index) {
    int key = index % seen;
    int query = index / seen % queries;
    int rest = index / seen / queries;
    int heads = attention.numHeads();
    if (!attention.averageAttnWeights()) {
      return weights.get(rest / heads * queries + query)[rest % heads * seen + key];
    }
    double sum = 0;
    for (int head = 0; head < heads; head++) {
      sum += weights.get(rest * queries + query)[head * seen + key];
    }
    return sum / heads;
  }

  @Override
  public long macs() {
    int embed = attention.embedDim();
    int queryFeatures = new Grid(samples, queries, embed).numel();
    int keyFeatures = new Grid(samples, keys, embed).numel();
    long projections =
        Features.walked(queryFeatures, 2L * embed)
            + Features.walked(keyFeatures, attention.keyFeatures())
            + Features.walked(keyFeatures, attention.valueFeatures());
    return projections + Features.walked(new Grid(samples, queries, seen).numel(), 2L * embed);
  }

  @Override
  public long terms() {
    return attention.embedDim() * 2L + attention.keyFeatures() + seen;
  }
}
