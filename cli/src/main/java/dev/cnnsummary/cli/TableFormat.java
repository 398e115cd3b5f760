package dev.cnnsummary.cli;

/** What a command that runs a model writes. */
enum TableFormat {
  TEXT,
  JSON;

  @Override
  public String toString() {
    return Words.of(this);
  }
}
