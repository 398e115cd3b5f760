package dev.cnnsummary.specs;

import org.jspecify.annotations.Nullable;

/**
 * One fault of a model, in one line.
 *
 * @param location where it stands; null for a graph that was not read from a text
 * @param path the dotted path of the layer it is about; empty where there is none
 * @param message what was expected, what came and, for a misspelt name, the nearest right one
 */
public record Problem(@Nullable Location location, String path, String message) {
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder();
    if (location != null) {
      line.append(location).append(": ");
    }
    if (!path.isEmpty()) {
      line.append(path).append(": ");
    }
    return line.append(message).toString();
  }
}
