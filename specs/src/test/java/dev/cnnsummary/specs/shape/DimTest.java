package dev.cnnsummary.specs.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DimTest {
  private static final Dim N = Dim.symbol("N");
  private static final Dim B = Dim.symbol("B");
  private static final Dim C = Dim.symbol("C");
  private static final Dim H = Dim.symbol("H");
  private static final Dim W = Dim.symbol("W");
  private static final Dim LARGEST = Dim.of(Long.MAX_VALUE);

  static Dim window(Dim in, long kernel, long stride, long padding, long dilation) {
    return in.plus(2 * padding - dilation * (kernel - 1) - 1).floorDivide(stride).plus(1);
  }

  static Stream<Arguments> printed() {
    return Stream.of(
        arguments(Dim.of(-7), "-7", "-7"),
        arguments(H, "H", "H"),
        arguments(H.minus(3), "H-3", "H-3"),
        arguments(H.times(2).plus(1), "2·H+1", "2*H+1"),
        arguments(Dim.of(3).minus(H), "-H+3", "-H+3"),
        arguments(Dim.of(3).minus(H.times(2)), "-2·H+3", "-2*H+3"),
        arguments(W.plus(H), "H+W", "H+W"),
        arguments(W.minus(H), "-H+W", "-H+W"),
        arguments(H.plus(B).times(N), "N·B+N·H", "N*B+N*H"),
        arguments(H.plus(1).times(H), "H·H+H", "H*H+H"),
        arguments(W.plus(H.times(W)).plus(5), "H·W+W+5", "H*W+W+5"),
        arguments(H.floorDivide(2), "⌊H/2⌋", "floor(H/2)"),
        arguments(H.times(2).floorDivide(3), "⌊2·H/3⌋", "floor(2*H/3)"),
        arguments(H.plus(31).floorDivide(32), "⌊(H+31)/32⌋", "floor((H+31)/32)"),
        arguments(H.plus(W).floorDivide(2), "⌊(H+W)/2⌋", "floor((H+W)/2)"),
        arguments(
            W.plus(1).floorDivide(2).times(64).times(H.plus(1).floorDivide(2)).times(N),
            "64·N·⌊(H+1)/2⌋·⌊(W+1)/2⌋",
            "64*N*floor((H+1)/2)*floor((W+1)/2)"),
        arguments(
            H.floorDivide(2).plus(W).plus(H.plus(7).floorDivide(8)),
            "W+⌊H/2⌋+⌊(H+7)/8⌋",
            "W+floor(H/2)+floor((H+7)/8)"),
        arguments(Dim.ONE.minus(H.floorDivide(2)), "-⌊H/2⌋+1", "-floor(H/2)+1"),
        arguments(Dim.max(Dim.ZERO, H.minus(3)), "max(H-3, 0)", "max(H-3, 0)"),
        arguments(Dim.min(W, H).times(2).plus(1), "2·min(H, W)+1", "2*min(H, W)+1"),
        arguments(C.divideExactly(Dim.of(4)), "(C)/(4)", "(C)/(4)"),
        arguments(C.plus(2).divideExactly(Dim.of(4)).times(6), "(3·C+6)/(2)", "(3*C+6)/(2)"),
        arguments(C.times(H).divideExactly(W.plus(1)).times(N), "N·(C·H)/(W+1)", "N*(C*H)/(W+1)"));
  }

  @ParameterizedTest
  @MethodSource("printed")
  void printsInUnicodeAndInAscii(Dim value, String unicode, String ascii) {
    assertThat(value).hasToString(unicode);
    assertThat(value.toAscii()).isEqualTo(ascii);
  }

  static Stream<Arguments> equalPairs() {
    Dim half = H.plus(1).floorDivide(2);
    return Stream.of(
        arguments("like terms merge", H.plus(H), H.times(2)),
        arguments("terms cancel", H.plus(W).minus(H), W),
        arguments("a difference folds", H.plus(3).minus(H), Dim.of(3)),
        arguments("products commute", H.times(W).times(N), N.times(W).times(H)),
        arguments("products distribute", H.plus(W).times(H.minus(W)), H.times(H).minus(W.times(W))),
        arguments("zero erases", H.plus(W).times(0), Dim.ZERO),
        arguments("a sum of constants", Dim.of(5000).plus(-5000), Dim.ZERO),
        arguments("division by one", H.floorDivide(1), H),
        arguments("whole parts leave the floor", H.times(4).plus(9).floorDivide(4), H.plus(2)),
        arguments(
            "whole terms leave the floor",
            H.times(4).plus(W).plus(9).floorDivide(4),
            H.plus(2).plus(W.plus(1).floorDivide(4))),
        arguments("a negative constant", H.minus(1).floorDivide(2).plus(1), half),
        arguments(
            "a common factor leaves the floor",
            H.times(6).plus(5).floorDivide(4),
            H.plus(H.floorDivide(2)).plus(1)),
        arguments(
            "a common factor rounds the constant",
            H.times(W).times(2).plus(3).floorDivide(8),
            H.times(W).plus(1).floorDivide(4)),
        arguments("nested floors", half.plus(1).floorDivide(2), H.plus(3).floorDivide(4)),
        arguments(
            "nested floors beside symbols",
            H.floorDivide(2).plus(W).floorDivide(3),
            H.plus(W.times(2)).floorDivide(6)),
        arguments("nested maxima", Dim.max(Dim.max(H, W), C), Dim.max(C, Dim.max(W, H))),
        arguments("equal arguments", Dim.max(H, H), H),
        arguments("a covered argument of max", Dim.max(H, H.plus(1)), H.plus(1)),
        arguments("a covered argument of min", Dim.min(H, H.plus(1)), H),
        arguments("a constant below every extent", Dim.max(H, Dim.ONE), H),
        arguments(
            "constants in max", Dim.max(Dim.max(H, Dim.of(4)), Dim.of(7)), Dim.max(H, Dim.of(7))),
        arguments("polynomials divide", H.times(H).minus(1).divideExactly(H.plus(1)), H.minus(1)),
        arguments("monomials divide", H.times(W).times(6).divideExactly(W.times(2)), H.times(3)),
        arguments(
            "a shared atom cancels", H.times(C).divideExactly(W.times(H)), C.divideExactly(W)),
        arguments(
            "a shared integer cancels",
            C.times(6).plus(9).divideExactly(W.times(12)),
            C.times(2).plus(3).divideExactly(W.times(4))),
        arguments(
            "the sign is in the numerator",
            C.divideExactly(W.times(-1)),
            C.times(-1).divideExactly(W)),
        arguments(
            "exact division by a number undone",
            C.plus(2).divideExactly(Dim.of(4)).times(4),
            C.plus(2)),
        arguments("halves add up", C.divideExactly(Dim.of(2)).plus(C.divideExactly(Dim.of(2))), C),
        arguments(
            "a floor of an exact quotient",
            C.divideExactly(Dim.of(4)).floorDivide(3),
            C.floorDivide(12)),
        arguments(
            "quotients of quotients",
            C.divideExactly(H).divideExactly(W),
            C.divideExactly(W).divideExactly(H)),
        arguments("zero over a symbol", Dim.ZERO.divideExactly(H), Dim.ZERO));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("equalPairs")
  void equalValuesAreEqualObjects(String why, Dim left, Dim right) {
    assertThat(left).as(why).isEqualTo(right).hasSameHashCodeAs(right);
    assertThat(left).hasToString(right.toString());
  }

  static Stream<Arguments> minima() {
    return Stream.of(
        arguments(Dim.of(-5), -5L),
        arguments(H, 1L),
        arguments(H.plus(3), 4L),
        arguments(H.minus(3), -2L),
        arguments(H.times(W).times(2).minus(1), 1L),
        arguments(H.minus(W), Long.MIN_VALUE),
        arguments(Dim.of(5).minus(H), Long.MIN_VALUE),
        arguments(H.floorDivide(32), 0L),
        arguments(H.plus(31).floorDivide(32), 1L),
        arguments(H.plus(40).floorDivide(32), 1L),
        arguments(H.minus(40).floorDivide(32), -2L),
        arguments(Dim.max(H, W), 1L),
        arguments(Dim.max(H.minus(7), Dim.of(2)), 2L),
        arguments(Dim.min(H, W.plus(4)), 1L),
        arguments(Dim.of(9).minus(Dim.min(H, Dim.of(4))), 5L),
        arguments(C.plus(3).divideExactly(Dim.of(8)), 1L),
        arguments(C.divideExactly(W), 1L),
        arguments(H.minus(W).divideExactly(C), Long.MIN_VALUE),
        arguments(H.minus(H.floorDivide(2)), 1L),
        arguments(H.minus(H.floorDivide(2).times(2)), 0L),
        arguments(H.plus(3).floorDivide(4).minus(H.plus(1).floorDivide(4)), 0L),
        arguments(H.times(W).times(2).minus(H), 1L),
        arguments(H.times(H).minus(H), 0L),
        arguments(
            H.times(W).times(64).minus(H.floorDivide(2).times(W.floorDivide(2)).times(128)), 32L),
        arguments(H.times(Long.MAX_VALUE).plus(W.times(Long.MAX_VALUE)), Long.MAX_VALUE));
  }

  @ParameterizedTest
  @MethodSource("minima")
  void minimumIsALowerBound(Dim value, long minimum) {
    assertThat(value.minimum()).isEqualTo(minimum);
  }

  @Test
  void resnet50EndsInOneFloor() {
    Dim stem = window(H, 7, 2, 3, 1);
    Dim pooled = window(stem, 3, 2, 1, 1);
    Dim second = window(pooled, 3, 2, 1, 1);
    Dim third = window(second, 3, 2, 1, 1);
    Dim fourth = window(third, 3, 2, 1, 1);
    assertThat(List.of(stem, pooled, second, third, fourth))
        .extracting(Dim::toString)
        .containsExactly("⌊(H+1)/2⌋", "⌊(H+3)/4⌋", "⌊(H+7)/8⌋", "⌊(H+15)/16⌋", "⌊(H+31)/32⌋");
    assertThat(fourth.bind(Bindings.of("H", 224)).value()).isEqualTo(7);
  }

  static Stream<Arguments> faults() {
    Dim huge = H.times(Long.MAX_VALUE);
    return Stream.of(
        fault("a sum", () -> LARGEST.plus(Dim.ONE), "9223372036854775807 + 1"),
        fault("a sum with a long", () -> LARGEST.plus(1), "9223372036854775807 + 1"),
        fault("a difference", () -> LARGEST.minus(-1), "9223372036854775807 - -1"),
        fault("a product", () -> LARGEST.times(2), "9223372036854775807 * 2"),
        fault("a sum of terms", () -> huge.plus(H), "9223372036854775807 + 1"),
        fault("a scaled term", () -> huge.times(-2), "9223372036854775807 * -2"),
        fault("a product of terms", () -> huge.times(W.times(3)), "9223372036854775807 * 3"),
        fault("a bound value", () -> huge.bind(Bindings.of("H", 2)), "9223372036854775807 * 2"),
        fault(
            "a nested divisor",
            () -> H.floorDivide(1L << 40).floorDivide(1L << 40),
            "1099511627776 * 1099511627776"),
        fault("a remainder", () -> Dim.of(7).divideExactly(Dim.of(2)), "7 is not divisible by 2"),
        fault("zero", () -> Dim.of(7).divideExactly(Dim.ZERO), "division by zero"),
        fault("a symbol over zero", () -> H.divideExactly(Dim.ZERO), "division by zero"),
        fault(
            "an odd number halved",
            () -> H.times(2).plus(1).divideExactly(Dim.of(2)),
            "2·H+1 is never divisible by 2"),
        fault(
            "a remainder after binding",
            () -> C.divideExactly(Dim.of(4)).bind(Bindings.of("C", 6)),
            "6 is not divisible by 4"),
        fault(
            "a remainder after binding a divisor",
            () -> C.divideExactly(W).bind(Bindings.of("C", 6).and("W", 4)),
            "6 is not divisible by 4"));
  }

  private static Arguments fault(String what, ThrowingCallable call, String message) {
    return arguments(what, call, message);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void whatHasNoAnswerThrows(String what, ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .as(what)
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void floorDivisorIsAtLeastOne(long divisor) {
    assertThatThrownBy(() -> H.floorDivide(divisor))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(Long.toString(divisor));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1H", "H W", "Ä", "H-1"})
  void aSymbolIsAnIdentifier(String name) {
    assertThatThrownBy(() -> Dim.symbol(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + name + "'");
  }

  @Test
  void aSymbolicValueIsNoNumber() {
    assertThatThrownBy(H.plus(1)::value)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("H+1 is not a known number");
  }

  @Test
  void symbolsAreSorted() {
    Dim value = Dim.max(W.floorDivide(2), N.times(C)).plus(H.divideExactly(B));
    assertThat(value.symbols()).containsExactly("B", "C", "H", "N", "W");
    assertThat(Dim.of(3).symbols()).isEmpty();
  }

  @Test
  void partialBindingKeepsTheNormalForm() {
    Dim value = H.plus(W).floorDivide(4);
    assertThat(value.bind(Bindings.of("W", 9))).hasToString("⌊(H+1)/4⌋+2");
    assertThat(Dim.max(H, W).bind(Bindings.of("W", 1))).isEqualTo(H);
    assertThat(C.divideExactly(W).bind(Bindings.of("W", 1))).isEqualTo(C);
  }
}
