package dev.cnnsummary.cli;

/** What a command writes that people put into documents. */
enum DocumentFormat {
  TEXT,
  JSON,
  MARKDOWN;

  @Override
  public String toString() {
    return Words.of(this);
  }
}
