package dev.cnnsummary.specs.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.specs.Location;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameTemplateTest {
  private static final Names NAMES =
      ExpressionTexts.names(
          Map.of(
              "x", Data.Num.of(7),
              "s", new Data.Text("stage"),
              "h", new Data.Num(0.5),
              "long", new Data.Text("x".repeat(5_001))));

  /** The name filled in, or its faults; the template begins at 1:10. */
  private static String fill(String text) {
    Problems problems = new Problems();
    NameTemplate template = NameTemplate.parse(text, new Location("net.yaml", 1, 10), problems);
    if (template == null) {
      return TreeTexts.list(problems);
    }
    try {
      return template.expand(NAMES);
    } catch (EvaluationException fault) {
      problems.add(fault.location(), "", fault.fault());
      return TreeTexts.list(problems);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | ''",
        "conv | conv",
        "denselayer$(x + 1) | denselayer8",
        "conv$x | conv7",
        "$x | 7",
        "$s.$x.$(x//2) | stage.7.3",
        "a$(4/2)b | a2b",
        "a$(-x) | a-7",
        "$(s + '_)' + 'b') | stage_)b"
      })
  void aNameIsFilledIn(String text, String expected) {
    assertThat(fill(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a$h | 1:12 a name takes integers and strings, got the number 0.5",
        "a$(true) | 1:13 a name takes integers and strings, got true",
        "a$([x]) | 1:13 a name takes integers and strings, got a list of 1",
        "a$(b) | 1:13 unknown name 'b'",
        "conv$x_1 | 1:15 unknown name 'x_1'",
        "a$ | 1:11 expected a name or '(' after '$'",
        "a$1 | 1:11 expected a name or '(' after '$'",
        "a$$x | 1:11 expected a name or '(' after '$'",
        "a$(x | 1:11 expected ')' to close the '$('",
        "a$() | 1:13 expected a value, got the end",
        "$long$long | 1:10 the name is longer than 200 characters"
      })
  void aFaultyPlaceIsSaidAtItsColumn(String text, String expected) {
    assertThat(fill(text)).isEqualTo(expected);
  }

  @Test
  void everyFaultyPlaceIsSaid() {
    assertThat(fill("a$(x +)b$(1 2)"))
        .isEqualTo(
            """
            1:16 expected a value, got the end
            1:22 expected the end of the expression, got '2'\
            """);
  }

  @ParameterizedTest
  @CsvSource({"conv1, true", "'', true", "conv$x, false", "$(1), false"})
  void aNameWithoutPlacesIsConstant(String text, boolean expected) {
    assertThat(NameTemplate.parse(text, new Location("net.yaml", 1, 1), new Problems()))
        .isNotNull()
        .returns(expected, NameTemplate::isConstant);
  }
}
