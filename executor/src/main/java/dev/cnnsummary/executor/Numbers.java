package dev.cnnsummary.executor;

import dev.cnnsummary.specs.shape.DType;

/** What becomes of numbers in types that do not have all of them. */
public final class Numbers {
  private static final double TWO_TO_63 = 0x1p63;

  private Numbers() {}

  /** The bits of an unsigned number as one. */
  static double ofUnsigned(long bits) {
    return bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2.0;
  }

  /** The nearest number that a floating-point type of up to 32 bits has. */
  static float rounded(DType dtype, double number) {
    return switch (dtype) {
      case F16 -> Float.float16ToFloat(Float.floatToFloat16((float) number));
      case BF16 -> brain((float) number);
      default -> (float) number;
    };
  }

  /** The upper half of the bits, halves to even. */
  private static float brain(float number) {
    if (Float.isNaN(number)) {
      return number;
    }
    int bits = Float.floatToRawIntBits(number);
    return Float.intBitsToFloat((bits + 0x7FFF + ((bits >>> 16) & 1)) & 0xFFFF0000);
  }

  /** An integer of a type that has the same lowest bits; of booleans, whether it is not 0. */
  static long wrapped(DType dtype, long number) {
    return switch (dtype) {
      case I8 -> (byte) number;
      case U8 -> number & 0xFF;
      case I16 -> (short) number;
      case U16 -> number & 0xFFFF;
      case I32 -> (int) number;
      case U32 -> number & 0xFFFFFFFFL;
      case BOOL -> number == 0 ? 0 : 1;
      default -> number;
    };
  }

  /** The integer of a type that is left of a number when its fraction is cut off. */
  static long cut(DType dtype, double number) {
    if (dtype == DType.BOOL) {
      return number == 0 ? 0 : 1;
    }
    if (dtype == DType.U64 && number >= TWO_TO_63) {
      return (long) (number - TWO_TO_63) ^ Long.MIN_VALUE;
    }
    return wrapped(dtype, (long) number);
  }

  /** The least integer of a type; of {@link DType#U64} as a number without sign. */
  public static long least(DType dtype) {
    return switch (dtype) {
      case I8 -> Byte.MIN_VALUE;
      case I16 -> Short.MIN_VALUE;
      case I32 -> Integer.MIN_VALUE;
      case I64 -> Long.MIN_VALUE;
      case U8, U16, U32, U64, BOOL -> 0;
      default -> throw new IllegalArgumentException(dtype + " has no integers");
    };
  }

  /** The greatest integer of a type; of {@link DType#U64} as its bits. */
  public static long greatest(DType dtype) {
    return switch (dtype) {
      case I8 -> Byte.MAX_VALUE;
      case U8 -> 0xFF;
      case I16 -> Short.MAX_VALUE;
      case U16 -> 0xFFFF;
      case I32 -> Integer.MAX_VALUE;
      case U32 -> 0xFFFFFFFFL;
      case I64 -> Long.MAX_VALUE;
      case U64 -> -1;
      case BOOL -> 1;
      default -> throw new IllegalArgumentException(dtype + " has no integers");
    };
  }
}
