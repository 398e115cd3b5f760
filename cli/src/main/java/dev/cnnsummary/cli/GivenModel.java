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
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParameterException;

/**
 * A model as a command was given it.
 *
 * @param command the command, which refuses what makes no sense
 * @param name what the zoo calls it, or its file; null where none is given
 * @param preset the variant of a file
 * @param settings {@code parameter=value} each
 * @param inputs shapes
 * @param batch the batch
 * @param sizes {@code symbol=size} each
 */
record GivenModel(
    Command command,
    @Nullable String name,
    @Nullable String preset,
    List<String> settings,
    List<String> inputs,
    @Nullable Long batch,
    List<String> sizes) {
  /** Copies the lists. */
  GivenModel {
    settings = List.copyOf(settings);
    inputs = List.copyOf(inputs);
    sizes = List.copyOf(sizes);
  }

  /** The batch, where one is given. */
  OptionalLong batchSize() {
    return batch == null ? OptionalLong.empty() : OptionalLong.of(batch);
  }

  /**
   * The model with its parameters.
   *
   * @throws ParameterException if none is given, or a setting is none
   */
  Graph graph() {
    if (name == null) {
      throw command.refused(
          "which model? Give a name of the zoo (see 'cnnsummary list'), a file, or -");
    }
    return Models.load(name, preset, parameters());
  }

  /**
   * The parameters that are set.
   *
   * @throws ParameterException if a setting is none
   */
  Map<String, String> parameters() {
    Map<String, String> values = new LinkedHashMap<>();
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw command.refused("--set: expected PARAMETER=VALUE, got '" + setting + "'");
      }
      String parameter = setting.substring(0, equals);
      if (values.put(parameter, setting.substring(equals + 1)) != null) {
        throw command.refused("--set: '" + parameter + "' is given twice");
      }
    }
    return values;
  }

  private ModelInputs bound(ModelInputs given) {
    Bindings bindings = Bindings.none();
    for (String text : sizes) {
      int equals = text.indexOf('=');
      String symbol = text.substring(0, Math.max(0, equals));
      if (!given.symbols().contains(symbol)) {
        throw command.refused(
            "--dim: no size is called '"
                + symbol
                + "'"
                + Nearest.suggestion(symbol, given.symbols())
                + "; there are "
                + given.symbols());
      }
      try {
        bindings = bindings.and(symbol, Long.parseLong(text.substring(equals + 1)));
      } catch (IllegalArgumentException _) {
        throw command.refused(
            "--dim: expected " + symbol + "=SIZE of at least 1, got '" + text + "'");
      }
    }
    return given.bind(bindings);
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
    return bound(ModelInputs.of(graph, inputs, batchSize()));
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
        throw command.refused(
            "--input: a run needs numbers, and " + shape + " has " + shape.symbols());
      }
    }
    return one;
  }
}
