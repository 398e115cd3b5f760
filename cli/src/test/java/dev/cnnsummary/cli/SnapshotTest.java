package dev.cnnsummary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * What the program prints stays as it was; {@code -Dgolden.update=true} writes the files anew. They
 * are of our own making: the texts and numbers of PyTorch are tested elsewhere, and never written.
 */
class SnapshotTest {
  private static final boolean UPDATE = Boolean.getBoolean("golden.update");

  @ParameterizedTest
  @CsvSource({
    "list.txt, list",
    "tree-lenet5.txt, lenet5 --style tree",
    "tree-resnet18-symbols.txt, resnet18 --input 3xHxW",
    "tree-resnet18-depth-1.txt, resnet18 --depth 1",
    "tree-alexnet-ascii.txt, alexnet --input CxHxW --ascii",
    "tree-squeezenet1_0-columns.txt, 'squeezenet1_0 --columns layer,output,params,flops,memory'",
    "lenet5.json, lenet5 --format json",
  })
  void theTextStays(String file, String line) throws IOException {
    check(file, Run.fine(line.split(" ", -1)).out());
  }

  /** Shapes of calls, one a line, of networks whose JSON would be long. */
  @ParameterizedTest
  @CsvSource({
    "shapes-resnet18-symbols.tsv, resnet18 --input 3xHxW",
    "shapes-googlenet-d2l-symbols.tsv, googlenet-d2l --input 1xHxW",
    "shapes-vgg16-symbols.tsv, vgg16 --input NxCxHxW",
    "shapes-squeezenet1_1-symbols.tsv, squeezenet1_1 --input 3xHxW",
  })
  void theShapesStay(String file, String line) throws IOException {
    JsonNode layers = Run.json(line.split(" ", -1)).get("layers");
    check(
        file,
        layers
            .valueStream()
            .map(layer ->
                String.join(
                    "\t",
                    List.of(
                        layer.get("path").asString(),
                        layer.get("call").asString(),
                        layer.get("output_shapes").toString())))
            .collect(Collectors.joining("\n", "path\tcall\toutputs\n", "\n")));
  }

  private static void check(String file, String actual) throws IOException {
    if (UPDATE) {
      String base = System.getProperty("basedir", ".");
      Files.writeString(Path.of(base, "src/test/resources/golden", file), actual);
    } else {
      String expected = Resources.text("golden/" + file);
      assertThat(Table.ofLines(expected).difference(Table.ofLines(actual))).isEmpty();
    }
  }
}
