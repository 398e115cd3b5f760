package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.Location;
import dev.cnnsummary.specs.spec.Tree.Scalar;
import dev.cnnsummary.specs.spec.Tree.ScalarKind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** The tokens of a YAML text, by SnakeYAML Engine. */
final class YamlTokens implements SourceTokens {
  private final String text;
  private final Lines lines;
  private final Parser parser;
  private @Nullable Event event;
  // The last place that was asked for. Marks count code points; counting on from the last one keeps
  // a long text linear.
  private int lastIndex;
  private int lastOffset;

  YamlTokens(String text, Lines lines) {
    this.text = text;
    this.lines = lines;
    // A buffer for the whole text: the engine's time for one long line is quadratic in the number
    // of
    // times that its buffer must grow.
    LoadSettings settings =
        LoadSettings.builder()
            .setCodePointLimit(Source.MAX_BYTES)
            .setBufferSize(text.length() + 1)
            .build();
    this.parser = new ParserImpl(settings, new StreamReader(settings, text));
  }

  @Override
  public Kind next() {
    try {
      while (parser.hasNext()) {
        Event current = parser.next();
        switch (current.getEventId()) {
          case StreamStart, DocumentStart, DocumentEnd, Comment -> {}
          case StreamEnd -> {
            return Kind.END;
          }
          case MappingStart -> {
            event = current;
            return Kind.MAPPING;
          }
          case MappingEnd -> {
            event = current;
            return Kind.MAPPING_END;
          }
          case SequenceStart -> {
            event = current;
            return Kind.SEQUENCE;
          }
          case SequenceEnd -> {
            event = current;
            return Kind.SEQUENCE_END;
          }
          case Scalar, Alias -> {
            event = current;
            return Kind.SCALAR;
          }
        }
      }
      return Kind.END;
    } catch (YamlEngineException fault) {
      throw new UnreadableException(place(fault), SyntaxFaults.yaml(fault));
    }
  }

  private Location place(YamlEngineException fault) {
    Optional<Mark> mark = Optional.empty();
    if (fault instanceof MarkedYamlEngineException marked) {
      mark = SyntaxFaults.isOpenQuote(marked) ? marked.getContextMark() : marked.getProblemMark();
    }
    return mark.map(this::place).orElseGet(this::location);
  }

  private Location place(Mark mark) {
    int index = mark.getIndex();
    lastOffset = text.offsetByCodePoints(lastOffset, index - lastIndex);
    lastIndex = index;
    return lines.at(lastOffset);
  }

  @Override
  public Location start() {
    return lines.at(0);
  }

  @Override
  public Location location() {
    return (event == null ? Optional.<Mark>empty() : event.getStartMark())
        .map(this::place)
        .orElseGet(this::start);
  }

  @Override
  public String text() {
    return switch (event) {
      case ScalarEvent scalar -> scalar.getValue();
      case AliasEvent alias -> "*" + alias.getAlias();
      case null, default -> "";
    };
  }

  @Override
  public boolean isQuoted() {
    return event instanceof ScalarEvent scalar
        && (scalar.getScalarStyle() == ScalarStyle.SINGLE_QUOTED
            || scalar.getScalarStyle() == ScalarStyle.DOUBLE_QUOTED);
  }

  @Override
  public boolean standsForNothing() {
    return event instanceof ScalarEvent scalar
        && scalar.getScalarStyle() == ScalarStyle.PLAIN
        && scalar.getValue().isEmpty();
  }

  @Override
  public @Nullable String decoration() {
    if (event instanceof AliasEvent) {
      return "a YAML alias ('*') is not allowed: use a block or a parameter";
    }
    if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
      return "a YAML anchor ('&') is not allowed: use a block or a parameter";
    }
    boolean tagged =
        switch (event) {
          case ScalarEvent scalar -> scalar.getTag().isPresent();
          case CollectionStartEvent collection -> collection.getTag().isPresent();
          case null, default -> false;
        };
    return tagged ? "a YAML tag ('!') is not allowed" : null;
  }

  @Override
  public Scalar scalar(Problems problems) {
    if (standsForNothing()) {
      return new Scalar(location(), ScalarKind.NULL, "", false);
    }
    if (event instanceof ScalarEvent scalar && scalar.getScalarStyle() != ScalarStyle.PLAIN) {
      return new Scalar(inside(), ScalarKind.STRING, scalar.getValue(), true);
    }
    return PlainScalars.read(location(), text(), problems);
  }

  @Override
  public String moreThanOne() {
    return "a second document begins here: a spec is one document";
  }

  @Override
  public void close() {}
}
