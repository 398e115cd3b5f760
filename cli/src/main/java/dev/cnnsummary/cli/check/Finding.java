package dev.cnnsummary.cli.check;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one check of a model found.
 *
 * @param name what was checked: {@code max-params}
 * @param summary what was found, one line
 * @param failure the details, if the check failed; null if it passed
 */
public record Finding(String name, String summary, @Nullable String failure) {
  /** A check that passed. */
  public static Finding passed(String name, String summary) {
    return new Finding(name, summary, null);
  }

  /** A check that failed; the details are lines of text. */
  public static Finding failed(String name, String summary, List<String> details) {
    return new Finding(name, summary, String.join("\n", details));
  }

  /** Whether it passed. */
  public boolean isPassed() {
    return failure == null;
  }
}
