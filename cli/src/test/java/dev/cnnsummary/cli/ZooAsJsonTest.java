package dev.cnnsummary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.specs.Models;
import dev.cnnsummary.specs.spec.Source;
import dev.cnnsummary.specs.spec.SpecFile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** YAML and JSON are the same language. */
class ZooAsJsonTest {
  static List<String> models() {
    return Models.zoo();
  }

  @ParameterizedTest
  @MethodSource("models")
  void aFileRewrittenAsJsonIsReadAsAnEqualGraph(String model) {
    String yaml = Models.source(model).text();
    String json = new JsonMapper().writeValueAsString(new YAMLMapper().readTree(yaml));
    SpecFile spec = SpecFile.read(new Source("zoo.json", json));
    String preset = spec.presets().contains(model) ? model : null;
    assertThat(spec.expand(preset, Map.of())).isEqualTo(Models.load(model));
  }
}
