package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.Location;
import dev.cnnsummary.specs.spec.Tree.Scalar;
import dev.cnnsummary.specs.spec.Tree.ScalarKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a text that were found before. A start of the program spends more on a reader of
 * YAML than on anything else, so its packaging has the zoo read once and for all.
 */
final class PackedTokens implements SourceTokens {
  private static final List<Kind> KINDS = List.of(Kind.values());
  private static final List<Style> STYLES = List.of(Style.values());

  /** How a scalar is written. */
  private enum Style {
    PLAIN,
    QUOTED,
    /** Text without quotes, by YAML's block style. */
    BLOCK
  }

  private final String file;
  private final String packed;
  private int place;
  private Kind kind = Kind.END;
  private Location location;
  private Style style = Style.PLAIN;
  private String text = "";

  PackedTokens(String file, String packed) {
    this.file = file;
    this.packed = packed;
    this.location = start();
  }

  /**
   * Packs the tokens of a text: of each its kind, line, column, style and the length of its text, a
   * character each, and then that text.
   *
   * @throws IllegalArgumentException if it holds what no spec may hold
   */
  static String pack(Source source) {
    Problems problems = new Problems();
    SourceTokens tokens = SourceTokens.of(new Source(source.name(), source.text()), problems);
    if (tokens == null) {
      throw new IllegalArgumentException(source.name());
    }
    StringBuilder packed = new StringBuilder();
    try (tokens) {
      for (Kind kind = tokens.next(); kind != Kind.END; kind = tokens.next()) {
        String decoration = tokens.decoration();
        if (decoration != null) {
          throw new IllegalArgumentException(tokens.location() + ": " + decoration);
        }
        boolean block = kind == Kind.SCALAR && tokens.scalar(problems).quoted();
        Style style = tokens.isQuoted() ? Style.QUOTED : block ? Style.BLOCK : Style.PLAIN;
        Location location = tokens.location();
        String text = tokens.text();
        packed
            .append((char) KINDS.indexOf(kind))
            .append((char) location.line())
            .append((char) location.column())
            .append((char) STYLES.indexOf(style))
            .append((char) text.length())
            .append(text);
      }
    }
    return packed.toString();
  }

  @Override
  public Kind next() {
    if (place == packed.length()) {
      kind = Kind.END;
      return kind;
    }
    kind = KINDS.get(packed.charAt(place));
    location = new Location(file, packed.charAt(place + 1), packed.charAt(place + 2));
    style = STYLES.get(packed.charAt(place + 3));
    int begin = place + 5;
    place = begin + packed.charAt(place + 4);
    text = packed.substring(begin, place);
    return kind;
  }

  @Override
  public Location start() {
    return new Location(file, 1, 1);
  }

  @Override
  public Location location() {
    return location;
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public boolean isQuoted() {
    return style == Style.QUOTED;
  }

  @Override
  public boolean standsForNothing() {
    return kind == Kind.SCALAR && style == Style.PLAIN && text.isEmpty();
  }

  @Override
  public @Nullable String decoration() {
    return null;
  }

  @Override
  public Scalar scalar(Problems problems) {
    if (standsForNothing()) {
      return new Scalar(location, ScalarKind.NULL, "", false);
    }
    return style == Style.PLAIN
        ? PlainScalars.read(location, text, problems)
        : new Scalar(inside(), ScalarKind.STRING, text, true);
  }

  @Override
  public String moreThanOne() {
    throw new IllegalStateException("packed tokens are those of one document");
  }

  @Override
  public void close() {}
}
