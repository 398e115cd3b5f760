package dev.cnnsummary.executor.reference;

import static dev.cnnsummary.executor.reference.Operands.require;

import dev.cnnsummary.specs.op.Size;
import java.util.ArrayList;
import java.util.List;

/** The numbers that sizes come to. */
final class Sizes {
  private Sizes() {}

  /** The number of a size, which may be negative. */
  static long value(Size size, Operands in) {
    return switch (size) {
      case Size.Fixed(long number) -> number;
      case Size.Extent(int operand, int axis) -> {
        List<Integer> shape = in.get(operand).shape();
        require(axis < shape.size(), size.text() + ": there is no such axis in " + shape);
        yield shape.get(axis);
      }
      case Size.Joined(Size.Operator operator, Size first, Size second) -> {
        long left = value(first, in);
        long right = value(second, in);
        yield switch (operator) {
          case PLUS -> Math.addExact(left, right);
          case MINUS -> Math.subtractExact(left, right);
          case TIMES -> Math.multiplyExact(left, right);
          case MIN -> Math.min(left, right);
          case MAX -> Math.max(left, right);
        };
      }
      case Size.Quotient(Size dividend, long divisor, boolean exact) -> {
        long value = value(dividend, in);
        require(!exact || value % divisor == 0, value + " is not a multiple of " + divisor);
        yield Math.floorDiv(value, divisor);
      }
    };
  }

  /** The number of a size that must be at least 1. */
  static int positive(Size size, Operands in) {
    long value = value(size, in);
    require(value >= 1, "a size must be at least 1, got " + value);
    return Math.toIntExact(value);
  }

  /** Whether it is a number below 0, which stands for a place from the end, or for what is left. */
  static boolean isNegative(Size size) {
    return size instanceof Size.Fixed(long value) && value < 0;
  }

  /** Extents that divide so many elements among them; one that is -1 takes what is left. */
  static List<Integer> filling(List<Size> sizes, long elements, Operands in) {
    List<Integer> extents = new ArrayList<>(sizes.size());
    long product = 1;
    int open = -1;
    for (Size size : sizes) {
      if (isNegative(size)) {
        open = extents.size();
        extents.add(1);
      } else {
        extents.add(positive(size, in));
        product = Math.multiplyExact(product, extents.getLast());
      }
    }
    if (open >= 0 && elements % product == 0) {
      extents.set(open, Math.toIntExact(elements / product));
      product = elements;
    }
    require(elements == product, elements + " elements do not fill " + extents);
    return extents;
  }
}
