package dev.cnnsummary.specs.op;

/**
 * A size that an operator is told: a number, or an expression over the extents of its operands. A
 * number may be negative where the operator gives that a meaning; what is computed may not.
 */
public sealed interface Size {
  /** A number. */
  record Fixed(long value) implements Size {}

  /**
   * The extent of an operand along an axis.
   *
   * @param operand 0 for the one that is worked on, 1 for one whose size is taken
   * @param axis from 0
   */
  record Extent(int operand, int axis) implements Size {}

  /** Two sizes joined. */
  record Joined(Operator operator, Size left, Size right) implements Size {}

  /**
   * A division by a number.
   *
   * @param divisor at least 1
   * @param exact whether it must leave no remainder; otherwise it is rounded down
   */
  record Quotient(Size dividend, long divisor, boolean exact) implements Size {}

  /** What joins two sizes. */
  enum Operator {
    /** Sum. */
    PLUS("+"),
    /** Difference. */
    MINUS("-"),
    /** Product. */
    TIMES("*"),
    /** The lesser. */
    MIN("min"),
    /** The greater. */
    MAX("max");

    private final String word;

    Operator(String word) {
      this.word = word;
    }

    /** As people write it. */
    public String word() {
      return word;
    }
  }

  /** A number. */
  static Size of(long value) {
    return new Fixed(value);
  }

  /** Whether an extent of an operand stands in it. */
  default boolean uses(int operand) {
    return switch (this) {
      case Fixed _ -> false;
      case Extent extent -> extent.operand == operand;
      case Joined(_, Size left, Size right) -> left.uses(operand) || right.uses(operand);
      case Quotient(Size dividend, _, _) -> dividend.uses(operand);
    };
  }

  /** As people write it: {@code (d2+6)//7*7-d2}. */
  default String text() {
    return switch (this) {
      case Fixed(long value) -> Long.toString(value);
      case Extent(int operand, int axis) -> (operand == 0 ? "d" : "like") + axis;
      case Joined joined -> text(joined);
      case Quotient(Size dividend, long divisor, boolean exact) ->
          dividend.product() + (exact ? "/" : "//") + divisor;
    };
  }

  private static String text(Joined joined) {
    String word = joined.operator.word;
    return switch (joined.operator) {
      case MIN, MAX -> word + "(" + joined.left.text() + ", " + joined.right.text() + ")";
      case PLUS, MINUS -> joined.left.text() + word + joined.right.product();
      case TIMES -> joined.left.product() + word + joined.right.atom();
    };
  }

  private boolean isSum() {
    return this instanceof Joined(Operator operator, _, _)
        && (operator == Operator.PLUS || operator == Operator.MINUS);
  }

  private boolean isProduct() {
    return this instanceof Quotient
        || (this instanceof Joined(Operator operator, _, _) && operator == Operator.TIMES);
  }

  /** Its text on the right of a sum, and on the left of a product. */
  private String product() {
    return isSum() ? "(" + text() + ")" : text();
  }

  /** Its text on the right of a product. */
  private String atom() {
    return isProduct() ? "(" + text() + ")" : product();
  }
}
