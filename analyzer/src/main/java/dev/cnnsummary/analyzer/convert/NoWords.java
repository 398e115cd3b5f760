package dev.cnnsummary.analyzer.convert;

/** The spec language has no words for what a layer does; who catches it knows which one it is. */
final class NoWords extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoWords(String reason) {
    super(reason, null, false, false);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
