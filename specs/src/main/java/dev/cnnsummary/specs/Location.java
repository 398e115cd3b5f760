package dev.cnnsummary.specs;

/**
 * A place in a source text.
 *
 * @param file the name the text was read under, as the user gave it
 * @param line the line, from 1
 * @param column the column in UTF-16 units, from 1
 */
public record Location(String file, int line, int column) {
  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
