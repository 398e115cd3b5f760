package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.Location;
import dev.cnnsummary.specs.spec.Tree.Mapping;
import dev.cnnsummary.specs.spec.Tree.Member;
import dev.cnnsummary.specs.spec.Tree.Scalar;
import dev.cnnsummary.specs.spec.Tree.ScalarKind;
import dev.cnnsummary.specs.spec.Tree.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads a YAML or JSON text into a {@link Tree}. Both are one language here: what YAML has beyond
 * JSON's data (anchors, aliases, merge keys, tags, several documents) is refused, and so are
 * duplicate keys.
 */
final class TreeReader {
  // Modules nested as deeply as expansion allows, each with three levels of its own.
  private static final int DEEPEST = 200;
  private static final int MOST_NODES = 200_000;

  private final SourceTokens tokens;
  private final Problems problems;
  private int nodes;

  private TreeReader(SourceTokens tokens, Problems problems) {
    this.tokens = tokens;
    this.problems = problems;
  }

  /**
   * Reads a text to its end.
   *
   * @param problems takes every fault
   * @return the tree, complete only if no problem was added; null if the text cannot be read on
   */
  static @Nullable Tree read(Source source, Problems problems) {
    SourceTokens tokens = SourceTokens.of(source, problems);
    if (tokens == null) {
      return null;
    }
    try (JsonParser parser = tokens.parser()) {
      return new TreeReader(tokens, problems).document(parser);
    } catch (JacksonException fault) {
      problems.add(tokens.locate(fault), "", tokens.explain(fault));
      return null;
    } catch (TooLarge tooLarge) {
      problems.add(tooLarge.location, "", tooLarge.message);
      return null;
    }
  }

  private @Nullable Tree document(JsonParser parser) {
    JsonToken first = parser.nextToken();
    if (first == null || (first == JsonToken.VALUE_NULL && tokens.standsForNothing())) {
      problems.add(tokens.start(), "", "the file is empty");
      return null;
    }
    Tree root = value(parser, first, 1);
    if (parser.nextToken() != null) {
      problems.add(tokens.location(), "", tokens.moreThanOne());
    }
    return root;
  }

  private Tree value(JsonParser parser, JsonToken token, int depth) {
    Location location = tokens.location();
    countNode(location, depth);
    refuseDecorations(location);
    return switch (token) {
      case START_OBJECT -> mapping(parser, location, depth);
      case START_ARRAY -> sequence(parser, location, depth);
      default -> scalar(parser, token, location);
    };
  }

  private void countNode(Location location, int depth) {
    if (depth > DEEPEST) {
      throw new TooLarge(location, "values are nested deeper than " + DEEPEST + " levels");
    }
    nodes++;
    if (nodes > MOST_NODES) {
      throw new TooLarge(location, "the file has more than " + MOST_NODES + " values");
    }
  }

  private Mapping mapping(JsonParser parser, Location location, int depth) {
    Map<String, Member> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      Location place = tokens.location();
      refuseDecorations(place);
      Location keyLocation = tokens.isQuoted() ? afterQuote(place) : place;
      boolean merges = !tokens.isQuoted() && parser.currentName().equals("<<");
      String name = parser.currentName();
      Tree value = value(parser, parser.nextToken(), depth + 1);
      Member first = members.get(name);
      if (merges) {
        problems.add(keyLocation, "", "a merge key ('<<') is not allowed: write the entries out");
      } else if (name.isEmpty()) {
        problems.add(keyLocation, "", "expected a name, got an empty key");
      } else if (first != null) {
        problems.add(
            keyLocation,
            "",
            "the key "
                + Excerpt.of(name)
                + " is given twice: first on line "
                + first.location().line());
      } else {
        members.put(name, new Member(name, keyLocation, value));
      }
    }
    return new Mapping(location, List.copyOf(members.values()));
  }

  private Sequence sequence(JsonParser parser, Location location, int depth) {
    List<Tree> items = new ArrayList<>();
    JsonToken token = parser.nextToken();
    while (token != JsonToken.END_ARRAY) {
      items.add(value(parser, token, depth + 1));
      token = parser.nextToken();
    }
    return new Sequence(location, items);
  }

  private Scalar scalar(JsonParser parser, JsonToken token, Location location) {
    if (tokens.standsForNothing()) {
      return new Scalar(location, ScalarKind.NULL, "", false);
    }
    String text = parser.getString();
    if (tokens.isBlock()) {
      return new Scalar(location, ScalarKind.STRING, text, true);
    }
    if (tokens.isQuoted()) {
      return new Scalar(afterQuote(location), ScalarKind.STRING, text, true);
    }
    if (tokens.isYaml()) {
      return PlainScalars.read(location, text, problems);
    }
    return jsonScalar(token, location, text);
  }

  private Scalar jsonScalar(JsonToken token, Location location, String text) {
    ScalarKind kind =
        switch (token) {
          case VALUE_NUMBER_INT -> ScalarKind.INTEGER;
          case VALUE_NUMBER_FLOAT -> ScalarKind.FLOAT;
          case VALUE_TRUE, VALUE_FALSE -> ScalarKind.BOOLEAN;
          case VALUE_NULL -> ScalarKind.NULL;
          default -> ScalarKind.STRING;
        };
    String fault = kind == ScalarKind.FLOAT ? PlainScalars.rangeFault(text) : null;
    if (fault != null) {
      problems.add(location, "", fault);
    }
    return new Scalar(location, kind, text, false);
  }

  private void refuseDecorations(Location location) {
    String decoration = tokens.decoration();
    if (decoration != null) {
      problems.add(location, "", decoration);
    }
  }

  private static Location afterQuote(Location location) {
    return new Location(location.file(), location.line(), location.column() + 1);
  }

  /** Ends the reading of a text that is beyond a bound. */
  private static final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Location location;
    private final String message;

    TooLarge(Location location, String message) {
      super(message, null, false, false);
      this.location = location;
      this.message = message;
    }
  }
}
