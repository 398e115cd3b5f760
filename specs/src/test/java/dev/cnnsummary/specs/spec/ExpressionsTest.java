package dev.cnnsummary.specs.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.specs.Location;
import dev.cnnsummary.specs.spec.Tree.Scalar;
import dev.cnnsummary.specs.spec.Tree.ScalarKind;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExpressionsTest {
  static Stream<Arguments> values() {
    return Tables.rows("expression-values.txt");
  }

  static Stream<Arguments> faults() {
    return Tables.rows("expression-faults.txt");
  }

  private static String parse(ScalarKind kind, String text) {
    Problems problems = new Problems();
    Scalar scalar = new Scalar(new Location("net.yaml", 3, 10), kind, text, false);
    Expression expression = Expressions.parseBare(scalar, problems);
    return expression == null
        ? TreeTexts.list(problems)
        : ExpressionTexts.print(
            Evaluator.evaluate(expression, ExpressionTexts.names(Map.of("x", Data.Num.of(7)))));
  }

  @ParameterizedTest
  @MethodSource("values")
  void anExpressionHasPythonsValue(String expression, String expected) {
    assertThat(ExpressionTexts.evaluate(expression)).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aFaultIsSaidAtItsColumn(String expression, String expected) {
    assertThat(ExpressionTexts.evaluate(expression)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$x | true",
        "$channels_2 | true",
        "$(x) | true",
        "$(x + (y)) | true",
        "$(')') | true",
        "$() | true",
        "$(x | true",
        "$('x) | true",
        "$(x)$(y) | false",
        "$(x) | true",
        "$(x) + 1 | false",
        "$x.y | false",
        "$x-1 | false",
        "$2 | false",
        "$ | false",
        "x | false",
        "a$x | false",
        "$$x | false",
        "'' | false"
      })
  void aReferenceIsTheWholeText(String text, boolean expected) {
    assertThat(Expressions.isReference(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "STRING | x + 1 | 8",
        "STRING | $x | 7",
        "STRING | $(x * 2) | 14",
        "STRING | $(x | 3:13 expected ')' to close the '$('",
        "STRING | $() | 3:12 expected a value, got the end",
        "STRING | $(x + ) | 3:16 expected a value, got the end",
        "STRING | $(1 2) | 3:14 expected the end of the expression, got '2'",
        "STRING | $true | true",
        "STRING | $(x) + 1 | 3:10 inside an expression a name takes no '$'",
        "BOOLEAN | true | true",
        "BOOLEAN | false | false",
        "INTEGER | -3 | -3",
        "FLOAT | 2.50 | 2.5",
        "NULL | ~ | null",
        "INTEGER | 9007199254740992 | 3:10 '9007199254740992' is beyond 2^53, where integers are no longer exact",
        "FLOAT | -1e300 | 3:10 '-1e300' is beyond 2^53, where integers are no longer exact",
      })
  void aBareScalarIsAnExpression(ScalarKind kind, String text, String expected) {
    assertThat(parse(kind, text)).isEqualTo(expected);
  }

  @Test
  void aTextOfSeveralLinesIsLocatedAtItsStart() {
    assertThat(parse(ScalarKind.STRING, "1 +\n 2 3"))
        .isEqualTo("3:10 expected the end of the expression, got '3'");
  }

  @Test
  void twoThousandCharactersAreParsedAndNotOneMore() {
    assertThat(parse(ScalarKind.STRING, "1" + "+1".repeat(999) + " ")).isEqualTo("1000");
    assertThat(parse(ScalarKind.STRING, "1" + "+1".repeat(1_000)))
        .isEqualTo("3:10 the expression is longer than 2000 characters");
  }

  @Test
  void fiftyLevelsAreParsed() {
    assertThat(parse(ScalarKind.STRING, "(".repeat(49) + "1" + ")".repeat(49))).isEqualTo("1");
  }

  @Test
  void aStringGrowsToTenThousandCharacters() {
    Names names =
        ExpressionTexts.names(
            Map.of("a", new Data.Text("x".repeat(9_999)), "b", new Data.Text("y")));
    assertThat(ExpressionTexts.evaluate("len(a + b)", names)).isEqualTo("10000");
    assertThat(ExpressionTexts.evaluate("a + b + b", names))
        .isEqualTo("7 the string is longer than 10000 characters");
  }

  @Test
  void aListGrowsToTenThousandValues() {
    Names names = ExpressionTexts.names(Map.of("a", ExpressionTexts.numbers(new long[9_999])));
    assertThat(ExpressionTexts.evaluate("len(a + [1])", names)).isEqualTo("10000");
    assertThat(ExpressionTexts.evaluate("a + [1, 2]", names))
        .isEqualTo("3 the list has more than 10000 values");
    assertThat(ExpressionTexts.evaluate("[a, 1]", names))
        .isEqualTo("1 the list has more than 10000 values");
  }

  @Test
  void listsNestFiftyDeep() {
    Data list = new Data.Items(List.of());
    for (int level = 2; level <= 50; level++) {
      list = new Data.Items(List.of(list));
    }
    assertThat(ExpressionTexts.evaluate("[a]", ExpressionTexts.names(Map.of("a", list))))
        .isEqualTo("1 lists are nested deeper than 50 levels");
    assertThat(ExpressionTexts.evaluate("a + []", ExpressionTexts.names(Map.of("a", list))))
        .startsWith("[[[");
  }
}
