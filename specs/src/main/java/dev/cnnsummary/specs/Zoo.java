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
import org.jspecify.annotations.Nullable;

/** The specs that come with the program. */
final class Zoo {
  /** The models by their names; a test holds the index against the files. */
  private static final Map<String, ZooModel> MODELS = index();

  private Zoo() {}

  /** A line is a name, a file and a source, which may have spaces. */
  private static Map<String, ZooModel> index() {
    Map<String, ZooModel> models = new LinkedHashMap<>();
    for (String line : text("index.txt").lines().toList()) {
      String[] words = line.split(" ", 3);
      if (words.length < 3) {
        throw new IllegalStateException("the zoo's index has a line without source: " + line);
      }
      models.put(words[0], new ZooModel(words[0], words[1], words[2]));
    }
    return Collections.unmodifiableMap(models);
  }

  static boolean contains(String model) {
    return MODELS.containsKey(model);
  }

  static List<ZooModel> models() {
    return List.copyOf(MODELS.values());
  }

  static Source source(String model) {
    ZooModel known = MODELS.get(model);
    if (known == null) {
      throw new IllegalArgumentException(model);
    }
    return new Source("zoo/" + known.file(), text(known.file()), tokens(known.file()));
  }

  /** The models of a family of that name, or the nearest name. */
  static String suggestion(String model) {
    List<String> family = MODELS.keySet().stream().filter(name -> name.startsWith(model)).toList();
    return family.isEmpty() || model.isEmpty()
        ? Nearest.suggestion(model, MODELS.keySet())
        : " (it has " + String.join(", ", family) + ")";
  }

  /** The text of a file. In the program's own jar packaging puts the texts here instead. */
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

  /** The tokens of a file: null, unless packaging has found them out and put them here. */
  @SuppressWarnings("unused")
  private static @Nullable String tokens(String file) {
    return null;
  }
}
