package dev.cnnsummary.specs.spec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * Tables of test cases: one a line, {@code input => expected}, with Java's escapes on both sides; a
 * line that starts with {@code #} is a comment.
 */
final class Tables {
  private static final String ARROW = " => ";

  private Tables() {}

  static Stream<Arguments> rows(String resource) {
    try (InputStream stream = Objects.requireNonNull(Tables.class.getResourceAsStream(resource))) {
      String table = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return table.lines().filter(line -> !line.startsWith("#")).map(Tables::row);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static Arguments row(String line) {
    int arrow = line.lastIndexOf(ARROW);
    return Arguments.of(
        line.substring(0, arrow).translateEscapes(),
        line.substring(arrow + ARROW.length()).translateEscapes());
  }
}
