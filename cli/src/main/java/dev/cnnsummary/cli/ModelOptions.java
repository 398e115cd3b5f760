package dev.cnnsummary.cli;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.Analyzer;
import dev.cnnsummary.analyzer.ModelInputs;
import dev.cnnsummary.specs.Models;
import dev.cnnsummary.specs.graph.Graph;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which model, with which parameters, on which inputs. */
final class ModelOptions {
  @Parameters(
      arity = "0..1", // picocli would want it before a subcommand as well
      paramLabel = "MODEL",
      description = "A name of the zoo, a path to .yaml, .yml or .json, or - for standard input.")
  private @Nullable String model;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description = "A variant that the file names under 'presets'.")
  private @Nullable String preset;

  @Option(
      names = "--set",
      paramLabel = "PARAMETER=VALUE",
      description = "Sets a parameter of the model.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--input",
      paramLabel = "[NAME=]SHAPE",
      description =
          "An input's shape, such as 3x224x224, or 3xHxW with symbols; one size more puts the"
              + " batch first.")
  private List<String> inputs = List.of();

  @Option(
      names = "--batch",
      paramLabel = "SIZE",
      description = "The batch; costs are then for all of it, otherwise for one sample.")
  private @Nullable Long batch;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  /**
   * The model with its parameters.
   *
   * @throws ParameterException if none is given
   */
  Graph graph() {
    if (model == null) {
      throw new ParameterException(
          Objects.requireNonNull(command).commandLine(),
          "which model? Give a name of the zoo (see 'cnnsummary list'), a file, or -");
    }
    return Models.load(model, preset, settings);
  }

  Analysis analysis() {
    Graph graph = graph();
    OptionalLong size = batch == null ? OptionalLong.empty() : OptionalLong.of(batch);
    return Analyzer.analyze(graph, ModelInputs.of(graph, inputs, size));
  }
}
