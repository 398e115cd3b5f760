package dev.cnnsummary.specs.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShapeTest {
  private static final Dim N = Dim.symbol("N");
  private static final Dim H = Dim.symbol("H");
  private static final Shape IMAGES = Shape.of(N, Dim.of(3), H, H.plus(1).floorDivide(2));

  @Test
  void printsAsAList() {
    assertThat(IMAGES).hasToString("[N, 3, H, ⌊(H+1)/2⌋]");
    assertThat(Shape.of(1, 64, 224, 224)).hasToString("[1, 64, 224, 224]");
    assertThat(Shape.SCALAR).hasToString("[]");
  }

  @ParameterizedTest
  @CsvSource({"0, N", "1, 3", "3, ⌊(H+1)/2⌋", "-1, ⌊(H+1)/2⌋", "-4, N"})
  void negativeAxesCountFromTheEnd(int axis, String extent) {
    assertThat(IMAGES.dim(axis)).hasToString(extent);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, -5})
  void aMissingAxisIsNamedWithTheShape(int axis) {
    assertThatThrownBy(() -> IMAGES.dim(axis))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("there is no axis " + axis + " in the shape [N, 3, H, ⌊(H+1)/2⌋]");
  }

  @Test
  void withReplacesOneExtent() {
    assertThat(IMAGES.with(-1, H).with(1, Dim.of(64))).hasToString("[N, 64, H, H]");
    assertThat(IMAGES).hasToString("[N, 3, H, ⌊(H+1)/2⌋]");
  }

  @Test
  void numelIsTheProduct() {
    assertThat(IMAGES.numel()).hasToString("3·N·H·⌊(H+1)/2⌋");
    assertThat(Shape.of(2, 3, 4).numel()).isEqualTo(Dim.of(24));
    assertThat(Shape.SCALAR.numel()).isEqualTo(Dim.ONE);
  }

  @Test
  void bindingReplacesSymbols() {
    assertThat(IMAGES.bind(Bindings.of("H", 9)))
        .isEqualTo(Shape.of(N, Dim.of(3), Dim.of(9), Dim.of(5)));
    assertThat(IMAGES.bind(Bindings.of("H", 9).and("N", 2))).isEqualTo(Shape.of(2, 3, 9, 5));
  }

  @Test
  void symbolsAreThoseOfEveryExtent() {
    assertThat(IMAGES.symbols()).containsExactly("H", "N");
    assertThat(IMAGES.isConstant()).isFalse();
    assertThat(Shape.of(2, 3).symbols()).isEmpty();
    assertThat(Shape.of(2, 3).isConstant()).isTrue();
  }

  @Test
  void equalExtentsMakeEqualShapes() {
    Shape built = Shape.of(List.of(N, Dim.of(3), H, H.minus(1).floorDivide(2).plus(1)));
    assertThat(built).isEqualTo(IMAGES).hasSameHashCodeAs(IMAGES);
    assertThat(built).isNotEqualTo(IMAGES.with(0, H));
  }

  @Test
  void aShapeDoesNotFollowItsSource() {
    List<Dim> source = new ArrayList<>(List.of(N, H));
    Shape shape = Shape.of(source);
    source.set(0, H);
    assertThat(shape).hasToString("[N, H]");
  }
}
