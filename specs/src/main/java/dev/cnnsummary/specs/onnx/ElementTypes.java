package dev.cnnsummary.specs.onnx;

import dev.cnnsummary.specs.shape.DType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** ONNX's numbers for types of elements. */
public final class ElementTypes {
  static final int FLOAT = 1;
  static final int DOUBLE = 11;

  private static final List<String> NAMES =
      List.of(
          "undefined",
          "f32",
          "u8",
          "i8",
          "u16",
          "i16",
          "i32",
          "i64",
          "string",
          "bool",
          "f16",
          "f64",
          "u32",
          "u64",
          "c64",
          "c128",
          "bf16",
          "f8e4m3fn",
          "f8e4m3fnuz",
          "f8e5m2",
          "f8e5m2fnuz",
          "u4",
          "i4",
          "f4e2m1",
          "f8e8m0",
          "u2",
          "i2");

  private ElementTypes() {}

  /** The type that a number stands for; null where it stands for none. */
  public static @Nullable DType of(int number) {
    return DType.parse(name(number)).orElse(null);
  }

  /** Says that a tensor is of a type that there is not. */
  static Fault unknown(int number) {
    return new Fault("its elements are of the type " + number + ", which is not known");
  }

  /** What people call the type of a number. */
  static String name(int number) {
    return number >= 0 && number < NAMES.size() ? NAMES.get(number) : "type " + number;
  }

  /** The number of a type. */
  public static int number(DType dtype) {
    return NAMES.indexOf(dtype.text());
  }
}
