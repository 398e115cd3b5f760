package dev.cnnsummary.analyzer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cnnsummary.analyzer.FunctionCases.Case;
import dev.cnnsummary.analyzer.field.ReceptiveField;
import dev.cnnsummary.specs.InvalidSpecException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Functions of tensors make what PyTorch makes, of numbers and of symbols alike. */
class FunctionsTest {
  static Stream<Case> accepted() {
    return cases().filter(each -> !each.isRefused());
  }

  static Stream<Case> refused() {
    return cases().filter(Case::isRefused);
  }

  private static Stream<Case> cases() {
    return Stream.of(
            "functional-cases.tsv",
            "layout-cases.tsv",
            "slice-cases.tsv",
            "pad-cases.tsv",
            "reduce-cases.tsv",
            "sample-cases.tsv",
            "arithmetic-cases.tsv")
        .flatMap(FunctionCases::read);
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void makesWhatPyTorchMakes(Case each) {
    Analysis analysis = Analyzer.analyze(each.graph(), each.numbers());
    assertThat(FunctionCases.text(analysis.outputs())).isEqualTo(each.outputs());
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesWhatPyTorchRefuses(Case each) {
    assertThatThrownBy(() -> Analyzer.analyze(each.graph(), each.numbers()))
        .isInstanceOf(InvalidSpecException.class);
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void boundSymbolsGiveWhatNumbersGive(Case each) {
    Analysis numbers = Analyzer.analyze(each.graph(), each.numbers());
    Analysis bound = Analyzer.analyze(each.graph(), each.symbols()).bind(each.bindings());
    for (int i = 0; i < numbers.layers().size(); i++) {
      assertThat(bound.layers().get(i)).isEqualTo(numbers.layers().get(i));
    }
    assertThat(bound.totals()).isEqualTo(numbers.totals());
    assertThat(fields(bound)).isEqualTo(fields(numbers));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void boundSymbolsAreRefusedWhereNumbersAre(Case each) {
    assertThatThrownBy(() -> Analyzer.analyze(each.graph(), each.symbols()).bind(each.bindings()))
        .isInstanceOf(InvalidSpecException.class);
  }

  private static List<ReceptiveField> fields(Analysis analysis) {
    return analysis.graph().outputs().stream().map(analysis::field).toList();
  }
}
