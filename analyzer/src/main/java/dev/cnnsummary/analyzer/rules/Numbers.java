package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.analyzer.Assumption;
import dev.cnnsummary.analyzer.Assumption.Verdict;
import dev.cnnsummary.specs.function.Binary;
import dev.cnnsummary.specs.function.Combination;
import dev.cnnsummary.specs.function.Reduction;
import dev.cnnsummary.specs.function.Unary;
import dev.cnnsummary.specs.op.Elementwise;
import dev.cnnsummary.specs.shape.Dim;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** Arithmetic of the known numbers of tensors, element by element. */
final class Numbers {
  private Numbers() {}

  /** A function of numbers whose result may be unknown. */
  interface Function1 {
    @Nullable Dim of(Dim x);
  }

  /** The same of two. */
  interface Function2 {
    @Nullable Dim of(Dim x, Dim y);
  }

  /** An element of what broadcasts to so many; null where it is not known. */
  static @Nullable Dim at(@Nullable Contents held, int index, int size) {
    if (held == null || (held.size() != size && held.size() != 1)) {
      return null;
    }
    return held.get(held.size() == 1 ? 0 : index);
  }

  static Contents each(Contents held, Function1 function) {
    List<@Nullable Dim> all = new ArrayList<>();
    for (int i = 0; i < held.size(); i++) {
      Dim x = held.get(i);
      all.add(x == null ? null : function.of(x));
    }
    return Contents.of(all);
  }

  private static @Nullable Contents both(
      @Nullable Contents left, @Nullable Contents right, int size, Function2 function) {
    if (left == null || right == null) {
      return null;
    }
    List<@Nullable Dim> all = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      Dim x = at(left, i, size);
      Dim y = at(right, i, size);
      all.add(x == null || y == null ? null : function.of(x, y));
    }
    return Contents.of(all);
  }

  static @Nullable Contents of(Elementwise elementwise, Operands in, int size) {
    Double number = elementwise.other();
    Contents other = in.contents(1);
    if (number != null) {
      boolean whole = number == Math.rint(number) && Math.abs(number) < 1L << 53;
      other = whole ? Contents.of(List.of(Dim.of((long) (double) number))) : null;
    }
    boolean floating = in.get(0).dtype().isFloating();
    return both(
        in.contents(0),
        other,
        size,
        switch (elementwise.kind()) {
          case ADD -> Dim::plus;
          case SUB -> Dim::minus;
          case MUL -> Dim::times;
          case DIV -> floating ? Numbers::quotient : Numbers::cutOff;
          case MAXIMUM -> Dim::max;
          case MINIMUM -> Dim::min;
        });
  }

  /** A quotient that is known to be whole. */
  private static @Nullable Dim quotient(Dim x, Dim y) {
    if (Assumption.verdict(Assumption.Kind.MULTIPLE, x, y) != Verdict.HOLDS) {
      return null;
    }
    try {
      return x.divideExactly(y);
    } catch (ArithmeticException _) {
      return null;
    }
  }

  private static @Nullable Dim cutOff(Dim x, Dim y) {
    if (y.isConstant() && y.value() > 0 && x.minimum() >= 0) {
      return x.floorDivide(y.value());
    }
    if (x.isConstant() && y.isConstant() && y.value() != 0) {
      return Dim.of(x.value() / y.value());
    }
    return x.equals(y) && y.minimum() > 0 ? Dim.ONE : null;
  }

  static @Nullable Contents of(Binary binary, Operands in, int size) {
    return both(
        in.contents(0),
        in.contents(1),
        size,
        switch (binary.kind()) {
          case POW -> Numbers::power;
          case DIV -> Numbers::cutOff;
          case REMAINDER, FMOD -> Numbers::rest;
          case EQ -> (x, y) -> truth(Assumption.Kind.EQUAL, x, y, false);
          case GE -> (x, y) -> truth(Assumption.Kind.AT_LEAST, x, y, false);
          case LE -> (x, y) -> truth(Assumption.Kind.AT_LEAST, y, x, false);
          case GT -> (x, y) -> truth(Assumption.Kind.AT_LEAST, x, y.plus(1), false);
          case LT -> (x, y) -> truth(Assumption.Kind.AT_LEAST, y, x.plus(1), false);
          case LOGICAL_AND -> Dim::min;
          case LOGICAL_OR -> Dim::max;
          case PRELU -> (_, _) -> null;
        });
  }

  private static @Nullable Dim power(Dim x, Dim y) {
    if (!y.isConstant() || y.value() < 0 || y.value() > 4) {
      return null;
    }
    Dim product = Dim.ONE;
    for (long i = 0; i < y.value(); i++) {
      product = product.times(x);
    }
    return product;
  }

  private static @Nullable Dim rest(Dim x, Dim y) {
    boolean plain = y.isConstant() && y.value() > 0 && x.minimum() >= 0;
    return plain ? x.minus(x.floorDivide(y.value()).times(y)) : null;
  }

  /** 1 or 0 where a relation is decided; an order is undecided unless its opposite is known too. */
  static @Nullable Dim truth(Assumption.Kind kind, Dim x, Dim y, boolean opposite) {
    Verdict verdict = Assumption.verdict(kind, x, y);
    if (kind == Assumption.Kind.AT_LEAST
        && verdict == Verdict.OPEN
        && Assumption.verdict(kind, y, x.plus(1)) == Verdict.HOLDS) {
      verdict = Verdict.FAILS;
    }
    return switch (verdict) {
      case HOLDS -> opposite ? Dim.ZERO : Dim.ONE;
      case FAILS -> opposite ? Dim.ONE : Dim.ZERO;
      case OPEN -> null;
    };
  }

  static @Nullable Contents of(Unary unary, Operands in) {
    Contents held = in.contents(0);
    if (held == null) {
      return null;
    }
    return switch (unary.kind()) {
      case NEG -> each(held, x -> x.times(-1));
      case ABS -> each(held, x -> x.minimum() >= 0 ? x : null);
      case FLOOR, CEIL, ROUND -> held;
      case LOGICAL_NOT -> each(held, x -> Dim.ONE.minus(x));
      case EXP, LOG, SQRT, RECIPROCAL, SIGN, SIN, COS, ERF, HARDSIGMOID, SWISH, SELU -> null;
    };
  }

  static @Nullable Contents of(Combination combination, Operands in, int size) {
    BinaryOperator<Dim> join =
        switch (combination.kind()) {
          case SUM -> Dim::plus;
          case MAX -> Dim::max;
          case MIN -> Dim::min;
          case MEAN -> null;
        };
    if (join == null) {
      return null;
    }
    Contents all = in.contents(0);
    for (int i = 1; i < in.count(); i++) {
      all = both(all, in.contents(i), size, join::apply);
    }
    return all;
  }

  /** All elements joined to one. */
  static @Nullable Contents of(Reduction reduction, Operands in) {
    Contents held = in.contents(0);
    List<Dim> all = held == null ? null : held.all();
    BinaryOperator<Dim> join =
        switch (reduction.kind()) {
          case PROD -> Dim::times;
          case SUM -> Dim::plus;
          case MAX -> Dim::max;
          case MIN -> Dim::min;
          case MEAN, L1, L2, SUM_SQUARE, LOG_SUM, LOG_SUM_EXP -> null;
        };
    if (all == null || join == null) {
      return null;
    }
    Dim start = reduction.kind() == Reduction.Kind.PROD ? Dim.ONE : Dim.ZERO;
    return Contents.of(List.of(all.stream().reduce(join).orElse(start)));
  }
}
