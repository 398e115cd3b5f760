package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.Location;
import dev.cnnsummary.specs.spec.SourceTokens.Kind;
import dev.cnnsummary.specs.spec.Tree.Mapping;
import dev.cnnsummary.specs.spec.Tree.Member;
import dev.cnnsummary.specs.spec.Tree.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
    try (tokens) {
      return new TreeReader(tokens, problems).document();
    } catch (UnreadableException unreadable) {
      problems.add(unreadable.location(), "", unreadable.fault());
      return null;
    }
  }

  private @Nullable Tree document() {
    Kind first = tokens.next();
    if (first == Kind.END || tokens.standsForNothing()) {
      problems.add(tokens.start(), "", "the file is empty");
      return null;
    }
    Tree root = value(first, 1);
    if (tokens.next() != Kind.END) {
      problems.add(tokens.location(), "", tokens.moreThanOne());
    }
    return root;
  }

  private Tree value(Kind token, int depth) {
    Location location = tokens.location();
    countNode(location, depth);
    refuseDecorations(location);
    return switch (token) {
      case MAPPING -> mapping(location, depth);
      case SEQUENCE -> sequence(location, depth);
      case SCALAR -> tokens.scalar(problems);
      case MAPPING_END, SEQUENCE_END, END -> throw new IllegalStateException(token.toString());
    };
  }

  private void countNode(Location location, int depth) {
    if (depth > DEEPEST) {
      throw new UnreadableException(
          location, "values are nested deeper than " + DEEPEST + " levels");
    }
    nodes++;
    if (nodes > MOST_NODES) {
      throw new UnreadableException(location, "the file has more than " + MOST_NODES + " values");
    }
  }

  private Mapping mapping(Location location, int depth) {
    Map<String, Member> members = new LinkedHashMap<>();
    for (Kind token = tokens.next(); token != Kind.MAPPING_END; token = tokens.next()) {
      if (token != Kind.SCALAR) {
        throw new UnreadableException(
            tokens.location(), "not valid YAML: expected a name as the key");
      }
      refuseDecorations(tokens.location());
      Location place = tokens.inside();
      String name = tokens.text();
      boolean merges = !tokens.isQuoted() && name.equals("<<");
      Tree value = value(tokens.next(), depth + 1);
      Member first = members.get(name);
      if (merges) {
        problems.add(place, "", "a merge key ('<<') is not allowed: write the entries out");
      } else if (name.isEmpty()) {
        problems.add(place, "", "expected a name, got an empty key");
      } else if (first != null) {
        problems.add(
            place,
            "",
            "the key "
                + Excerpt.of(name)
                + " is given twice: first on line "
                + first.location().line());
      } else {
        members.put(name, new Member(name, place, value));
      }
    }
    return new Mapping(location, List.copyOf(members.values()));
  }

  private Sequence sequence(Location location, int depth) {
    List<Tree> items = new ArrayList<>();
    for (Kind token = tokens.next(); token != Kind.SEQUENCE_END; token = tokens.next()) {
      items.add(value(token, depth + 1));
    }
    return new Sequence(location, items);
  }

  private void refuseDecorations(Location location) {
    String decoration = tokens.decoration();
    if (decoration != null) {
      problems.add(location, "", decoration);
    }
  }
}
