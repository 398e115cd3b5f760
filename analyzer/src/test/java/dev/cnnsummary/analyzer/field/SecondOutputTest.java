package dev.cnnsummary.analyzer.field;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.analyzer.Analyzer;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.spec.Source;
import dev.cnnsummary.specs.spec.SpecFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Outputs of one layer whose axes are in different places. */
class SecondOutputTest {
  private static ReceptiveField field(String spec) {
    Graph graph = SpecFile.read(new Source("spec.yaml", spec)).expand(null, Map.of());
    return Analyzer.analyze(graph).field(graph.outputs().getFirst());
  }

  private static List<@Nullable Long> sizes(@Nullable List<AxisField> axes) {
    List<@Nullable Long> sizes = new ArrayList<>();
    for (AxisField axis : Objects.requireNonNull(axes)) {
      sizes.add(axis.size());
    }
    return sizes;
  }

  /** Rows of an image are the samples; the last states are [1, rows, 4]. */
  @Test
  void lastStatesHaveTheBatchSecond() {
    ReceptiveField field =
        field(
            """
            input: 1x9x7
            layers:
              - {type: squeeze, dim: 1}
              - {type: transpose, dim0: 0, dim1: 1}
              - lstm: {type: LSTM, hidden_size: 4, batch_first: true}
              - {type: permute, from: "lstm[1]", dims: [0, 2, 1]}
              - {type: Conv1d, out_channels: 1, kernel_size: 3}
            """);
    assertThat(sizes(field.inputs().getFirst())).containsExactly(3L, null);
  }

  /** Rows of two images are queries and keys; the weights are [N, heads, queries, keys]. */
  @Test
  void weightsOfEachHeadHaveTheQueriesThird() {
    ReceptiveField field =
        field(
            """
            inputs: {left: 1x9x8, right: 1x9x8}
            layers:
              - left1: {type: squeeze, from: left, dim: 1}
              - right1: {type: squeeze, from: right, dim: 1}
              - attention:
                  type: MultiheadAttention
                  from: [left1, right1, right1]
                  embed_dim: 8
                  num_heads: 2
                  batch_first: true
                  average_attn_weights: false
              - {type: Conv2d, from: "attention[1]", out_channels: 1, kernel_size: 3}
            """);
    assertThat(sizes(field.inputs().get(0))).containsExactly(3L, null);
    assertThat(sizes(field.inputs().get(1))).containsExactly(null, null);
  }
}
