package dev.cnnsummary.specs.shape;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** An expression which knows its value on plain longs, apart from {@link Dim}. */
sealed interface Tree {
  List<String> NAMES = List.of("N", "C", "H", "W");

  record Constant(long value) implements Tree {}

  record Variable(String name) implements Tree {}

  record Binary(Operation operation, Tree left, Tree right) implements Tree {}

  record Floor(Tree dividend, long divisor) implements Tree {}

  enum Operation {
    PLUS,
    MINUS,
    TIMES,
    MAX,
    MIN,
    EXACT
  }

  static Tree plus(Tree left, Tree right) {
    return new Binary(Operation.PLUS, left, right);
  }

  static Tree times(Tree left, Tree right) {
    return new Binary(Operation.TIMES, left, right);
  }

  static Tree exact(Tree dividend, Tree divisor) {
    return new Binary(Operation.EXACT, dividend, divisor);
  }

  static Tree random(SplittableRandom random, int depth) {
    if (depth == 0) {
      return random.nextInt(3) == 0 ? new Constant(random.nextLong(-9, 10)) : variable(random);
    }
    Tree left = random(random, random.nextInt(depth));
    Tree right = random(random, random.nextInt(depth));
    return switch (random.nextInt(10)) {
      case 0, 1 -> plus(left, right);
      case 2 -> new Binary(Operation.MINUS, left, right);
      case 3 -> times(left, random(random, 0));
      case 4, 5, 6 -> new Floor(plus(left, right), random.nextLong(1, 9));
      case 7 -> new Binary(Operation.MAX, left, right);
      case 8 -> new Binary(Operation.MIN, left, right);
      default -> exactDivision(random, left);
    };
  }

  /** A division that leaves no remainder whatever the variables are. */
  private static Tree exactDivision(SplittableRandom random, Tree left) {
    Tree positive = plus(variable(random), new Constant(random.nextLong(3)));
    Tree other = times(variable(random), new Constant(random.nextLong(1, 4)));
    Tree least = new Binary(Operation.MIN, positive, other);
    return switch (random.nextInt(4)) {
      case 0 -> exact(times(left, positive), positive);
      case 1 -> exact(times(left, plus(left, new Constant(1))), new Constant(2));
      case 2 ->
          exact(times(positive, times(other, new Constant(-6))), times(least, new Constant(3)));
      default -> exact(times(positive, other), new Binary(Operation.MAX, positive, other));
    };
  }

  private static Tree variable(SplittableRandom random) {
    return new Variable(NAMES.get(random.nextInt(NAMES.size())));
  }

  static Map<String, Long> randomValues(SplittableRandom random) {
    return Map.of(
        "N", random.nextLong(1, 9),
        "C", random.nextLong(1, 20),
        "H", random.nextLong(1, 80),
        "W", random.nextLong(1, 80));
  }

  default long evaluate(Map<String, Long> values) {
    return switch (this) {
      case Constant(long value) -> value;
      case Variable(String name) -> values.getOrDefault(name, 0L);
      case Floor(Tree dividend, long divisor) -> floor(dividend.evaluate(values), divisor);
      case Binary(Operation operation, Tree left, Tree right) ->
          evaluate(operation, left.evaluate(values), right.evaluate(values));
    };
  }

  private static long floor(long dividend, long divisor) {
    long quotient = dividend / divisor;
    return quotient * divisor > dividend ? quotient - 1 : quotient;
  }

  private static long evaluate(Operation operation, long left, long right) {
    return switch (operation) {
      case PLUS -> Math.addExact(left, right);
      case MINUS -> Math.subtractExact(left, right);
      case TIMES -> Math.multiplyExact(left, right);
      case MAX -> left > right ? left : right;
      case MIN -> left < right ? left : right;
      case EXACT -> {
        if (left % right != 0) {
          throw new IllegalStateException("the tree divides " + left + " by " + right);
        }
        yield left / right;
      }
    };
  }

  default Dim toDim() {
    return switch (this) {
      case Constant(long value) -> Dim.of(value);
      case Variable(String name) -> Dim.symbol(name);
      case Floor(Tree dividend, long divisor) -> dividend.toDim().floorDivide(divisor);
      case Binary(Operation operation, Tree left, Tree right) ->
          toDim(operation, left.toDim(), right.toDim());
    };
  }

  private static Dim toDim(Operation operation, Dim left, Dim right) {
    return switch (operation) {
      case PLUS -> left.plus(right);
      case MINUS -> left.minus(right);
      case TIMES -> left.times(right);
      case MAX -> Dim.max(left, right);
      case MIN -> Dim.min(left, right);
      case EXACT -> left.divideExactly(right);
    };
  }
}
