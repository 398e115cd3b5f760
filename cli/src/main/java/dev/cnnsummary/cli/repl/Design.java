package dev.cnnsummary.cli.repl;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.Analyzer;
import dev.cnnsummary.analyzer.ModelInputs;
import dev.cnnsummary.analyzer.convert.Conversion;
import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.Models;
import dev.cnnsummary.specs.Problem;
import dev.cnnsummary.specs.edit.Edit;
import dev.cnnsummary.specs.edit.GraphEditor;
import dev.cnnsummary.specs.graph.Graph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A model as it stands at one moment of a session. Immutable: each change makes another one, so
 * that one that fails leaves everything as it was, and undoing is going back.
 *
 * @param source where the model comes from
 * @param edits what was changed of it, in order
 * @param inputs what a graph is given
 * @param batch the batch of inputs that are given later; empty for a symbol
 * @param analysis the analysis as it is
 */
record Design(
    Source source,
    List<Edit> edits,
    Function<Graph, ModelInputs> inputs,
    OptionalLong batch,
    Analysis analysis) {
  /** How many reasons are given why a file cannot be edited. */
  private static final int MOST_TOLD = 4;

  /**
   * What is loaded.
   *
   * @param model a name of the zoo or a file
   * @param preset the variant of a file; null for none
   * @param settings values of parameters
   */
  record Source(String model, @Nullable String preset, Map<String, String> settings) {
    /** Copies the map. */
    Source {
      settings = Map.copyOf(settings);
    }

    Graph load() {
      return Models.load(model, preset, settings);
    }

    Source with(String parameter, String value) {
      Map<String, String> all = new LinkedHashMap<>(settings);
      all.put(parameter, value);
      return new Source(model, preset, all);
    }
  }

  static Design load(Source source, Function<Graph, ModelInputs> inputs, OptionalLong batch) {
    Graph graph = source.load();
    return new Design(
        source, List.of(), inputs, batch, Analyzer.analyze(graph, inputs.apply(graph)));
  }

  Graph graph() {
    return analysis.graph();
  }

  Design withInputs(List<String> texts) {
    Function<Graph, ModelInputs> other = graph -> ModelInputs.of(graph, texts, batch);
    return new Design(source, edits, other, batch, Analyzer.analyze(graph(), other.apply(graph())));
  }

  /** Whether it is a spec's, not a file's that begins with the batch. */
  boolean isSpec() {
    return !graph().wholeInputs();
  }

  /**
   * The same in the words of the spec language, on the same inputs: itself unless it is a file's.
   *
   * @throws InvalidSpecException with every layer that the language has no words for
   */
  Design editable() {
    return isSpec() ? this : converted(conversion());
  }

  /** A file may have hundreds of layers that the language has no words for: some tell enough. */
  private Conversion conversion() {
    try {
      return Conversion.of(analysis);
    } catch (InvalidSpecException e) {
      int told = Math.min(MOST_TOLD, e.problems().size());
      List<Problem> problems = new ArrayList<>(e.problems().subList(0, told));
      problems.addFirst(
          new Problem(null, "", "this file cannot become a spec, to be edited or saved"));
      if (told < e.problems().size()) {
        problems.add(
            new Problem(
                null,
                "",
                (e.problems().size() - told) + " more; 'cnnsummary convert' tells them all"));
      }
      throw new InvalidSpecException(problems);
    }
  }

  /** The same in the words of the spec language if it has some; otherwise itself. */
  Design inWords() {
    try {
      return editable();
    } catch (InvalidSpecException _) {
      return this;
    }
  }

  private Design converted(Conversion conversion) {
    ModelInputs same = new ModelInputs(analysis.inputs().types(), analysis.inputs().batch());
    return new Design(source, edits, inputs, batch, Analyzer.analyze(conversion.graph(), same));
  }

  /**
   * The same with a change. A file is changed as a spec; its layers are called by their names in
   * the file or in the spec.
   */
  Design with(Edit edit) {
    if (isSpec()) {
      return changed(edit);
    }
    Conversion conversion = conversion();
    return converted(conversion).changed(FileNames.translated(edit, graph(), conversion));
  }

  private Design changed(Edit edit) {
    List<Edit> all = new ArrayList<>(edits);
    all.add(edit);
    Graph edited = GraphEditor.apply(graph(), edit);
    return new Design(
        source, List.copyOf(all), inputs, batch, Analyzer.analyze(edited, analysis.inputs()));
  }

  /** The same with a parameter set: the model is loaded again, and edited as it was. */
  Design with(String parameter, String value) {
    Source other = source.with(parameter, value);
    Graph graph = other.load();
    for (Edit edit : edits) {
      graph = GraphEditor.apply(graph, edit);
    }
    return new Design(other, edits, inputs, batch, Analyzer.analyze(graph, inputs.apply(graph)));
  }
}
