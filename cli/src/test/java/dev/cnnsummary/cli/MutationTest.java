package dev.cnnsummary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.cnnsummary.analyzer.Analyzer;
import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.Models;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.spec.Source;
import dev.cnnsummary.specs.spec.SpecFile;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever is done to a spec, it ends in an analysis or in problems that say where they are. */
class MutationTest {
  private static final int MUTANTS = 10_000;

  /** Half of the mutants are of the parsed tree, and a fifth of all must get as far as analysis. */
  @Test
  void aBrokenSpecEndsInAnAnalysisOrInLocatedProblems() {
    long seed = Long.getLong("mutation.seed", 20_261_122L);
    System.out.println("mutants: -Dmutation.seed=" + seed);
    SplittableRandom random = new SplittableRandom(seed);
    Mutator mutator = new Mutator(random);
    List<Source> files = Models.zoo().stream().map(Models::source).distinct().toList();
    int analysed = 0;
    for (int i = 0; i < MUTANTS; i++) {
      Source file = files.get(random.nextInt(files.size()));
      boolean tree = i % 2 == 0;
      Source mutant =
          tree
              ? new Source("mutant.json", mutator.tree(file.text()))
              : new Source("mutant.yaml", mutator.text(file.text()));
      if (endsWell(mutant)) {
        analysed++;
      }
    }
    System.out.println(analysed + " of " + MUTANTS + " mutants were analysed");
    assertThat(analysed).isGreaterThanOrEqualTo(MUTANTS / 5);
  }

  /** Whether a mutant came as far as its analysis. */
  private static boolean endsWell(Source mutant) {
    Graph graph = null;
    try {
      SpecFile spec = SpecFile.read(mutant);
      String preset =
          spec.presets().isEmpty()
              ? null
              : spec.presets().get(mutant.text().length() % spec.presets().size());
      graph = spec.expand(preset, Map.of());
      Analyzer.analyze(graph);
    } catch (InvalidSpecException e) {
      assertThat(e.problems())
          .as(mutant.text())
          .isNotEmpty()
          .allSatisfy(problem -> {
            assertThat(problem.message()).isNotBlank().doesNotContain("\n");
            assertThat(problem.location() != null || mayBeAnywhere(problem.message()))
                .as("located: " + problem)
                .isTrue();
          });
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      fail(mutant.name() + " throws " + e + "\n" + mutant.text(), e);
    }
    return graph != null;
  }

  /** What is wrong with a whole model and not with a place in its text. */
  private static boolean mayBeAnywhere(String message) {
    return message.contains("the sums are too large")
        || message.contains("declares no shape")
        || message.contains("more problems, not shown")
        || message.contains("stands for the batch");
  }
}
