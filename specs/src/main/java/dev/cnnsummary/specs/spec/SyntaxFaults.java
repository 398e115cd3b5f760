package dev.cnnsummary.specs.spec;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Rewrites a parser's message into one line for somebody who does not know the parser. */
final class SyntaxFaults {
  private static final String OPEN_QUOTE = "found unexpected end of stream";
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  /** Whole messages that have a plainer form. */
  private static final List<Rewriting> YAML_MESSAGES =
      List.of(
          Rewriting.of("expected <block end>, but found ':'.*", "expected a name before ':'"),
          Rewriting.of(
              "expected <block end>.*",
              "this does not belong to the block above; check the indentation"),
          Rewriting.of(
              "mapping values are not allowed.*",
              "a ':' is not expected here; put text that has one in quotes, or check the"
                  + " indentation"),
          Rewriting.of("could not find expected ':'.*", "expected ':' after a key"),
          Rewriting.of(".*TAB.*", "a tab cannot indent; use spaces"),
          Rewriting.of(
              "found character '(.)' that cannot start any token.*",
              "text cannot begin with '$1'; put it in quotes"),
          Rewriting.of(Pattern.quote(OPEN_QUOTE), "the quote is not closed"),
          Rewriting.of("Version\\{.*", "only YAML 1.2 is read"));

  /** Parts of other messages: the parser's words for what it met. */
  private static final List<Rewriting> YAML_PARTS =
      List.of(
          Rewriting.of("'?<stream end>'?", "the end of the file"),
          Rewriting.of("'?<document start>'?", "'---'"),
          Rewriting.of("'?<(?:block|flow) mapping start>'?", "a mapping"),
          Rewriting.of("'?<(?:block|flow) sequence start>'?", "a list"),
          Rewriting.of("'?<document end>'?", "'...'"),
          Rewriting.of("'?<scalar>'?", "a value"),
          Rewriting.of("'?<([a-z]+)>'?", "$1"),
          Rewriting.of("the node content", "a value"),
          Rewriting.of("but (?:found|got) ", "got "),
          Rewriting.of("(escape character .)\\([0-9]+\\)", "$1"));

  /** Parts of Jackson's messages that speak of its own features, limits and classes. */
  private static final List<Rewriting> JSON_PARTS =
      List.of(
          Rewriting.of(" \\(code [0-9]+[^()]*\\)", ""),
          Rewriting.of("\\(\\(CTRL-CHAR, code ([0-9]+)\\)\\)", "(code $1)"),
          Rewriting.of(" \\((?:start marker|for (?:Array|Object) starting) at .*", ""),
          Rewriting.of(": was expecting \\(JSON .*", ""),
          Rewriting.of(" \\((?:JSON String|for JSON)[^()]*\\)", ""),
          Rewriting.of(": maybe a \\(non-standard\\) comment\\?.*", ": JSON has no comments"),
          Rewriting.of(":[^:]*`JsonReadFeature.*", ""),
          Rewriting.of(", from `[^`]*`", ""));

  private SyntaxFaults() {}

  private record Rewriting(Pattern pattern, String replacement) {
    static Rewriting of(String pattern, String replacement) {
      return new Rewriting(Pattern.compile(pattern), replacement);
    }

    Optional<String> whole(String message) {
      Matcher matcher = pattern.matcher(message);
      return matcher.matches() ? Optional.of(matcher.replaceFirst(replacement)) : Optional.empty();
    }

    String parts(String message) {
      return pattern.matcher(message).replaceAll(replacement);
    }
  }

  /** Whether a quote is open at the text's end; it is best reported where it opens. */
  static boolean isOpenQuote(MarkedYamlEngineException fault) {
    return OPEN_QUOTE.equals(fault.getProblem());
  }

  /** Says in one line why a text is not YAML. */
  static String yaml(YamlEngineException fault) {
    String message =
        fault instanceof MarkedYamlEngineException marked
            ? marked.getProblem()
            : fault.getMessage();
    return "not valid YAML: " + plainYaml(line(message));
  }

  /** Says in one line why a text is not JSON. */
  static String json(@Nullable String message) {
    return "not valid JSON: " + parts(line(message), JSON_PARTS);
  }

  private static String line(@Nullable String message) {
    return BLANKS.matcher(message == null ? "unreadable" : message).replaceAll(" ").strip();
  }

  private static String plainYaml(String message) {
    return YAML_MESSAGES.stream()
        .flatMap(rewriting -> rewriting.whole(message).stream())
        .findFirst()
        .orElseGet(() -> parts(message, YAML_PARTS));
  }

  private static String parts(String message, List<Rewriting> rewritings) {
    String plain = message;
    for (Rewriting rewriting : rewritings) {
      plain = rewriting.parts(plain);
    }
    return plain;
  }
}
