package dev.cnnsummary.cli.repl;

import dev.cnnsummary.analyzer.convert.Conversion;
import dev.cnnsummary.specs.edit.Edit;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.ModulePath;

/** Finds in a spec what an edit means that was written for the file which the spec comes from. */
final class FileNames {
  private FileNames() {}

  static Edit translated(Edit edit, Graph file, Conversion spec) {
    return switch (edit) {
      case Edit.Set(String path, String option, String value) ->
          new Edit.Set(path(path, file, spec), option, value);
      case Edit.Insert(Edit.Place place, boolean after, String entry) ->
          new Edit.Insert(place(place, file, spec), after, entry);
      case Edit.Remove(Edit.Place place) -> new Edit.Remove(place(place, file, spec));
      case Edit.Replace(Edit.Place place, String entry) ->
          new Edit.Replace(place(place, file, spec), entry);
    };
  }

  private static Edit.Place place(Edit.Place place, Graph file, Conversion spec) {
    return new Edit.Place(path(place.path(), file, spec), place.call());
  }

  private static String path(String path, Graph file, Conversion spec) {
    String found = spec.paths().get(path);
    if (found != null) {
      return found;
    }
    ModulePath named = new ModulePath(path);
    if (file.nodes().stream().anyMatch(node -> node.path().equals(named))) {
      throw Refusal.of(
          path
              + " cannot be edited: it only computes a size or repeats its input, and the spec"
              + " that the file becomes has no such layer");
    }
    return path;
  }
}
