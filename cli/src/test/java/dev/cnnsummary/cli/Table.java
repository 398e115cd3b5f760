package dev.cnnsummary.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rows of text under a header; the first cell names a row.
 *
 * @param header the columns' names
 * @param rows as many cells each
 */
record Table(List<String> header, List<List<String>> rows) {
  /** Copies the lists. */
  Table {
    header = List.copyOf(header);
    rows = List.copyOf(rows);
  }

  /** Reads lines with tabs between cells, the first of them the header. */
  static Table parse(String text) {
    List<List<String>> lines = text.lines().map(line -> List.of(line.split("\t", -1))).toList();
    return new Table(lines.getFirst(), lines.subList(1, lines.size()));
  }

  /** Reads lines as they are; the first word of one names it. */
  static Table ofLines(String text) {
    List<List<String>> rows = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      rows.add(List.of(line.strip().split("\\s+", 2)[0], line));
    }
    return new Table(List.of("first word", "line"), rows);
  }

  /** Where another table first differs from this one, which is right; empty where it does not. */
  Optional<String> difference(Table actual) {
    int common = Math.min(rows.size(), actual.rows.size());
    for (int i = 0; i < common; i++) {
      List<String> expected = rows.get(i);
      List<String> came = actual.rows.get(i);
      for (int column = 0; column < header.size(); column++) {
        if (!expected.get(column).equals(came.get(column))) {
          return Optional.of(
              "row %d, %s: expected the %s '%s', got '%s'"
                  .formatted(
                      i + 1,
                      expected.getFirst(),
                      header.get(column),
                      expected.get(column),
                      came.get(column)));
        }
      }
    }
    if (rows.size() > common) {
      return Optional.of("row %d, %s: missing".formatted(common + 1, rows.get(common).getFirst()));
    }
    return actual.rows.size() > common
        ? Optional.of(
            "row %d, %s: not expected".formatted(common + 1, actual.rows.get(common).getFirst()))
        : Optional.empty();
  }
}
