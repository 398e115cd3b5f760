package dev.cnnsummary.cli.repl;

import dev.cnnsummary.executor.weights.WholeFile;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.spec.Source;
import dev.cnnsummary.specs.spec.SpecWriter;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** The files that a session reads and writes. */
final class SpecFiles {
  private SpecFiles() {}

  /** Writes a model as a spec, in JSON where the file is called so. */
  static void save(Graph graph, String name, PrintWriter out) {
    if (!name.matches(".*\\.(yaml|yml|json)")) {
      throw Refusal.of("save: expected a file .yaml, .yml or .json, got '" + name + "'");
    }
    String text;
    try {
      text = name.endsWith(".json") ? SpecWriter.toJson(graph) : SpecWriter.toYaml(graph);
    } catch (IllegalArgumentException e) {
      throw Refusal.of("no spec can hold this model: " + e.getMessage());
    }
    WholeFile.write(path(name), place -> Files.writeString(place, text));
    out.println("wrote " + name);
  }

  /** The lines of a script. */
  static List<String> lines(String name) {
    return Source.of(path(name)).text().lines().toList();
  }

  private static Path path(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException _) {
      throw Refusal.of("'" + name.replace('\0', '?') + "' is not a path");
    }
  }
}
