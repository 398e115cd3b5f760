package dev.cnnsummary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.Analyzer;
import dev.cnnsummary.analyzer.ModelInputs;
import dev.cnnsummary.analyzer.Totals;
import dev.cnnsummary.specs.Models;
import dev.cnnsummary.specs.graph.Graph;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The use as a library that the README shows, word for word. */
class LibraryExampleTest {
  private static String summary() {
    Graph graph = Models.load("resnet18");
    ModelInputs inputs = ModelInputs.of(graph, List.of("3x64x64"), OptionalLong.empty());
    Analysis analysis = Analyzer.analyze(graph, inputs);
    Totals totals = analysis.totals();
    return totals.params() + " parameters, " + totals.macs() + " MACs";
  }

  @Test
  void theExampleGivesTheNumbersOfResnet18() {
    assertThat(summary()).isEqualTo("11689512 parameters, 148557824 MACs");
  }

  @Test
  void theReadmeShowsThisExample() {
    Document source =
        Document.of(Path.of("src/test/java/dev/cnnsummary/cli/LibraryExampleTest.java"));
    assertThat(Document.readme().blocks("java"))
        .singleElement()
        .satisfies(block -> assertThat(source.text()).contains(block.indent(4)));
  }
}
