package dev.cnnsummary.specs.shape;

import java.util.Locale;
import java.util.Optional;

/** The type of a tensor's elements. */
public enum DType {
  F32(4),
  F64(8),
  F16(2),
  BF16(2),
  I8(1),
  U8(1),
  I16(2),
  U16(2),
  I32(4),
  U32(4),
  I64(8),
  U64(8),
  BOOL(1);

  private final int bytes;
  private final String text;

  DType(int bytes) {
    this.bytes = bytes;
    this.text = name().toLowerCase(Locale.ROOT);
  }

  /** The size of one element in memory. */
  public int bytes() {
    return bytes;
  }

  /** Whether its elements are floating-point numbers. */
  public boolean isFloating() {
    return switch (this) {
      case F32, F64, F16, BF16 -> true;
      case I8, U8, I16, U16, I32, U32, I64, U64, BOOL -> false;
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
