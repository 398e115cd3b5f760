package dev.cnnsummary.cli.render;

import org.jspecify.annotations.Nullable;

/**
 * What was found of the receptive field of a layer's outputs.
 *
 * @param field what was predicted: its size along each axis of the input, "all" for a whole axis
 * @param exact whether all of it had to be reached; otherwise nothing beyond it
 * @param pixels how many pixels of the input were tried
 * @param fault what was wrong first; null where nothing was
 */
public record FieldFinding(String field, boolean exact, int pixels, @Nullable String fault) {
  /** The same with one more pixel. */
  public FieldFinding with(boolean isExact, @Nullable String found) {
    return new FieldFinding(field, exact && isExact, pixels + 1, fault == null ? found : fault);
  }

  /**
   * As {@code =11} where all of the field was reached, {@code <=11} where nothing beyond it was.
   */
  String text() {
    return (exact ? "=" : "<=") + field + (fault == null ? "" : " DIFFERS");
  }
}
