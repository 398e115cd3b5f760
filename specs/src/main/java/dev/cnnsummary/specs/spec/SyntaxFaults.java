package dev.cnnsummary.specs.spec;

import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import tools.jackson.core.JacksonException;

/** Rewrites a parser's message into one line for somebody who does not know the parser. */
final class SyntaxFaults {
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  // Asides about the parser itself: character codes, its features, limits and classes.
  private static final Pattern ASIDES =
      Pattern.compile(
          " \\(code [0-9]+[^()]*\\)| \\(start marker at \\[[^\\]]*\\]\\)| \\([^()]*Feature[^()]*\\)"
              + "| \\([^()]*JSON String[^()]*\\)|, from `[^`]*`|\\(CTRL-CHAR, code ([0-9]+)\\)");

  private SyntaxFaults() {}

  static String explain(JacksonException fault, boolean yaml) {
    String message =
        fault.getCause() instanceof MarkedYamlEngineException marked
            ? marked.getProblem()
            : fault.getOriginalMessage();
    String line = BLANKS.matcher(message == null ? "unreadable" : message).replaceAll(" ").strip();
    return (yaml ? "not valid YAML: " : "not valid JSON: ")
        + (yaml ? plainYaml(line) : plainJson(line));
  }

  private static String plainYaml(String problem) {
    if (problem.startsWith("expected <block end>")) {
      return "this does not belong to the block above; check the indentation";
    }
    if (problem.startsWith("mapping values are not allowed")) {
      return "a ':' is not expected here; put text that has one in quotes, or check the indentation";
    }
    if (problem.startsWith("could not find expected ':'")) {
      return "expected ':' after a key";
    }
    if (problem.contains("TAB")) {
      return "a tab cannot indent; use spaces";
    }
    if (problem.startsWith("Expected a property name")) {
      return "expected a name as the key";
    }
    return problem;
  }

  private static String plainJson(String message) {
    return ASIDES.matcher(message).replaceAll("");
  }
}
