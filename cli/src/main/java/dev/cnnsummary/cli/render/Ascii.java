package dev.cnnsummary.cli.render;

/** The program's text with ASCII characters only. */
final class Ascii {
  private Ascii() {}

  /** Lines and bars are drawn with signs; formulas get words: {@code floor((H+31)/32)}. */
  static String of(String text) {
    return text.replace("├─ ", "+- ")
        .replace("└─ ", "`- ")
        .replace("│  ", "|  ")
        .replace("⌊", "floor(")
        .replace("⌋", ")")
        .replace("·", "*")
        .replace("→", "->")
        .replace("…", "...")
        .replaceAll("[█▉▊▋▌]", "#")
        .replaceAll("[▍▎▏]", "");
  }
}
