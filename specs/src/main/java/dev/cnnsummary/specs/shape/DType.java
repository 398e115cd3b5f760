package dev.cnnsummary.specs.shape;

import java.util.Locale;
import java.util.Optional;

/** The type of a tensor's elements. */
public enum DType {
  F32(32),
  F64(64),
  F16(16),
  BF16(16),
  I8(8),
  U8(8),
  I16(16),
  U16(16),
  I32(32),
  U32(32),
  I64(64),
  U64(64),
  BOOL(8),
  /** Four bits of exponent, three of fraction; no infinities. PyTorch's float8_e4m3fn. */
  F8E4M3FN(8),
  /** As {@link #F8E4M3FN} with another bias and no negative zero. */
  F8E4M3FNUZ(8),
  /** Five bits of exponent, two of fraction. */
  F8E5M2(8),
  /** As {@link #F8E5M2} with another bias, without infinities and negative zero. */
  F8E5M2FNUZ(8),
  /** A power of two, as scales of blocks are; no sign and no zero. */
  F8E8M0(8),
  /** Two bits of exponent, one of fraction; two elements in a byte. */
  F4E2M1(4),
  /** Two elements in a byte. */
  I4(4),
  /** Two elements in a byte. */
  U4(4),
  /** Four elements in a byte. */
  I2(2),
  /** Four elements in a byte. */
  U2(2),
  /** Two of {@link #F32}. */
  C64(64),
  /** Two of {@link #F64}. */
  C128(128),
  /** Texts, which have no size of their own: their bytes count as 0. */
  STRING(0);

  private final int bits;
  private final String text;

  DType(int bits) {
    this.bits = bits;
    this.text = name().toLowerCase(Locale.ROOT);
  }

  /** The bits of one element. */
  public int bits() {
    return bits;
  }

  /** The size of one element where it has bytes of its own: a packed one then takes a whole. */
  public int bytes() {
    return (bits + 7) / 8;
  }

  /**
   * The size of so many elements in memory; those of less than a byte are packed.
   *
   * @throws ArithmeticException if it does not fit in 64 bits
   */
  public long bytes(long elements) {
    return isPacked() ? Math.ceilDiv(elements, 8 / bits) : Math.multiplyExact(elements, bytes());
  }

  /** As {@link #bytes(long)}, of a number that may have symbols. */
  public Dim bytes(Dim elements) {
    int together = isPacked() ? 8 / bits : 1;
    return isPacked()
        ? elements.plus(together - 1L).floorDivide(together)
        : elements.times(bytes());
  }

  /** Whether several elements stand in a byte. */
  public boolean isPacked() {
    return bits > 0 && bits < 8;
  }

  /** Whether its elements are floating-point numbers. */
  public boolean isFloating() {
    return switch (this) {
      case F32, F64, F16, BF16, F8E4M3FN, F8E4M3FNUZ, F8E5M2, F8E5M2FNUZ, F8E8M0, F4E2M1 -> true;
      case I8, U8, I16, U16, I32, U32, I64, U64, BOOL, I4, U4, I2, U2, C64, C128, STRING -> false;
    };
  }

  /** Whether it is computed with here. What is not, files may hold, and layers hand on. */
  public boolean isComputed() {
    return switch (this) {
      case F32, F64, F16, BF16, I8, U8, I16, U16, I32, U32, I64, U64, BOOL -> true;
      case F8E4M3FN,
          F8E4M3FNUZ,
          F8E5M2,
          F8E5M2FNUZ,
          F8E8M0,
          F4E2M1,
          I4,
          U4,
          I2,
          U2,
          C64,
          C128,
          STRING ->
          false;
    };
  }

  /** Its name where people write it: {@code f32}. */
  public String text() {
    return text;
  }

  /** The type whose {@link #text} it is. */
  public static Optional<DType> parse(String text) {
    for (DType type : values()) {
      if (type.text.equals(text)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
