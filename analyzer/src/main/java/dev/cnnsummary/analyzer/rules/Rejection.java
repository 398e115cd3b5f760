package dev.cnnsummary.analyzer.rules;

/** An operator cannot take its operands. */
public final class Rejection extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Rejection(String reason) {
    super(reason, null, false, false);
  }

  /** What was expected and what came. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
