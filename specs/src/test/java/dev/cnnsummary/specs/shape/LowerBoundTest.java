package dev.cnnsummary.specs.shape;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LowerBoundTest {
  private static final Dim H = Dim.symbol("H");

  @Test
  void stackedHalvingsBoundTheSymbolItself() {
    Dim quarter = H.minus(2).floorDivide(2).plus(1).minus(2).floorDivide(2).plus(1);
    assertThat(LowerBound.of(quarter, 8)).isEqualTo(new LowerBound(H, 32));
  }

  @Test
  void aFactorRoundsTheBoundUp() {
    assertThat(LowerBound.of(H.times(3).plus(1), 9)).isEqualTo(new LowerBound(H, 3));
  }

  @Test
  void whatIsNotASingleTermStays() {
    Dim difference = H.minus(Dim.symbol("W"));
    assertThat(LowerBound.of(difference, 4)).isEqualTo(new LowerBound(difference, 4));
  }

  @Test
  void aNegativeFactorStays() {
    assertThat(LowerBound.of(H.times(-1), -7)).isEqualTo(new LowerBound(H.times(-1), -7));
  }
}
