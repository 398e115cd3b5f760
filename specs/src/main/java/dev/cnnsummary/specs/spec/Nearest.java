package dev.cnnsummary.specs.spec;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a misspelt one was meant to be. */
public final class Nearest {
  private static final int LONGEST = 100;

  private Nearest() {}

  private record Candidate(String name, int distance) {}

  /**
   * Suggests a name.
   *
   * @return {@code " (did you mean 'stride'?)"}, or nothing if no known name is near: within a
   *     third of the misspelt one's length; of equally near names the alphabetically first
   */
  public static String suggestion(String wrong, Collection<String> known) {
    if (wrong.length() > LONGEST) {
      return "";
    }
    String folded = wrong.toLowerCase(Locale.ROOT);
    int farthest = (wrong.length() + 1) / 3;
    Optional<Candidate> nearest =
        known.stream()
            .filter(name -> !name.equals(wrong))
            .filter(name -> Math.abs(name.length() - wrong.length()) <= farthest)
            .map(name -> new Candidate(name, distance(folded, name.toLowerCase(Locale.ROOT))))
            .filter(candidate -> candidate.distance() <= farthest)
            .min(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name));
    return nearest.map(candidate -> " (did you mean '" + candidate.name() + "'?)").orElse("");
  }

  /**
   * The least number of insertions, deletions, replacements and swaps of neighbours that turn one
   * text into the other (Damerau and Levenshtein, no text edited twice at one place).
   */
  static int distance(String left, String right) {
    int[] beforeLast = new int[right.length() + 1];
    int[] last = new int[right.length() + 1];
    int[] current = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      current[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int[] spare = beforeLast;
      beforeLast = last;
      last = current;
      current = spare;
      current[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        boolean same = left.charAt(i - 1) == right.charAt(j - 1);
        int least = last[j - 1] + (same ? 0 : 1);
        least = Math.min(least, Math.min(last[j], current[j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && left.charAt(i - 1) == right.charAt(j - 2)
                && left.charAt(i - 2) == right.charAt(j - 1);
        current[j] = swapped ? Math.min(least, beforeLast[j - 2] + 1) : least;
      }
    }
    return current[right.length()];
  }
}
