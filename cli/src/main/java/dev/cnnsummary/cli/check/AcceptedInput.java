package dev.cnnsummary.cli.check;

import dev.cnnsummary.analyzer.Analyzer;
import dev.cnnsummary.analyzer.ModelInputs;
import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.Problem;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.shape.Shape;
import java.util.List;
import java.util.OptionalLong;

/** Whether a model takes an input. */
public final class AcceptedInput {
  private AcceptedInput() {}

  /**
   * Tries a shape.
   *
   * @param text as for {@code --input}; without a sample's first size, where the model has one
   *     input of two or more, it is the one that the model declares
   * @throws InvalidSpecException if it is no shape of an input of the model
   */
  public static Finding check(Graph graph, String text) {
    ModelInputs inputs =
        ModelInputs.of(graph, List.of(complete(graph, text)), OptionalLong.empty());
    try {
      Analyzer.analyze(graph, inputs);
      return Finding.passed("accepts-input", text + " fits");
    } catch (InvalidSpecException e) {
      return Finding.failed(
          "accepts-input",
          text + " does not fit",
          e.problems().stream().map(Problem::toString).toList());
    }
  }

  private static String complete(Graph graph, String text) {
    Shape declared = graph.inputs().getFirst().shape();
    int sample = graph.wholeInputs() ? 1 : 0; // where its sizes begin, behind the batch
    if (graph.inputs().size() != 1 || declared == null || declared.rank() < sample + 2) {
      return text;
    }
    int axes = text.split("x", -1).length;
    return axes == declared.rank() - sample - 1 && !text.contains("=")
        ? declared.dim(sample) + "x" + text
        : text;
  }
}
