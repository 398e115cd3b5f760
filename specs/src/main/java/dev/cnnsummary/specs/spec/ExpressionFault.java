package dev.cnnsummary.specs.spec;

/**
 * A text is not an expression; caught by {@link Expressions}, which knows where the text stands.
 */
final class ExpressionFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int offset;
  private final String fault;

  ExpressionFault(int offset, String fault) {
    super(fault, null, false, false);
    this.offset = offset;
    this.fault = fault;
  }

  int offset() {
    return offset;
  }

  String fault() {
    return fault;
  }
}
