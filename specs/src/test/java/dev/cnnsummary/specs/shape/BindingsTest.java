package dev.cnnsummary.specs.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BindingsTest {
  @Test
  void holdsTheNumbersOfAMap() {
    Map<String, Long> source = new HashMap<>(Map.of("W", 5L, "H", 7L));
    Bindings bindings = Bindings.of(source);
    source.put("N", 1L);
    assertThat(bindings.names()).containsExactly("H", "W");
    assertThat(bindings.get("H")).hasValue(7);
    assertThat(bindings.get("N")).isEmpty();
    assertThat(bindings).hasToString("H=7, W=5").isEqualTo(Bindings.of("W", 5).and("H", 7));
  }

  @Test
  void aLaterNumberReplacesAnEarlierOne() {
    assertThat(Bindings.of("H", 1).and("H", 2)).isEqualTo(Bindings.of("H", 2));
  }

  @Test
  void noneIsEmpty() {
    assertThat(Bindings.none().isEmpty()).isTrue();
    assertThat(Bindings.of("H", 1).isEmpty()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -3})
  void aNumberIsAtLeastOne(long value) {
    assertThatThrownBy(() -> Bindings.of("H", value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a symbol stands for at least 1, but H is bound to " + value);
  }

  @Test
  void aNameIsThatOfASymbol() {
    assertThatThrownBy(() -> Bindings.of("H W", 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'H W'");
  }
}
