package dev.cnnsummary.specs.onnx;

import dev.cnnsummary.specs.shape.DType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** ONNX's numbers for types of elements. */
public final class ElementTypes {
  static final int FLOAT = 1;
  static final int STRING = 8;
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
          "complex64",
          "complex128",
          "bf16",
          "float8e4m3fn",
          "float8e4m3fnuz",
          "float8e5m2",
          "float8e5m2fnuz",
          "uint4",
          "int4",
          "float4e2m1",
          "float8e8m0",
          "uint2",
          "int2");

  private ElementTypes() {}

  /** The type of a number; null for one that is not computed with here. */
  public static @Nullable DType of(int number) {
    return DType.parse(name(number)).orElse(null);
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
