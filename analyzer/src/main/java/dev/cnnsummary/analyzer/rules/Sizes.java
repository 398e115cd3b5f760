package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.specs.op.Size;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.util.ArrayList;
import java.util.List;

/** The values of sizes that operators are told. */
final class Sizes {
  private Sizes() {}

  /** The value of a size, which may be negative. */
  static Dim value(Size size, Operands in) {
    return switch (size) {
      case Size.Fixed(long number) -> Dim.of(number);
      case Size.Extent(int operand, int axis) -> extent(operand, axis, in);
      case Size.Joined(Size.Operator operator, Size leftSize, Size rightSize) -> {
        Dim left = value(leftSize, in);
        Dim right = value(rightSize, in);
        yield switch (operator) {
          case PLUS -> left.plus(right);
          case MINUS -> left.minus(right);
          case TIMES -> left.times(right);
          case MIN -> Dim.min(left, right);
          case MAX -> Dim.max(left, right);
        };
      }
      case Size.Quotient(Size dividend, long divisor, boolean exact) -> {
        Dim value = value(dividend, in);
        if (!exact) {
          yield value.floorDivide(divisor);
        }
        in.multiple(value, Dim.of(divisor), "{left} is not a multiple of {right}");
        yield value.divideExactly(Dim.of(divisor));
      }
    };
  }

  private static Dim extent(int operand, int axis, Operands in) {
    Shape shape = in.all().get(operand).shape();
    if (axis >= shape.rank()) {
      throw new Rejection(
          new Size.Extent(operand, axis).text() + ": there is no such axis in " + shape);
    }
    return shape.dim(axis);
  }

  /** The value of a size that must be at least 1. */
  static Dim positive(Size size, Operands in) {
    Dim value = value(size, in);
    in.atLeast(value, Dim.ONE, "a size must be at least {right}, got {left}");
    return value;
  }

  /**
   * The values of sizes that divide so many elements among them. One that is -1 takes what is left.
   */
  static List<Dim> filling(List<Size> sizes, Dim elements, Operands in) {
    List<Dim> dims = new ArrayList<>(sizes.size());
    Dim product = Dim.ONE;
    int open = -1;
    for (Size size : sizes) {
      if (isRest(size)) {
        open = dims.size();
        dims.add(Dim.ONE);
      } else {
        Dim dim = positive(size, in);
        dims.add(dim);
        product = product.times(dim);
      }
    }
    if (open < 0) {
      in.equal(elements, product, "{left} elements do not fill a shape of {right}");
    } else {
      in.multiple(elements, product, "{left} elements are not a multiple of {right}");
      dims.set(open, elements.divideExactly(product));
    }
    return dims;
  }

  /** Whether it is the number -1, which stands for another size. */
  static boolean isRest(Size size) {
    return size instanceof Size.Fixed(long value) && value == -1;
  }
}
