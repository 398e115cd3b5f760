package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.Location;
import dev.cnnsummary.specs.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Collects faults, so that a reader reports all of them and not only the first. */
final class Problems {
  private static final int MOST = 100;

  private final List<Located> kept = new ArrayList<>();
  private final Set<Fault> known = new HashSet<>();
  private int leftOut;

  private record Located(Location location, String path, String message) {}

  private record Fault(Location location, String message) {}

  /**
   * Adds a fault, unless the same one is there already.
   *
   * @param path the dotted path of the layer it is about; empty where there is none
   */
  void add(Location location, String path, String message) {
    String line = onOneLine(message);
    Fault fault = new Fault(location, line);
    if (known.contains(fault)) {
      return;
    }
    if (kept.size() == MOST) {
      leftOut++;
      return;
    }
    known.add(fault);
    kept.add(new Located(location, onOneLine(path), line));
  }

  /** Adds a fault that ends the reading: what follows cannot be checked any more. */
  InvalidSpecException end(Location location, String path, String message) {
    add(location, path, message);
    return new InvalidSpecException(list());
  }

  boolean isEmpty() {
    return kept.isEmpty();
  }

  /**
   * The faults in the order of the text; when there were too many, the last one counts the rest.
   */
  List<Problem> list() {
    // Made here, as most specs have no fault and comparators take a while to make.
    Comparator<Located> order =
        Comparator.comparing((Located located) -> located.location().file())
            .thenComparingInt(located -> located.location().line())
            .thenComparingInt(located -> located.location().column());
    List<Problem> problems = new ArrayList<>();
    kept.stream()
        .sorted(order)
        .map(located -> new Problem(located.location(), located.path(), located.message()))
        .forEach(problems::add);
    if (leftOut > 0) {
      problems.add(new Problem(null, "", "and " + leftOut + " more problems, not shown"));
    }
    return problems;
  }

  /**
   * Ends the reading if it found any fault.
   *
   * @throws InvalidSpecException with all of them
   */
  void throwIfAny() {
    if (!isEmpty()) {
      throw new InvalidSpecException(list());
    }
  }

  /** A message quotes the user's text, which may hold line breaks or terminal escapes. */
  private static String onOneLine(String text) {
    if (text.chars().noneMatch(Problems::breaksLine)) {
      return text;
    }
    StringBuilder line = new StringBuilder();
    text.chars()
        .forEach(c -> {
          if (breaksLine(c)) {
            line.append(String.format(Locale.ROOT, "\\u%04x", c));
          } else {
            line.append((char) c);
          }
        });
    return line.toString();
  }

  private static boolean breaksLine(int c) {
    return Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
  }
}
