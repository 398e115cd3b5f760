package dev.cnnsummary.specs.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cnnsummary.specs.Models;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PackedTokensTest {
  static List<String> zoo() {
    return Models.zoo();
  }

  @ParameterizedTest
  @MethodSource("zoo")
  void treesOfTheZooAreThoseOfItsTexts(String model) {
    Source text = Models.source(model);
    assertThat(read(packed(text))).isEqualTo(read(text));
  }

  @Test
  void eachStyleOfATextStaysWhatItIs() {
    Source text =
        new Source(
            "styles.yaml",
            """
            name: "yes"
            'quoted': ''
            empty:
            block: |
              two
              lines
            folded: >
              one line
            list: [1, 2.5, ~, true, "*", {a: b}]
            """);
    assertThat(read(packed(text))).isEqualTo(read(text));
  }

  @Test
  void whatNoSpecMayHoldIsNotPacked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PackedTokens.pack(new Source("alias.yaml", "a: &b 1\nc: *b")));
  }

  private static Source packed(Source source) {
    return new Source(source.name(), source.text(), PackedTokens.pack(source));
  }

  /** The tree, with all places, and what is wrong with it. */
  private static List<Object> read(Source source) {
    Problems problems = new Problems();
    List<Object> read = new ArrayList<>();
    read.add(String.valueOf(TreeReader.read(source, problems)));
    read.add(problems.isEmpty());
    return read;
  }
}
