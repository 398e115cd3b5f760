package dev.cnnsummary.cli.check;

import dev.cnnsummary.analyzer.diff.Portrait;
import dev.cnnsummary.analyzer.diff.Quantity;
import dev.cnnsummary.cli.render.GoldenText;
import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.Location;
import dev.cnnsummary.specs.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what {@link GoldenText} writes. */
public final class GoldenFile {
  private static final long MOST_BYTES = 256L << 20;
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final Set<String> FIELDS =
      Set.of("golden_version", "model", "inputs", "layers", "totals");
  private static final Set<String> LAYER_FIELDS =
      Set.of("path", "call", "type", "settings", "outputs", "params", "trainable_params", "macs");

  private final Path file;

  private GoldenFile(Path file) {
    this.file = file;
  }

  /**
   * Reads a golden file.
   *
   * @throws InvalidSpecException with what is wrong with it and where
   */
  public static Portrait read(Path file) {
    GoldenFile golden = new GoldenFile(file);
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw golden.refused("", "is too large for a golden file");
      }
      return golden.portrait(MAPPER.readTree(Files.readString(file, StandardCharsets.UTF_8)));
    } catch (NoSuchFileException _) {
      throw golden.refused("", "there is no such file; --update writes it");
    } catch (IOException e) {
      throw golden.refused("", "cannot be read: " + e.getMessage());
    } catch (JacksonException e) {
      throw golden.invalidJson(e);
    }
  }

  private InvalidSpecException invalidJson(JacksonException e) {
    String message = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
    Location location =
        e.getLocation() == null
            ? null
            : new Location(
                file.toString(), e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    return new InvalidSpecException(
        List.of(new Problem(location, location == null ? file.toString() : "", message)));
  }

  private InvalidSpecException refused(String where, String message) {
    String place = where.isEmpty() ? file.toString() : file + ": " + where;
    return new InvalidSpecException(List.of(new Problem(null, "", place + ": " + message)));
  }

  private Portrait portrait(JsonNode root) {
    if (!root.isObject()) {
      throw refused("", "is not a golden file: expected a JSON object");
    }
    JsonNode version = root.get("golden_version");
    if (version == null || !version.isInt() || version.intValue() != GoldenText.VERSION) {
      throw refused(
          "golden_version", "expected " + GoldenText.VERSION + ", got " + describe(version));
    }
    checkFields(root, FIELDS, "");
    List<Portrait.Layer> layers = new ArrayList<>();
    JsonNode list = array(root, "layers", "");
    for (int i = 0; i < list.size(); i++) {
      layers.add(layer(list.get(i), "layers[" + i + "]"));
    }
    JsonNode sums = root.get("totals");
    if (sums == null || !sums.isObject()) {
      throw refused("totals", "expected an object, got " + describe(sums));
    }
    Map<String, Quantity> totals = new LinkedHashMap<>();
    for (String name : sums.propertyNames()) {
      totals.put(name, quantity(sums, name, "totals"));
    }
    return new Portrait(text(root, "model", ""), texts(root, "inputs", ""), layers, totals);
  }

  private Portrait.Layer layer(JsonNode node, String where) {
    if (!node.isObject()) {
      throw refused(where, "expected an object, got " + describe(node));
    }
    checkFields(node, LAYER_FIELDS, where);
    Map<String, String> settings = new LinkedHashMap<>();
    JsonNode given = node.get("settings");
    if (given != null) {
      for (String name : given.propertyNames()) {
        settings.put(name, text(given, name, where + ".settings"));
      }
    }
    JsonNode call = node.get("call");
    if (call != null && !call.isInt()) {
      throw refused(where + ".call", "expected a number, got " + describe(call));
    }
    Quantity params = quantity(node, "params", where);
    return new Portrait.Layer(
        text(node, "path", where),
        call == null ? 1 : call.intValue(),
        text(node, "type", where),
        settings,
        texts(node, "outputs", where),
        params,
        node.has("trainable_params") ? quantity(node, "trainable_params", where) : params,
        quantity(node, "macs", where));
  }

  private void checkFields(JsonNode node, Set<String> known, String where) {
    for (String name : node.propertyNames()) {
      if (!known.contains(name)) {
        throw refused(
            path(where, name),
            "no such field; there are " + String.join(", ", new TreeSet<>(known)));
      }
    }
  }

  private String text(JsonNode node, String name, String where) {
    JsonNode value = node.get(name);
    if (value == null || !value.isString()) {
      throw refused(path(where, name), "expected a string, got " + describe(value));
    }
    return value.stringValue();
  }

  private List<String> texts(JsonNode node, String name, String where) {
    JsonNode list = array(node, name, where);
    List<String> texts = new ArrayList<>();
    for (JsonNode each : list) {
      if (!each.isString()) {
        throw refused(path(where, name), "expected strings, got " + describe(each));
      }
      texts.add(each.stringValue());
    }
    return texts;
  }

  private JsonNode array(JsonNode node, String name, String where) {
    JsonNode list = node.get(name);
    if (list == null || !list.isArray()) {
      throw refused(path(where, name), "expected a list, got " + describe(list));
    }
    return list;
  }

  private Quantity quantity(JsonNode node, String name, String where) {
    JsonNode value = node.get(name);
    if (value != null && value.isIntegralNumber() && value.canConvertToLong()) {
      return Quantity.of(value.longValue());
    }
    if (value != null && value.isString()) {
      return Quantity.expression(value.stringValue());
    }
    throw refused(
        path(where, name), "expected a whole number or an expression, got " + describe(value));
  }

  private static String path(String where, String name) {
    return where.isEmpty() ? name : where + "." + name;
  }

  private static String describe(@Nullable JsonNode node) {
    if (node == null) {
      return "nothing";
    }
    String text = node.toString();
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }
}
