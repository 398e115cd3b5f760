package dev.cnnsummary.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Reads test resources. */
final class Resources {
  private Resources() {}

  /**
   * The text of a resource.
   *
   * @param path from the root, without a slash before it
   */
  static String text(String path) {
    try (InputStream stream = Resources.class.getResourceAsStream("/" + path)) {
      if (stream == null) {
        throw new IllegalArgumentException("there is no test resource " + path);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where a resource stands, for what reads files. */
  static Path file(String path) {
    URL place = Resources.class.getResource("/" + path);
    if (place == null) {
      throw new IllegalArgumentException("there is no test resource " + path);
    }
    try {
      return Path.of(place.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether there is such a resource. */
  static boolean has(String path) {
    return Resources.class.getResource("/" + path) != null;
  }

  /** A table with a header and tabs between cells. */
  static Table table(String path) {
    return Table.parse(text(path));
  }
}
