package dev.cnnsummary.executor.weights;

import dev.cnnsummary.executor.ExecutionException;
import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.specs.shape.DType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/** Reads the header of a {@code .safetensors} file and checks each tensor's entry by itself. */
final class SafetensorsHeader {
  /** Text about the file, where a tensor could stand. */
  private static final String METADATA = "__metadata__";

  /** Remembers no names: hardly one of a header's comes twice. */
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES).build();

  private final Path file;
  private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();

  SafetensorsHeader(Path file) {
    this.file = file;
  }

  /** The tensors by name, in the header's order. */
  Map<String, StoredTensor> read(ByteBuffer header) {
    if (!header.hasRemaining() || header.get(0) != '{') {
      throw new ExecutionException(
          file + ": is no safetensors file: its header does not begin with '{'");
    }
    char[] text = decode(header);
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text, 0, text.length)) {
      parser.nextToken();
      boolean metadata = false;
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        if (name.equals(METADATA) ? metadata : tensors.containsKey(name)) {
          throw new ExecutionException(StoredTensor.subject(file, name) + " is given twice");
        }
        parser.nextToken();
        if (name.equals(METADATA)) {
          metadata = true;
          parser.skipChildren();
        } else {
          tensors.put(name, entry(name, parser));
        }
      }
      if (parser.nextToken() != null) {
        throw new ExecutionException(file + ": its header goes on after its last '}'");
      }
      return tensors;
    } catch (JacksonException e) {
      throw new ExecutionException(
          file
              + ": its header is not valid JSON from character "
              + (e.getLocation() == null ? 0 : e.getLocation().getCharOffset())
              + " on",
          e);
    }
  }

  private char[] decode(ByteBuffer header) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(header).toString();
      return text.toCharArray();
    } catch (CharacterCodingException e) {
      throw new ExecutionException(file + ": its header is not UTF-8", e);
    }
  }

  private StoredTensor entry(String name, JsonParser parser) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw fault(name, "is not described by an object with dtype, shape and data_offsets");
    }
    DType dtype = null;
    List<Long> shape = null;
    List<Long> offsets = null;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = parser.currentName();
      parser.nextToken();
      switch (key) {
        case "dtype" -> dtype = once(name, key, dtype, dtype(name, parser));
        case "shape" -> shape = once(name, key, shape, naturals(name, key, parser));
        case "data_offsets" -> offsets = once(name, key, offsets, naturals(name, key, parser));
        default -> parser.skipChildren();
      }
    }
    if (dtype == null || shape == null || offsets == null) {
      throw fault(
          name, "has no " + (dtype == null ? "dtype" : shape == null ? "shape" : "data_offsets"));
    }
    return checked(name, dtype, shape, offsets);
  }

  private <T> T once(String name, String key, @Nullable T before, T given) {
    if (before != null) {
      throw fault(name, "gives its " + key + " twice");
    }
    return given;
  }

  private DType dtype(String name, JsonParser parser) {
    String text = parser.currentToken() == JsonToken.VALUE_STRING ? parser.getString() : "";
    Optional<DType> dtype =
        List.of(DType.values()).stream()
            .filter(type -> type.isComputed() && type.name().equals(text))
            .findFirst();
    return dtype.orElseThrow(() ->
        fault(
            name,
            "is of the type "
                + Excerpt.of(text)
                + "; known are "
                + String.join(
                    ", ",
                    List.of(DType.values()).stream()
                        .filter(DType::isComputed)
                        .map(DType::name)
                        .toList())));
  }

  private List<Long> naturals(String name, String key, JsonParser parser) {
    List<Long> numbers = new ArrayList<>();
    boolean valid = parser.currentToken() == JsonToken.START_ARRAY;
    while (valid && parser.nextToken() != JsonToken.END_ARRAY) {
      valid =
          parser.currentToken() == JsonToken.VALUE_NUMBER_INT
              && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER
              && parser.getLongValue() >= 0;
      if (valid) {
        numbers.add(parser.getLongValue());
      }
    }
    if (!valid) {
      throw fault(name, "has a " + key + " that is not a list of whole numbers from 0 to 2^63 − 1");
    }
    return numbers;
  }

  private StoredTensor checked(String name, DType dtype, List<Long> shape, List<Long> offsets) {
    if (offsets.size() != 2 || offsets.get(0) > offsets.get(1)) {
      throw fault(name, "has data_offsets that are not a begin and an end");
    }
    if (shape.size() > Elements.MOST_AXES) {
      throw fault(
          name, "has " + shape.size() + " axes; at most " + Elements.MOST_AXES + " can be held");
    }
    long count = 1;
    for (long extent : shape) {
      if (extent > Integer.MAX_VALUE || (count *= extent) > Elements.MOST) {
        throw fault(
            name,
            "has the shape " + shape + "; at most " + Elements.MOST + " elements can be held");
      }
    }
    long bytes = offsets.get(1) - offsets.get(0);
    if (bytes != count * dtype.bytes()) {
      throw fault(
          name,
          "needs "
              + count * dtype.bytes()
              + " bytes by its shape "
              + shape
              + " and type "
              + dtype
              + ", and its data_offsets give it "
              + bytes);
    }
    List<Integer> extents = shape.stream().map(Math::toIntExact).toList();
    return new StoredTensor(name, new Extent(dtype, extents), offsets.get(0), offsets.get(1));
  }

  private ExecutionException fault(String name, String message) {
    return new ExecutionException(StoredTensor.subject(file, name) + " " + message);
  }
}
