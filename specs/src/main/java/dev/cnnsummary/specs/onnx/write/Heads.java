package dev.cnnsummary.specs.onnx.write;

import dev.cnnsummary.specs.op.MultiheadAttention;
import dev.cnnsummary.specs.shape.Dim;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code softmax(q·kᵀ/√d)·v} for each head, between projections (torch.nn.MultiheadAttention). */
final class Heads {
  private final MultiheadAttention attention;
  private final Emitter emitter;
  private final boolean batched;
  private final Deque<String> weights = new ArrayDeque<>();

  private Heads(MultiheadAttention attention, Emitter emitter) {
    this.attention = attention;
    this.emitter = emitter;
    this.batched = emitter.rank() == 3;
    for (int slot = 0; slot < emitter.weights(); slot++) {
      weights.add(emitter.weight(slot));
    }
  }

  static void attend(MultiheadAttention attention, Emitter emitter) {
    emitter.requireFloats();
    new Heads(attention, emitter).attend();
  }

  private void attend() {
    long heads = attention.numHeads();
    long width = attention.embedDim() / heads;
    List<String> projected = projections();
    String keys = projected.get(1);
    String values = projected.get(2);
    if (attention.addBiasKv()) {
      keys = longer(keys, weights.removeFirst());
      values = longer(values, weights.removeFirst());
    }
    if (attention.addZeroAttn()) {
      keys = longer(keys, zeros());
      values = longer(values, zeros());
    }
    String query =
        emitter.transpose(emitter.reshape(projected.get(0), 0, 0, heads, width), 0, 2, 1, 3);
    String key = emitter.transpose(emitter.reshape(keys, 0, 0, heads, width), 0, 2, 3, 1);
    String value = emitter.transpose(emitter.reshape(values, 0, 0, heads, width), 0, 2, 1, 3);
    String scaled =
        emitter.add("Mul", List.of(query, emitter.scalar(1 / Math.sqrt((double) width))));
    String scores = emitter.add("MatMul", List.of(scaled, key));
    String shares = emitter.add("Softmax", List.of(scores), Attributes.integer("axis", -1));
    String joined = emitter.transpose(emitter.add("MatMul", List.of(shares, value)), 0, 2, 1, 3);
    String rows = emitter.reshape(joined, 0, 0, attention.embedDim());
    String output = weights.removeFirst();
    String result = Products.projected(rows, output, weights.pollFirst(), emitter);
    emitter.put(0, asGiven(result));
    if (attention.needWeights()) {
      String shown =
          attention.averageAttnWeights()
              ? emitter.reduce("ReduceMean", shares, List.of(1L), false)
              : shares;
      emitter.put(1, batched ? shown : squeezed(shown));
    }
  }

  /** Query, key and value {@code [N, L, E]}. */
  private List<String> projections() {
    List<String> matrices = new ArrayList<>();
    for (int i = 0; i < (attention.sharesProjection() ? 1 : 3); i++) {
      matrices.add(weights.removeFirst());
    }
    String bias = attention.bias() ? weights.removeFirst() : null;
    boolean self = emitter.same(0, 1) && emitter.same(0, 2);
    if (attention.sharesProjection() && self) {
      String all = Products.projected(batchFirst(0), matrices.getFirst(), bias, emitter);
      return thirds(all, 2);
    }
    List<String> each = attention.sharesProjection() ? thirds(matrices.getFirst(), 0) : matrices;
    List<@Nullable String> amounts = new ArrayList<>();
    if (bias != null) {
      amounts.addAll(thirds(bias, 0));
    }
    List<String> projected = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String amount = bias == null ? null : amounts.get(i);
      projected.add(Products.projected(batchFirst(i), each.get(i), amount, emitter));
    }
    return projected;
  }

  private List<String> thirds(String tensor, int axis) {
    long embed = attention.embedDim();
    return emitter.addAll(
        "Split",
        List.of(tensor, emitter.integers(embed, embed, embed)),
        3,
        Attributes.integer("axis", axis));
  }

  private String batchFirst(int operand) {
    String input = emitter.input(operand);
    if (!batched) {
      return emitter.unsqueeze(input, List.of(0L));
    }
    return attention.batchFirst() ? input : emitter.transpose(input, 1, 0, 2);
  }

  private String asGiven(String result) {
    if (!batched) {
      return squeezed(result);
    }
    return attention.batchFirst() ? result : emitter.transpose(result, 1, 0, 2);
  }

  private String squeezed(String tensor) {
    return emitter.add("Squeeze", List.of(tensor, emitter.integers(0L)));
  }

  private String zeros() {
    return emitter.constant(Numbers.filled(List.of(1L, 1L, (long) attention.embedDim()), 0));
  }

  /** A sequence with one more element, the same in every sample. */
  private String longer(String sequence, String element) {
    Dim samples = batched ? emitter.shape(0).dim(attention.batchFirst() ? 0 : 1) : Dim.ONE;
    String sizes = emitter.sizes(List.of(samples, Dim.ONE, Dim.of(attention.embedDim())));
    String repeated = emitter.add("Expand", List.of(element, sizes));
    return emitter.concat(List.of(sequence, repeated), 1);
  }
}
