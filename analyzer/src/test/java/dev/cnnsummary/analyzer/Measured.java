package dev.cnnsummary.analyzer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Tables of numbers that other programs gave: cells between tabs, a header above. */
final class Measured {
  private Measured() {}

  /** The rows of a table of the folder {@code numbers}. */
  static Stream<List<String>> rows(String name) {
    try (InputStream stream = Measured.class.getResourceAsStream("numbers/" + name)) {
      if (stream == null) {
        throw new IllegalArgumentException("there is no table " + name);
      }
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().skip(1).map(line -> List.of(line.split("\t", -1)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same, a cell an argument. */
  static Stream<Arguments> arguments(String name) {
    return rows(name).map(cells -> Arguments.of(cells.toArray()));
  }
}
