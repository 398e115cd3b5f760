package dev.cnnsummary.analyzer.explain;

import dev.cnnsummary.analyzer.explain.Formula.Rounding;
import dev.cnnsummary.specs.op.Size;
import dev.cnnsummary.specs.shape.Dim;
import java.util.ArrayList;
import java.util.List;

/** Sizes that operators are told, as formulas. */
final class SizeFormulas {
  private SizeFormulas() {}

  /** The arithmetic of a size. */
  static Formula of(Size size, Subject subject) {
    return switch (size) {
      case Size.Fixed(long number) -> Formula.of(number);
      case Size.Extent(int operand, int axis) -> Formula.of(subject.input(operand).dim(axis));
      case Size.Joined(Size.Operator operator, Size left, Size right) -> {
        Formula first = of(left, subject);
        Formula second = of(right, subject);
        yield switch (operator) {
          case PLUS -> first.plus(second);
          case MINUS -> first.minus(second);
          case TIMES -> first.times(second);
          case MIN -> Formula.least(first, second);
          case MAX -> Formula.greatest(first, second);
        };
      }
      case Size.Quotient(Size dividend, long divisor, boolean exact) ->
          of(dividend, subject).over(exact ? Rounding.EXACT : Rounding.DOWN, divisor);
    };
  }

  /** Axes that so many elements are divided among; -1 takes what is left. */
  static List<Axis> filling(List<Size> sizes, List<Dim> elements, Subject subject) {
    List<Axis> axes = new ArrayList<>();
    List<Formula> others = new ArrayList<>();
    for (Size size : sizes) {
      if (!isRest(size)) {
        others.add(of(size, subject));
      }
    }
    for (Size size : sizes) {
      axes.add(
          isRest(size)
              ? new Axis(rest(elements, others), "what -1 leaves open: all elements are kept")
              : told(size, subject));
    }
    return axes;
  }

  private static Formula rest(List<Dim> elements, List<Formula> others) {
    Formula all = Formula.product(elements);
    if (others.isEmpty()) {
      return all;
    }
    Formula divisor = others.getFirst();
    for (Formula other : others.subList(1, others.size())) {
      divisor = divisor.times(other);
    }
    return all.over(Rounding.EXACT, divisor);
  }

  /** An axis whose size is told. */
  static Axis told(Size size, Subject subject) {
    return new Axis(
        of(size, subject), size instanceof Size.Fixed ? "as given" : "as given: " + size.text());
  }

  /** Whether it is the number -1, which stands for another size. */
  static boolean isRest(Size size) {
    return size instanceof Size.Fixed(long value) && value == -1;
  }

  /** Whether it counts from an axis' end. */
  static boolean countsFromEnd(Size size) {
    return size instanceof Size.Fixed(long value) && value < 0;
  }
}
