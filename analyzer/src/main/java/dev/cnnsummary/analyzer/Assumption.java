package dev.cnnsummary.analyzer;

import dev.cnnsummary.specs.shape.Bindings;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.LowerBound;
import dev.cnnsummary.specs.shape.Multiple;

/**
 * What must hold of the symbols for a layer to be valid. What is known to hold is not assumed, and
 * what is known not to hold is an error.
 *
 * @param kind the relation
 * @param left its left side
 * @param right its right side
 * @param explanation what is wrong where it does not hold; {@code {left}} and {@code {right}} stand
 *     for the sides
 */
public record Assumption(Kind kind, Dim left, Dim right, String explanation) {
  /** The relations. */
  public enum Kind {
    /** {@code left = right}. */
    EQUAL("="),
    /** {@code left ≥ right}. */
    AT_LEAST(">="),
    /** {@code left} is a multiple of {@code right}. */
    MULTIPLE("is a multiple of");

    private final String sign;

    Kind(String sign) {
      this.sign = sign;
    }
  }

  /** Whether it is known to hold, known not to hold, or depends on the symbols. */
  public enum Verdict {
    /** For every value of the symbols. */
    HOLDS,
    /** For no value of the symbols. */
    FAILS,
    /** It depends on them. */
    OPEN
  }

  /** What is known of it. */
  public Verdict verdict() {
    return verdict(kind, left, right);
  }

  /** What is known of a relation between two sides. */
  public static Verdict verdict(Kind kind, Dim left, Dim right) {
    return switch (kind) {
      case EQUAL -> {
        Dim difference = left.minus(right);
        if (difference.isConstant()) {
          yield certain(difference.value() == 0);
        }
        boolean never = difference.minimum() > 0 || difference.times(-1).minimum() > 0;
        yield never ? Verdict.FAILS : Verdict.OPEN;
      }
      case AT_LEAST -> {
        Dim difference = left.minus(right);
        if (difference.isConstant()) {
          yield certain(difference.value() >= 0);
        }
        if (difference.minimum() >= 0) {
          yield Verdict.HOLDS;
        }
        yield Verdict.OPEN;
      }
      case MULTIPLE -> multiple(left, right);
    };
  }

  private static Verdict multiple(Dim left, Dim right) {
    if (right.isConstant() && right.value() < 1) {
      return Verdict.FAILS;
    }
    if (right.isConstant()) {
      Dim rest = left.minus(left.floorDivide(right.value()).times(right));
      return rest.isConstant() ? certain(rest.value() == 0) : Verdict.OPEN;
    }
    try {
      Multiple plain = Multiple.of(left, right);
      return plain.divisor().isConstant()
          ? multiple(plain.dividend(), plain.divisor())
          : Verdict.OPEN;
    } catch (ArithmeticException _) {
      return Verdict.FAILS;
    }
  }

  private static Verdict certain(boolean holds) {
    return holds ? Verdict.HOLDS : Verdict.FAILS;
  }

  /** The same with some symbols bound. */
  public Assumption bind(Bindings bindings) {
    return new Assumption(kind, left.bind(bindings), right.bind(bindings), explanation);
  }

  /** What is wrong where it does not hold. */
  public String violation() {
    return explanation.replace("{left}", left.toString()).replace("{right}", right.toString());
  }

  /** The condition in its plainest form: {@code H >= 32}. */
  public String condition() {
    if (kind == Kind.AT_LEAST && right.isConstant()) {
      LowerBound plain = LowerBound.of(left, right.value());
      return plain.dim() + " " + kind.sign + " " + plain.bound();
    }
    if (kind == Kind.MULTIPLE && !right.isConstant()) {
      Multiple plain = Multiple.of(left, right);
      return plain.dividend() + " " + kind.sign + " " + plain.divisor();
    }
    return left + " " + kind.sign + " " + right;
  }
}
