package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.specs.op.Size;

/** Evaluates sizes that an operator is told as expressions over its operands' extents. */
final class Sizes {
  private Sizes() {}

  /** The number that a size is at a site. */
  static int of(Size size, Site site) {
    return Math.toIntExact(value(size, site));
  }

  private static long value(Size size, Site site) {
    return switch (size) {
      case Size.Fixed(long value) -> value;
      case Size.Extent(int operand, int axis) -> site.operand(operand).shape().get(axis);
      case Size.Quotient(Size dividend, long divisor, _) ->
          Math.floorDiv(value(dividend, site), divisor);
      case Size.Joined(Size.Operator operator, Size left, Size right) -> {
        long a = value(left, site);
        long b = value(right, site);
        yield switch (operator) {
          case PLUS -> a + b;
          case MINUS -> a - b;
          case TIMES -> a * b;
          case MIN -> Math.min(a, b);
          case MAX -> Math.max(a, b);
        };
      }
    };
  }
}
