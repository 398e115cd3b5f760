package dev.cnnsummary.specs.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.graph.Graph;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is written of any graph reads as an equal one; {@code -Dwriter.seed} repeats a run. */
class SpecWriterRandomTest {
  private static final int RUNS = 500;

  @Test
  void anyGraphIsReadAsItWasWritten() {
    long seed = Long.getLong("writer.seed", 20_261_122L);
    System.out.println("random graphs: -Dwriter.seed=" + seed);
    Random random = new Random(seed);
    int expanded = 0;
    for (int run = 0; run < RUNS; run++) {
      String spec = RandomSpec.yaml(random);
      Graph graph;
      try {
        graph = read("net.yaml", spec);
      } catch (InvalidSpecException _) {
        continue;
      }
      expanded++;
      String yaml = SpecWriter.toYaml(graph);
      assertThat(read("net.yaml", yaml)).as(spec + "\n" + yaml).isEqualTo(graph);
      String json = SpecWriter.toJson(graph);
      assertThat(read("net.json", json)).as(spec + "\n" + json).isEqualTo(graph);
    }
    assertThat(expanded).isGreaterThan(RUNS / 4);
  }

  private static Graph read(String name, String text) {
    return SpecFile.read(new Source(name, text)).expand(null, Map.of());
  }
}
