package dev.cnnsummary.executor.reference;

import dev.cnnsummary.specs.shape.DType;
import java.util.List;

/** The element types of results. */
final class Types {
  /** PyTorch's types from the least that one may hold to the most. */
  private static final List<DType> ORDER =
      List.of(
          DType.BOOL,
          DType.U8,
          DType.I8,
          DType.I16,
          DType.U16,
          DType.I32,
          DType.U32,
          DType.I64,
          DType.U64,
          DType.F16,
          DType.BF16,
          DType.F32,
          DType.F64);

  private Types() {}

  /** The first type that takes the elements of both, as torch.promote_types has it. */
  static DType joined(DType left, DType right) {
    for (DType type : ORDER) {
      if (holds(type, left) && holds(type, right)) {
        return type;
      }
    }
    return DType.I64;
  }

  /** Any floating-point type takes all integers, as far as it can. */
  private static boolean holds(DType type, DType other) {
    if (type == other || other == DType.BOOL) {
      return true;
    }
    if (type.isFloating()) {
      return !other.isFloating() || other.bytes() < type.bytes();
    }
    if (type == DType.BOOL || other.isFloating() || (isUnsigned(type) && !isUnsigned(other))) {
      return false;
    }
    return other.bytes() < type.bytes();
  }

  private static boolean isUnsigned(DType type) {
    return switch (type) {
      case U8, U16, U32, U64 -> true;
      default -> false;
    };
  }
}
