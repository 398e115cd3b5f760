package dev.cnnsummary.specs.shape;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TensorTypeTest {
  private static final Shape SHAPE = Shape.of(Dim.symbol("N"), Dim.of(3));

  @ParameterizedTest
  @CsvSource({
    "f32, 4",
    "f64, 8",
    "f16, 2",
    "bf16, 2",
    "i8, 1",
    "u8, 1",
    "i16, 2",
    "u16, 2",
    "i32, 4",
    "u32, 4",
    "i64, 8",
    "u64, 8",
    "bool, 1",
    "f8e4m3fn, 1",
    "f8e4m3fnuz, 1",
    "f8e5m2, 1",
    "f8e5m2fnuz, 1",
    "f8e8m0, 1",
    "c64, 8",
    "c128, 16"
  })
  void elementsHaveTheSizeOfTheirType(String text, int bytes) {
    assertThat(DType.parse(text)).map(DType::bytes).contains(bytes);
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void everyTypeIsReadFromItsText(DType type) {
    assertThat(DType.parse(type.text())).contains(type);
  }

  @ParameterizedTest
  @ValueSource(strings = {"F32", "float32", ""})
  void otherTextIsNoType(String text) {
    assertThat(DType.parse(text)).isEmpty();
  }

  @Test
  void bytesAreElementsTimesTheirSize() {
    TensorType type = new TensorType(DType.F16, SHAPE);
    assertThat(type.bytes()).hasToString("6·N");
    assertThat(type.bind(Bindings.of("N", 5)).bytes()).isEqualTo(Dim.of(30));
  }

  @ParameterizedTest
  @CsvSource({"i4, 1, 1", "i4, 2, 1", "u4, 3, 2", "f4e2m1, 8, 4", "i2, 4, 1", "u2, 5, 2"})
  void severalSmallElementsStandInAByte(String text, long elements, long bytes) {
    DType type = DType.parse(text).orElseThrow();
    assertThat(type.bytes(elements)).isEqualTo(bytes);
    assertThat(type.bytes(Dim.symbol("N")).bind(Bindings.of("N", elements)))
        .isEqualTo(Dim.of(bytes));
  }

  @Test
  void printsItsTypeBeforeItsShape() {
    assertThat(new TensorType(DType.I64, SHAPE)).hasToString("i64[N, 3]");
  }
}
