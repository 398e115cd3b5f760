package dev.cnnsummary.cli;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is printed of one layer.
 *
 * @param name its path, and the number of a further call
 * @param lines for each title of a section what its lines say
 */
record PrintedExplanation(String name, Map<String, List<Line>> lines) {
  /**
   * A line with a formula.
   *
   * @param label what is before it
   * @param steps what stands between equals signs
   */
  record Line(String label, List<String> steps) {
    /**
     * What all steps come to.
     *
     * @throws AssertionError if they are not equal
     */
    BigInteger value(Map<String, Long> letters) {
      BigInteger first = FormulaReader.value(steps.getFirst(), letters);
      for (String step : steps) {
        if (!FormulaReader.value(step, letters).equals(first)) {
          throw new AssertionError(
              label + ": " + step + " is not " + first + " as " + steps.getFirst());
        }
      }
      return first;
    }
  }

  /** Reads the text of a command, whose lines must not be broken. */
  static List<PrintedExplanation> read(String text) {
    List<PrintedExplanation> all = new ArrayList<>();
    String section = "";
    for (String line : text.lines().toList()) {
      if (line.isEmpty()) {
        continue;
      }
      if (!line.startsWith(" ")) {
        String title = line.substring(0, line.indexOf(": "));
        all.add(new PrintedExplanation(title, new LinkedHashMap<>()));
        continue;
      }
      Map<String, List<Line>> lines = all.getLast().lines;
      String label = line.length() < 20 ? line : line.substring(0, 20);
      String content = line.length() < 20 ? "" : line.substring(20);
      if (label.isBlank() || line.startsWith("  [")) {
        continue; // a note, or the shapes
      }
      if (!label.startsWith("    ")) {
        section = label.strip();
        lines.put(section, new ArrayList<>());
        label = "";
        boolean single = List.of("Parameters", "Buffers", "MACs", "FLOPs").contains(section);
        if (!single) {
          continue; // a law or a note
        }
      }
      int note = content.indexOf("  (");
      String formula = note < 0 ? content : content.substring(0, note);
      lines
          .computeIfAbsent(section, _ -> new ArrayList<>())
          .add(new Line(label.strip(), List.of(formula.split(" = ", -1))));
    }
    return all;
  }

  /** The lines of a section; none where it is not there. */
  List<Line> section(String title) {
    return lines.getOrDefault(title, List.of());
  }
}
