package dev.cnnsummary.analyzer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.spec.SpecWriter;
import org.junit.jupiter.api.Test;

/** Parameters and buffers that a module has by itself, and sizes with places to fill in. */
class FreeTensorsTest {
  private static final String TOKENS =
      """
      {"input": "16x8", "class": "Net", "parameters": {"width": 8}, "layers": [
        {"table": {"type": "Buffer", "shape": [4], "dtype": "i64"}},
        {"token": {"type": "Parameter", "shape": [1, 1, "$width"]}},
        {"fc": {"type": "Linear", "out_features": 8, "bias": false}},
        {"wide": {"type": "expand", "from": ["token", "fc"], "size": ["like0", -1, -1]}},
        {"type": "cat", "from": ["wide", "fc"], "dim": 1},
        {"type": "reshape", "shape": ["d0", "d1", "d2/$width", "$(width // 2)", 2]}]}
      """;

  @Test
  void countsAndStandsBeforeChildrenInTheStateDict() {
    Analysis analysis = Analyzer.analyze(FunctionCases.spec(TOKENS));
    assertThat(analysis.graph().weights().stream().map(Value::name))
        .containsExactly("token", "table", "fc.weight");
    assertThat(analysis.totals().params().value()).isEqualTo(8 + 64);
    assertThat(FunctionCases.text(analysis.outputs())).isEqualTo("f32[N,17,1,4,2]");
    assertThat(analysis.weights().get(0).used()).isTrue();
    assertThat(analysis.weights().get(1).used()).isFalse();
  }

  @Test
  void isWrittenBack() {
    Graph graph = FunctionCases.spec(TOKENS);
    Graph again = FunctionCases.spec(SpecWriter.toJson(graph));
    assertThat(again.weights().stream().map(Value::name))
        .isEqualTo(graph.weights().stream().map(Value::name).toList());
    assertThat(Analyzer.analyze(again).totals()).isEqualTo(Analyzer.analyze(graph).totals());
  }

  @Test
  void placesInsideTextsAreForSizesOnly() {
    assertThatThrownBy(() ->
            FunctionCases.spec(
                """
                {"input": 3, "parameters": {"m": "re"}, "layers": [
                  {"type": "pad", "pad": [1, 1], "mode": "${m}flect"}]}
                """
                    .replace("${m}", "$(m)")))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining("just sizes and formulas may have such places inside");
  }

  @Test
  void needsAName() {
    assertThatThrownBy(() ->
            FunctionCases.spec(
                "{\"input\": 3, \"layers\": [{\"type\": \"Parameter\", \"shape\": 3}, \"ReLU\"]}"))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining("a Parameter needs a name");
  }
}
