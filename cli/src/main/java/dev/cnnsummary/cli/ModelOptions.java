package dev.cnnsummary.cli;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.Analyzer;
import dev.cnnsummary.analyzer.ModelInputs;
import dev.cnnsummary.specs.Models;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.shape.Bindings;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.spec.Nearest;
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
      index = "0",
      arity = "0..1", // picocli would want it before a subcommand as well
      paramLabel = "MODEL",
      hideParamSyntax = true,
      description =
          "A name of the zoo (see 'cnnsummary list'), the file of a spec, or - for a spec on"
              + " standard input.")
  private @Nullable String model;

  @Option(
      names = "--input",
      paramLabel = "SHAPE",
      description =
          "What the model takes, if not what it declares: 3x224x224, or letters for sizes that"
              + " stay open: 3xHxW. One size more puts the batch first: 8x3x224x224. Of several"
              + " inputs each by its name: --input a=3x224x224 --input b=128.")
  private List<String> inputs = List.of();

  @Option(
      names = "--batch",
      paramLabel = "SIZE",
      description = "The batch; costs are then for all of it, otherwise for one sample.")
  private @Nullable Long batch;

  @Option(
      names = "--dim",
      paramLabel = "NAME=SIZE",
      description =
          "A number for a size that is a symbol: --dim batch=8, as an ONNX file names it or"
              + " --input. Can be repeated.")
  private List<String> sizes = List.of();

  @Option(
      names = "--set",
      paramLabel = "PARAMETER=VALUE",
      description =
          "Sets a parameter of the model, such as num_classes=10 or depths=[2,2,2,2]; 'cnnsummary"
              + " show MODEL' tells which there are. Can be repeated.")
  private List<String> settings = List.of();

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description = "For a file: the variant to take of those that it has under 'presets'.")
  private @Nullable String preset;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  /** None given yet: picocli fills them in. */
  ModelOptions() {}

  /**
   * Options that a command with several models has gathered itself.
   *
   * @param settings {@code parameter=value} each
   */
  ModelOptions(
      CommandSpec command,
      String model,
      @Nullable String preset,
      List<String> settings,
      List<String> inputs,
      @Nullable Long batch) {
    this.command = command;
    this.model = model;
    this.preset = preset;
    this.settings = List.copyOf(settings);
    this.inputs = List.copyOf(inputs);
    this.batch = batch;
  }

  /** What is given, for a session that begins with it. */
  record Given(
      @Nullable String model,
      @Nullable String preset,
      Map<String, String> settings,
      List<String> inputs,
      OptionalLong batch) {}

  /** What is given. */
  Given given() {
    return new Given(model, preset, settings(), inputs, size());
  }

  private OptionalLong size() {
    return batch == null ? OptionalLong.empty() : OptionalLong.of(batch);
  }

  /**
   * The model with its parameters.
   *
   * @throws ParameterException if none is given, or a setting is none
   */
  Graph graph() {
    if (model == null) {
      throw refused("which model? Give a name of the zoo (see 'cnnsummary list'), a file, or -");
    }
    return Models.load(model, preset, settings());
  }

  private Map<String, String> settings() {
    Map<String, String> values = new LinkedHashMap<>();
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw refused("--set: expected PARAMETER=VALUE, got '" + setting + "'");
      }
      String name = setting.substring(0, equals);
      if (values.put(name, setting.substring(equals + 1)) != null) {
        throw refused("--set: '" + name + "' is given twice");
      }
    }
    return values;
  }

  private ModelInputs bound(ModelInputs given) {
    Bindings bindings = Bindings.none();
    for (String text : sizes) {
      int equals = text.indexOf('=');
      String name = text.substring(0, Math.max(0, equals));
      if (!given.symbols().contains(name)) {
        throw refused(
            "--dim: no size is called '"
                + name
                + "'"
                + Nearest.suggestion(name, given.symbols())
                + "; there are "
                + given.symbols());
      }
      try {
        bindings = bindings.and(name, Long.parseLong(text.substring(equals + 1)));
      } catch (IllegalArgumentException _) {
        throw refused("--dim: expected " + name + "=SIZE of at least 1, got '" + text + "'");
      }
    }
    return given.bind(bindings);
  }

  private ParameterException refused(String message) {
    return new ParameterException(Objects.requireNonNull(command).commandLine(), message);
  }

  /**
   * The analysis.
   *
   * @param dtype the type in which floating-point elements are held; null for their own
   */
  Analysis analysis(@Nullable DType dtype) {
    Graph graph = graph();
    ModelInputs given = inputs(graph);
    return dtype == null ? Analyzer.analyze(graph, given) : Analyzer.analyze(graph, given, dtype);
  }

  /** What the model is given. */
  ModelInputs inputs(Graph graph) {
    return bound(ModelInputs.of(graph, inputs, size()));
  }

  /**
   * The analysis that a run needs: of one sample where no batch is given.
   *
   * @throws ParameterException if a size is a symbol
   */
  Analysis concreteAnalysis() {
    Analysis analysis = analysis(null);
    Analysis one = analysis.bind(analysis.inputs().sample());
    for (int i = 0; i < one.inputs().types().size(); i++) {
      Shape shape = one.inputs().types().get(i).shape();
      if (!shape.isConstant()) {
        throw refused("--input: a run needs numbers, and " + shape + " has " + shape.symbols());
      }
    }
    return one;
  }
}
