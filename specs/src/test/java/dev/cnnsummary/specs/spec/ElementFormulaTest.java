package dev.cnnsummary.specs.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.Models;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.op.Formula;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What buffers are constructed with. */
class ElementFormulaTest {
  private static Formula formula(Graph graph, String name) {
    Value buffer =
        graph.weights().stream()
            .filter(weight -> weight.name().equals(name))
            .findFirst()
            .orElseThrow();
    return Objects.requireNonNull(buffer.formula());
  }

  /** What torchvision 0.14.1's swin_t has at these places of its relative_position_index. */
  @ParameterizedTest
  @CsvSource({"0, 84", "1, 83", "48, 0", "49, 85", "1200, 84", "2352, 168", "2400, 84"})
  void theIndexOfSwinIsTorchvisions(int place, double index) {
    Formula formula = formula(Models.load("swin_t"), "features.1.0.attn.relative_position_index");
    assertThat(formula.at(place)).isEqualTo(index);
  }

  /** What torchvision 0.14.1's swin_v2_t has at these places of its relative_coords_table. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, -1.0566416",
    "0, 0, 1, -1.0566416",
    "7, 3, 0, 0",
    "8, 3, 0, 0.3665119",
    "7, 3, 1, -0.8260158",
    "14, 13, 1, 0.9913349",
  })
  void theDistancesOfSwinV2AreTorchvisions(int row, int column, int axis, double distance) {
    Formula formula = formula(Models.load("swin_v2_t"), "features.1.0.attn.relative_coords_table");
    assertThat(formula.at(0, row, column, axis)).isCloseTo(distance, within(1e-6));
  }

  @Test
  void aBufferWithAFormulaIsWrittenBackAsAnEqualGraph() {
    Graph graph = read("{type: Buffer, shape: [3, 2], formula: i0 - i1 // $n}");
    String written = SpecWriter.toYaml(graph).split("table: ", 2)[1];
    assertThat(read(written.lines().findFirst().orElseThrow())).isEqualTo(graph);
    assertThat(formula(graph, "table").text()).isEqualTo("i0 - i1 // 2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          {type: Buffer, shape: [3], formula: i1}             | formula: unknown name 'i1'
          {type: Buffer, shape: [3], formula: log(2 - i0)}    | formula: log takes a number above 0, got 0
          {type: Buffer, shape: [3], formula: i0 +}           | formula: in 'i0 +'
          {type: Buffer, shape: [3], formula: i0 == 0}        | formula: expected a number, got true
          {type: Buffer, shape: [3], formula: true}           | formula: expected an expression such as 'i0 - i1'
          {type: Parameter, shape: [3], formula: i0}          | Parameter has no option 'formula'
          """)
  void aFaultyFormulaIsRefused(String entry, String message) {
    assertThatThrownBy(() -> read(entry))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining(message);
  }

  private static Graph read(String entry) {
    String text =
        "input: 3\nparameters: {n: 2}\nlayers:\n  - table: %s\n  - relu\n".formatted(entry);
    return SpecFile.read(new Source("test.yaml", text)).expand(null, Map.of());
  }
}
