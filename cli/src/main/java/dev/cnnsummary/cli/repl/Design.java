package dev.cnnsummary.cli.repl;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.Analyzer;
import dev.cnnsummary.analyzer.ModelInputs;
import dev.cnnsummary.specs.Models;
import dev.cnnsummary.specs.edit.Edit;
import dev.cnnsummary.specs.edit.GraphEditor;
import dev.cnnsummary.specs.graph.Graph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A model as it stands at one moment of a session. Immutable: each change makes another one, so
 * that one that fails leaves everything as it was, and undoing is going back.
 *
 * @param source where the model comes from
 * @param edits what was changed of it, in order
 * @param inputs what it is given, as for {@code --input}
 * @param batch the batch; empty for a symbol
 * @param loaded the analysis of what was loaded, on the inputs at that time
 * @param analysis the analysis as it is
 */
record Design(
    Source source,
    List<Edit> edits,
    List<String> inputs,
    OptionalLong batch,
    Analysis loaded,
    Analysis analysis) {
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

  static Design load(Source source, List<String> inputs, OptionalLong batch) {
    Analysis analysis = analyze(source.load(), inputs, batch);
    return new Design(source, List.of(), inputs, batch, analysis, analysis);
  }

  private static Analysis analyze(Graph graph, List<String> inputs, OptionalLong batch) {
    return Analyzer.analyze(graph, ModelInputs.of(graph, inputs, batch));
  }

  Graph graph() {
    return analysis.graph();
  }

  Design withInputs(List<String> other) {
    return new Design(source, edits, other, batch, loaded, analyze(graph(), other, batch));
  }

  Design with(Edit edit) {
    List<Edit> all = new ArrayList<>(edits);
    all.add(edit);
    Graph edited = GraphEditor.apply(graph(), edit);
    return new Design(
        source, List.copyOf(all), inputs, batch, loaded, analyze(edited, inputs, batch));
  }

  /** The same with a parameter set: the model is loaded again, and edited as it was. */
  Design with(String parameter, String value) {
    Source other = source.with(parameter, value);
    Graph graph = other.load();
    for (Edit edit : edits) {
      graph = GraphEditor.apply(graph, edit);
    }
    return new Design(other, edits, inputs, batch, loaded, analyze(graph, inputs, batch));
  }
}
