package dev.cnnsummary.analyzer.explain;

import dev.cnnsummary.specs.shape.Dim;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** Arithmetic that is still to be done: a tree whose leaves are numbers or symbolic sizes. */
public sealed interface Formula {
  /** What is known: a number, or an expression of symbols. */
  record Known(Dim value) implements Formula {}

  /** A sum. */
  record Sum(List<Summand> summands) implements Formula {
    /** Copies the list. */
    public Sum {
      summands = List.copyOf(summands);
    }
  }

  /** What is added, or subtracted. */
  record Summand(boolean subtracted, Formula formula) {}

  /** A product. */
  record Product(List<Formula> factors) implements Formula {
    /** Copies the list. */
    public Product {
      factors = List.copyOf(factors);
    }
  }

  /**
   * A quotient.
   *
   * @param rounding what becomes of a remainder
   */
  record Quotient(Rounding rounding, Formula dividend, Formula divisor) implements Formula {}

  /** What becomes of a remainder. */
  enum Rounding {
    /** It is cut off. */
    DOWN,
    /** It makes one more. */
    UP,
    /** There is none. */
    EXACT
  }

  /** The least or the greatest of some. */
  record Extreme(boolean greatest, List<Formula> arguments) implements Formula {
    /** Copies the list. */
    public Extreme {
      arguments = List.copyOf(arguments);
    }
  }

  /** A number. */
  static Formula of(long number) {
    return new Known(Dim.of(number));
  }

  /** A size. */
  static Formula of(Dim size) {
    return new Known(size);
  }

  /** A product of sizes; 1 of none. */
  static Formula product(List<Dim> sizes) {
    if (sizes.isEmpty()) {
      return of(1);
    }
    return sizes.size() == 1
        ? of(sizes.getFirst())
        : new Product(sizes.stream().map(Formula::of).toList());
  }

  /** A sum of formulas; 0 of none. */
  static Formula sum(List<Formula> formulas) {
    Formula sum = formulas.isEmpty() ? of(0) : formulas.getFirst();
    for (Formula each : formulas.subList(Math.min(1, formulas.size()), formulas.size())) {
      sum = sum.plus(each);
    }
    return sum;
  }

  /** The sum. */
  default Formula plus(Formula other) {
    return with(false, other);
  }

  /** The sum. */
  default Formula plus(long number) {
    return plus(of(number));
  }

  /** The difference. */
  default Formula minus(Formula other) {
    return with(true, other);
  }

  /** The difference. */
  default Formula minus(long number) {
    return minus(of(number));
  }

  private Formula with(boolean subtracted, Formula other) {
    List<Summand> summands =
        new ArrayList<>(this instanceof Sum sum ? sum.summands : List.of(new Summand(false, this)));
    summands.add(new Summand(subtracted, other));
    return new Sum(summands);
  }

  /** The product. */
  default Formula times(Formula other) {
    List<Formula> factors =
        new ArrayList<>(this instanceof Product product ? product.factors : List.of(this));
    factors.addAll(other instanceof Product product ? product.factors : List.of(other));
    return new Product(factors);
  }

  /** The product. */
  default Formula times(long number) {
    return times(of(number));
  }

  /** The quotient. */
  default Formula over(Rounding rounding, Formula divisor) {
    return new Quotient(rounding, this, divisor);
  }

  /** The quotient. */
  default Formula over(Rounding rounding, long divisor) {
    return over(rounding, of(divisor));
  }

  /** The lesser of two. */
  static Formula least(Formula... formulas) {
    return new Extreme(false, Arrays.asList(formulas));
  }

  /** The greater of two. */
  static Formula greatest(Formula... formulas) {
    return new Extreme(true, Arrays.asList(formulas));
  }

  /**
   * What it comes to.
   *
   * @throws ArithmeticException if that does not fit in 64 bits
   */
  default Dim value() {
    return switch (this) {
      case Known(Dim value) -> value;
      case Sum(List<Summand> summands) -> {
        Dim sum = Dim.ZERO;
        for (Summand each : summands) {
          Dim value = each.formula.value();
          sum = each.subtracted ? sum.minus(value) : sum.plus(value);
        }
        yield sum;
      }
      case Product(List<Formula> factors) -> {
        Dim product = Dim.ONE;
        for (Formula factor : factors) {
          product = product.times(factor.value());
        }
        yield product;
      }
      case Quotient(Rounding rounding, Formula dividend, Formula divisor) ->
          switch (rounding) {
            case EXACT -> dividend.value().divideExactly(divisor.value());
            case DOWN -> dividend.value().floorDivide(divisor.value().value());
            case UP -> {
              long by = divisor.value().value();
              yield dividend.value().plus(by - 1).floorDivide(by);
            }
          };
      case Extreme(boolean greatest, List<Formula> arguments) -> {
        Dim extreme = arguments.getFirst().value();
        for (Formula each : arguments) {
          extreme = greatest ? Dim.max(extreme, each.value()) : Dim.min(extreme, each.value());
        }
        yield extreme;
      }
    };
  }

  /**
   * The way to the value as people write it, one formula after an equals sign each: brackets are
   * computed before what stands around them. The first is this one, the last is known.
   */
  default List<Formula> steps() {
    List<Formula> steps = new ArrayList<>();
    Formula step = this;
    steps.add(step);
    while (!(step instanceof Known)) {
      step = step.reduced();
      steps.add(step);
    }
    return steps;
  }

  private Formula reduced() {
    return switch (this) {
      case Known _ -> this;
      case Sum(List<Summand> summands) ->
          isPlain()
              ? of(value())
              : new Sum(
                  summands.stream()
                      .map(each -> new Summand(each.subtracted, each.formula.opened()))
                      .toList());
      case Product(List<Formula> factors) ->
          isPlain() ? of(value()) : new Product(map(factors, Formula::opened));
      case Quotient(Rounding rounding, Formula dividend, Formula divisor) ->
          dividend instanceof Known && divisor instanceof Known
              ? of(value())
              : new Quotient(rounding, dividend.reduced(), divisor.reduced());
      case Extreme(boolean greatest, List<Formula> arguments) ->
          arguments.stream().allMatch(Known.class::isInstance)
              ? of(value())
              : new Extreme(greatest, map(arguments, Formula::reduced));
    };
  }

  /** A part of a sum or product whose brackets are computed first: it waits where it has none. */
  private Formula opened() {
    return isPlain() ? this : reduced();
  }

  private static List<Formula> map(List<Formula> formulas, UnaryOperator<Formula> change) {
    return formulas.stream().map(change).toList();
  }

  /** Whether there are sums and products in it only. */
  private boolean isPlain() {
    return switch (this) {
      case Known _ -> true;
      case Sum(List<Summand> summands) ->
          summands.stream().allMatch(each -> each.formula.isPlain());
      case Product(List<Formula> factors) -> factors.stream().allMatch(Formula::isPlain);
      case Quotient _, Extreme _ -> false;
    };
  }
}
