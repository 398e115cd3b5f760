package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.Location;
import dev.cnnsummary.specs.spec.Tree.Scalar;
import dev.cnnsummary.specs.spec.Tree.ScalarKind;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** The tokens of a JSON text, by Jackson. */
final class JsonTokens implements SourceTokens {
  private final String text;
  private final Lines lines;
  private final JsonParser parser;

  JsonTokens(String text, Lines lines) {
    this.text = text;
    this.lines = lines;
    this.parser = JsonFactory.builder().build().createParser(ObjectReadContext.empty(), text);
  }

  @Override
  public Kind next() {
    try {
      JsonToken token = parser.nextToken();
      return switch (token) {
        case null -> Kind.END;
        case START_OBJECT -> Kind.MAPPING;
        case END_OBJECT -> Kind.MAPPING_END;
        case START_ARRAY -> Kind.SEQUENCE;
        case END_ARRAY -> Kind.SEQUENCE_END;
        default -> Kind.SCALAR;
      };
    } catch (JacksonException fault) {
      throw unreadable(fault);
    }
  }

  private UnreadableException unreadable(JacksonException fault) {
    TokenStreamLocation place = fault.getLocation();
    long index = (place == null ? parser.currentLocation() : place).getCharOffset();
    return new UnreadableException(
        lines.at(Math.clamp(index, 0, text.length())),
        SyntaxFaults.json(fault.getOriginalMessage()));
  }

  @Override
  public Location start() {
    return lines.at(0);
  }

  @Override
  public Location location() {
    return lines.at(offset());
  }

  private int offset() {
    return (int) parser.currentTokenLocation().getCharOffset();
  }

  @Override
  public String text() {
    try {
      return parser.getString();
    } catch (JacksonException fault) { // a text is decoded when it is asked for
      throw unreadable(fault);
    }
  }

  @Override
  public boolean isQuoted() {
    int offset = offset();
    return offset < text.length() && text.charAt(offset) == '"';
  }

  @Override
  public boolean standsForNothing() {
    return false;
  }

  @Override
  public @Nullable String decoration() {
    return null;
  }

  @Override
  public Scalar scalar(Problems problems) {
    String scalar = text();
    if (isQuoted()) {
      return new Scalar(inside(), ScalarKind.STRING, scalar, true);
    }
    ScalarKind kind =
        switch (parser.currentToken()) {
          case VALUE_NUMBER_INT -> ScalarKind.INTEGER;
          case VALUE_NUMBER_FLOAT -> ScalarKind.FLOAT;
          case VALUE_TRUE, VALUE_FALSE -> ScalarKind.BOOLEAN;
          case VALUE_NULL -> ScalarKind.NULL;
          default -> ScalarKind.STRING;
        };
    String fault = kind == ScalarKind.FLOAT ? PlainScalars.rangeFault(scalar) : null;
    if (fault != null) {
      problems.add(location(), "", fault);
    }
    return new Scalar(location(), kind, scalar, false);
  }

  @Override
  public String moreThanOne() {
    return "expected the end of the file after the value";
  }

  @Override
  public void close() {
    parser.close();
  }
}
