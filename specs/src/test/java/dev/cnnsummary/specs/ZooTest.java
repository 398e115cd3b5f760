package dev.cnnsummary.specs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.spec.Source;
import dev.cnnsummary.specs.spec.SpecFile;
import dev.cnnsummary.specs.spec.SpecWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ZooTest {
  static List<String> models() {
    return Models.zoo();
  }

  static Stream<Source> files() {
    Map<String, Source> files = new LinkedHashMap<>();
    for (String model : Models.zoo()) {
      Source source = Models.source(model);
      files.putIfAbsent(source.name(), source);
    }
    return files.values().stream();
  }

  @ParameterizedTest
  @MethodSource("models")
  void writtenAsYamlItIsReadAsAnEqualGraph(String model) {
    Graph graph = Models.load(model);
    assertThat(read("flat.yaml", SpecWriter.toYaml(graph))).isEqualTo(graph);
  }

  @ParameterizedTest
  @MethodSource("models")
  void writtenAsJsonItIsReadAsAnEqualGraph(String model) {
    Graph graph = Models.load(model);
    assertThat(read("flat.json", SpecWriter.toJson(graph))).isEqualTo(graph);
  }

  @ParameterizedTest
  @MethodSource("files")
  void aFileHasUnixLinesWithoutTabs(Source file) {
    assertThat(file.text()).doesNotContain("\r", "\t").endsWith("\n");
  }

  @Test
  void theIndexNamesWhatTheFilesDeclare() {
    List<String> declared =
        files()
            .map(SpecFile::read)
            .flatMap(
                spec -> spec.presets().isEmpty() ? Stream.of(spec.name()) : spec.presets().stream())
            .toList();
    assertThat(Models.zoo()).containsExactlyElementsOf(declared);
  }

  private static Graph read(String name, String text) {
    return SpecFile.read(new Source(name, text)).expand(null, Map.of());
  }
}
