package dev.cnnsummary.specs;

import dev.cnnsummary.specs.spec.Nearest;
import dev.cnnsummary.specs.spec.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The specs that come with the program. */
final class Zoo {
  /** Which file a model stands in; a test holds it against the files. */
  private static final Map<String, String> FILES = index();

  private Zoo() {}

  private static Map<String, String> index() {
    Map<String, String> files = new LinkedHashMap<>();
    for (String line : text("index.txt").lines().toList()) {
      int space = line.indexOf(' ');
      files.put(line.substring(0, space), line.substring(space + 1));
    }
    return Collections.unmodifiableMap(files);
  }

  static boolean contains(String model) {
    return FILES.containsKey(model);
  }

  static List<String> names() {
    return List.copyOf(FILES.keySet());
  }

  static Source source(String model) {
    String file = FILES.get(model);
    if (file == null) {
      throw new IllegalArgumentException(model);
    }
    return new Source("zoo/" + file, text(file));
  }

  /** The models of a family of that name, or the nearest name. */
  static String suggestion(String model) {
    List<String> family = FILES.keySet().stream().filter(name -> name.startsWith(model)).toList();
    return family.isEmpty() || model.isEmpty()
        ? Nearest.suggestion(model, FILES.keySet())
        : " (it has " + String.join(", ", family) + ")";
  }

  private static String text(String file) {
    try (InputStream stream = Zoo.class.getResourceAsStream("zoo/" + file)) {
      if (stream == null) {
        throw new IllegalStateException("the zoo lacks " + file);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
