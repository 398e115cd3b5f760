package dev.cnnsummary.executor.functions;

import dev.cnnsummary.executor.Draft;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.function.Binary;
import dev.cnnsummary.specs.function.Clamp;
import dev.cnnsummary.specs.function.Combination;
import dev.cnnsummary.specs.shape.DType;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;

/** Functions of several tensors, element by element. */
final class Binaries {
  private Binaries() {}

  static Result of(Binary binary, Tensor left, Tensor right) {
    DType made =
        switch (binary.kind()) {
          case EQ, GT, GE, LT, LE, LOGICAL_AND, LOGICAL_OR -> DType.BOOL;
          case POW, DIV, REMAINDER, FMOD, PRELU -> left.dtype();
        };
    boolean whole = !left.dtype().isFloating() && !right.dtype().isFloating();
    return Result.of(
        whole
            ? joinedIntegers(made, left, right, ofIntegers(binary.kind(), left.dtype()))
            : joined(made, left, right, function(binary.kind())));
  }

  /** Every element with its like, in double precision. */
  static Draft joined(DType made, Tensor left, Tensor right, DoubleBinaryOperator function) {
    Broadcast pairs = Broadcast.of(left, right);
    Draft output = new Draft(made, pairs.shape());
    int leftStep = pairs.step(0);
    int rightStep = pairs.step(1);
    pairs.rows((to, from) -> {
      for (int i = 0; i < pairs.length(); i++) {
        double a = left.get(from[0] + i * leftStep);
        double b = right.get(from[1] + i * rightStep);
        output.put(to + i, function.applyAsDouble(a, b));
      }
    });
    return output;
  }

  /** Every element with its like, as integers. */
  static Draft joinedIntegers(DType made, Tensor left, Tensor right, LongBinaryOperator function) {
    Broadcast pairs = Broadcast.of(left, right);
    Draft output = new Draft(made, pairs.shape());
    int leftStep = pairs.step(0);
    int rightStep = pairs.step(1);
    pairs.rows((to, from) -> {
      for (int i = 0; i < pairs.length(); i++) {
        long a = left.integer(from[0] + i * leftStep);
        long b = right.integer(from[1] + i * rightStep);
        output.putInteger(to + i, function.applyAsLong(a, b));
      }
    });
    return output;
  }

  private static DoubleBinaryOperator function(Binary.Kind kind) {
    return switch (kind) {
      case POW -> Math::pow;
      case DIV -> (a, b) -> a / b;
      case REMAINDER -> Binaries::remainder;
      case FMOD -> (a, b) -> a % b;
      case EQ -> (a, b) -> a == b ? 1 : 0;
      case GT -> (a, b) -> a > b ? 1 : 0;
      case GE -> (a, b) -> a >= b ? 1 : 0;
      case LT -> (a, b) -> a < b ? 1 : 0;
      case LE -> (a, b) -> a <= b ? 1 : 0;
      case LOGICAL_AND -> (a, b) -> a != 0 && b != 0 ? 1 : 0;
      case LOGICAL_OR -> (a, b) -> a != 0 || b != 0 ? 1 : 0;
      case PRELU -> (x, slope) -> x < 0 ? slope * x : x;
    };
  }

  private static double remainder(double a, double b) {
    double rest = a % b;
    return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
  }

  private static LongBinaryOperator ofIntegers(Binary.Kind kind, DType dtype) {
    boolean unsigned = dtype == DType.U64;
    return switch (kind) {
      case POW -> Binaries::power;
      case DIV -> (a, b) -> unsigned ? Long.divideUnsigned(a, divisor(b)) : a / divisor(b);
      case REMAINDER ->
          (a, b) -> unsigned ? Long.remainderUnsigned(a, divisor(b)) : Math.floorMod(a, divisor(b));
      case FMOD -> (a, b) -> unsigned ? Long.remainderUnsigned(a, divisor(b)) : a % divisor(b);
      case EQ -> (a, b) -> a == b ? 1 : 0;
      case GT -> (a, b) -> order(unsigned, a, b) > 0 ? 1 : 0;
      case GE -> (a, b) -> order(unsigned, a, b) >= 0 ? 1 : 0;
      case LT -> (a, b) -> order(unsigned, a, b) < 0 ? 1 : 0;
      case LE -> (a, b) -> order(unsigned, a, b) <= 0 ? 1 : 0;
      case LOGICAL_AND -> (a, b) -> a != 0 && b != 0 ? 1 : 0;
      case LOGICAL_OR -> (a, b) -> a != 0 || b != 0 ? 1 : 0;
      case PRELU -> (x, slope) -> !unsigned && x < 0 ? slope * x : x;
    };
  }

  private static long divisor(long number) {
    Axes.require(number != 0, "an integer is divided by 0");
    return number;
  }

  static int order(boolean unsigned, long left, long right) {
    return unsigned ? Long.compareUnsigned(left, right) : Long.compare(left, right);
  }

  /** By squaring, with the lowest 64 bits kept; with a negative exponent what is cut off is 0. */
  private static long power(long base, long exponent) {
    if (exponent < 0) {
      return base == 1 || (base == -1 && exponent % 2 == 0) ? 1 : base == -1 ? -1 : 0;
    }
    long result = 1;
    long square = base;
    for (long rest = exponent; rest > 0; rest >>= 1) {
      result = (rest & 1) == 1 ? result * square : result;
      square *= square;
    }
    return result;
  }

  static Result of(Combination combination, List<Tensor> operands) {
    Tensor joined = operands.getFirst();
    for (Tensor next : operands.subList(1, operands.size())) {
      joined = joined(combination.kind(), joined, next).tensor();
    }
    if (combination.kind() == Combination.Kind.MEAN) {
      Draft mean = new Draft(joined.dtype(), joined.shape());
      for (int i = 0; i < mean.numel(); i++) {
        mean.put(i, joined.get(i) / operands.size());
      }
      return Result.of(mean);
    }
    return Result.of(joined);
  }

  private static Draft joined(Combination.Kind kind, Tensor left, Tensor right) {
    boolean unsigned = left.dtype() == DType.U64;
    if (!left.dtype().isFloating()) {
      LongBinaryOperator function =
          switch (kind) {
            case SUM, MEAN -> Long::sum;
            case MAX -> (a, b) -> order(unsigned, a, b) >= 0 ? a : b;
            case MIN -> (a, b) -> order(unsigned, a, b) <= 0 ? a : b;
          };
      return joinedIntegers(left.dtype(), left, right, function);
    }
    DoubleBinaryOperator function =
        switch (kind) {
          case SUM, MEAN -> Double::sum;
          case MAX -> Math::max;
          case MIN -> Math::min;
        };
    return joined(left.dtype(), left, right, function);
  }

  static Result of(Clamp clamp, List<Tensor> operands) {
    Tensor kept = operands.getFirst();
    int next = 1;
    if (clamp.min()) {
      kept = joined(Combination.Kind.MAX, kept, operands.get(next++)).tensor();
    }
    if (clamp.max()) {
      kept = joined(Combination.Kind.MIN, kept, operands.get(next)).tensor();
    }
    return Result.of(kept);
  }

  /** Elements of the second where the first is true, of the third where not. */
  static Result where(Tensor condition, Tensor chosen, Tensor otherwise) {
    Broadcast all = Broadcast.of(condition, chosen, otherwise);
    Draft output = new Draft(chosen.dtype(), all.shape());
    all.rows((to, from) -> {
      for (int i = 0; i < all.length(); i++) {
        boolean holds = condition.integer(from[0] + i * all.step(0)) != 0;
        output.putOf(
            to + i,
            holds ? chosen : otherwise,
            holds ? from[1] + i * all.step(1) : from[2] + i * all.step(2));
      }
    });
    return Result.of(output);
  }
}
