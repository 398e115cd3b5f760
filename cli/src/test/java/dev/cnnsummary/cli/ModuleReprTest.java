package dev.cnnsummary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.spec.LayerType;
import dev.cnnsummary.specs.spec.LayerTypes;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the style repr shows of a single module is what PyTorch 1.13.1 prints of it. */
class ModuleReprTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Set<String> INFERRED =
      Set.of(
          "in_channels",
          "in_features",
          "in1_features",
          "in2_features",
          "num_features",
          "num_channels",
          "input_size");

  @TempDir private Path folder;

  /**
   * A module.
   *
   * @param layer the entry of a spec, as JSON
   * @param inputs the shapes that it takes, each with its element type after a colon, or f32
   */
  record Module(String layer, String inputs, String repr) {
    ObjectNode entry() {
      return (ObjectNode) JSON.readTree(layer);
    }

    boolean infers() {
      return entry().propertyNames().stream().anyMatch(INFERRED::contains);
    }
  }

  static Stream<Module> modules() {
    return Resources.table("torch/modules.tsv").rows().stream()
        .map(row -> new Module(row.get(0), row.get(1), row.get(2).replace("\\n", "\n")));
  }

  @ParameterizedTest
  @MethodSource("modules")
  void aModuleIsShownAsInPyTorch(Module module) {
    assertThat(shown(module.entry(), module.inputs)).isEqualTo(inSequential(module.repr));
  }

  static Stream<Module> modulesThatInfer() {
    return modules().filter(Module::infers);
  }

  @ParameterizedTest
  @MethodSource("modulesThatInfer")
  void whatIsLeftOutComesFromTheAnalysis(Module module) {
    assertThat(shown(module.entry().remove(INFERRED), module.inputs))
        .isEqualTo(inSequential(module.repr));
  }

  private static String inSequential(String repr) {
    return "Sequential(\n  (layer): " + repr.replace("\n", "\n  ") + "\n)\n";
  }

  private String shown(ObjectNode layer, String shapes) {
    ObjectNode model = JSON.createObjectNode().put("name", "single");
    ObjectNode inputs = model.putObject("inputs");
    for (String shape : shapes.split(" ", -1)) {
      String[] parts = shape.split(":", -1);
      ObjectNode input = inputs.putObject("input" + inputs.size()).put("shape", parts[0]);
      if (parts.length > 1) {
        input.put("dtype", parts[1]);
      }
    }
    inputs.propertyNames().forEach(layer.putArray("from")::add);
    model.putArray("layers").addObject().set("layer", layer);
    return Run.fine(SmallModels.file(folder, model.toString()), "--style", "repr").out();
  }

  @Test
  void everyTypeOfModuleIsAmongThem() {
    Set<String> shown =
        modules().map(module -> module.entry().get("type").asString()).collect(Collectors.toSet());
    Set<String> tensors = Set.of("Parameter", "Buffer");
    assertThat(LayerTypes.all())
        .filteredOn(type -> type.form() == Node.Form.MODULE)
        .extracting(LayerType::name)
        .filteredOn(name -> !tensors.contains(name))
        .isSubsetOf(shown);
  }
}
