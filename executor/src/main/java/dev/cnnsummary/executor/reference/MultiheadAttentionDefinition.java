package dev.cnnsummary.executor.reference;

import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.op.MultiheadAttention;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
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
  private final Tensor output;
  private final @Nullable Tensor outputBias;

  MultiheadAttentionDefinition(MultiheadAttention attention, Arguments arguments) {
    this.attention = attention;
    boolean batched = arguments.only().rank() == 3;
    int sequence = batched && attention.batchFirst() ? 1 : 0;
    this.samples = batched ? arguments.only().dim(1 - sequence) : 1;
    this.queries = arguments.operand(QUERY).dim(sequence);
    this.keys = arguments.operand(KEY).dim(sequence);
    this.seen = keys + SequenceShapes.added(attention);
    Deque<Tensor> parameters = new ArrayDeque<>(arguments.weights());
    List<Projection> projections = projections(attention, arguments.operands(), parameters);
    Tensor addedKey = attention.addBiasKv() ? parameters.removeFirst() : null;
    Tensor addedValue = attention.addBiasKv() ? parameters.removeFirst() : null;
    this.query =
        new Rows(
            samples * queries,
            row -> projections.get(QUERY).of(source(row / queries, row % queries, queries)));
    this.key = longer(projections.get(KEY), addedKey);
    this.value = longer(projections.get(VALUE), addedValue);
    this.weights = new Rows(samples * queries, this::weights);
    this.joined = new Rows(samples * queries, this::joined);
    this.output = parameters.removeFirst();
    this.outputBias = attention.bias() ? parameters.removeFirst() : null;
  }

  /** Those of query, key and value: of one weight where all are as wide as the result. */
  private static List<Projection> projections(
      MultiheadAttention attention, List<Tensor> operands, Deque<Tensor> parameters) {
    int embed = attention.embedDim();
    boolean shared = attention.sharesProjection();
    Tensor first = parameters.removeFirst();
    List<Tensor> matrices =
        shared
            ? List.of(first, first, first)
            : List.of(first, parameters.removeFirst(), parameters.removeFirst());
    Tensor bias = attention.bias() ? parameters.removeFirst() : null;
    List<Projection> projections = new ArrayList<>();
    for (int operand = QUERY; operand <= VALUE; operand++) {
      int row = operand * embed;
      projections.add(
          new Projection(
              operands.get(operand), matrices.get(operand), bias, shared ? row : 0, row, embed));
    }
    return projections;
  }

  /** A projected sequence, and what is put after it: a learned row, then zeros. */
  private Rows longer(Projection projection, @Nullable Tensor added) {
    return new Rows(
        samples * seen,
        row -> {
          int place = row % seen;
          if (place < keys) {
            return projection.of(source(row / seen, place, keys));
          }
          double[] features = new double[attention.embedDim()];
          if (place == keys && added != null) {
            Arrays.setAll(features, added::get);
          }
          return features;
        });
  }

  /** The row of an operand at a place of a sample's sequence of some length. */
  private int source(int sample, int place, int length) {
    return attention.batchFirst() ? sample * length + place : place * samples + sample;
  }

  /** A query's weights of all keys, head by head. */
  private double[] weights(int row) {
    int sample = row / queries;
    int width = attention.embedDim() / attention.numHeads();
    double[] own = query.get(row);
    double[] all = new double[attention.numHeads() * seen];
    for (int head = 0; head < attention.numHeads(); head++) {
      double[] scores = new double[seen];
      for (int k = 0; k < seen; k++) {
        double[] other = key.get(sample * seen + k);
        double sum = 0;
        for (int e = head * width; e < (head + 1) * width; e++) {
          sum += own[e] * other[e];
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
    for (int k = 0; k < seen; k++) {
      double[] features = value.get(row / queries * seen + k);
      for (int e = 0; e < sums.length; e++) {
        sums[e] += own[e / width * seen + k] * features[e];
      }
    }
    return sums;
  }

  @Override
  public double at(int result, int index) {
    return result == 0 ? projectedAgain(index) : weight(index);
  }

  private double projectedAgain(int index) {
    int embed = attention.embedDim();
    int row = index / embed;
    int sample = attention.batchFirst() ? row / queries : row % samples;
    int place = attention.batchFirst() ? row % queries : row / samples;
    double[] sums = joined.get(sample * queries + place);
    double sum = outputBias == null ? 0 : outputBias.get(index % embed);
    for (int e = 0; e < embed; e++) {
      sum += output.get(index % embed * embed + e) * sums[e];
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
