package dev.cnnsummary.specs.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.Location;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProblemsTest {
  private final Problems problems = new Problems();

  private static Location at(int line, int column) {
    return new Location("net.yaml", line, column);
  }

  @Test
  void noProblemEndsNothing() {
    assertThat(problems.isEmpty()).isTrue();
    assertThatCode(problems::throwIfAny).doesNotThrowAnyException();
  }

  @Test
  void theyComeInTheOrderOfTheText() {
    problems.add(at(10, 1), "", "fourth");
    problems.add(at(2, 11), "", "third");
    problems.add(at(2, 2), "layer1.0", "first");
    problems.add(at(2, 2), "", "second");
    assertThatThrownBy(problems::throwIfAny)
        .isInstanceOf(InvalidSpecException.class)
        .hasMessage(
            """
            net.yaml:2:2: layer1.0: first
            net.yaml:2:2: second
            net.yaml:2:11: third
            net.yaml:10:1: fourth\
            """);
  }

  @Test
  void theSameFaultIsKeptOnce() {
    problems.add(at(1, 1), "a", "wrong");
    problems.add(at(1, 1), "b", "wrong");
    problems.add(at(1, 2), "a", "wrong");
    assertThat(TreeTexts.list(problems)).isEqualTo("1:1 wrong\n1:2 wrong");
  }

  @Test
  void afterAHundredTheRestIsCounted() {
    IntStream.rangeClosed(1, 103).forEach(line -> problems.add(at(line, 1), "", "wrong"));
    problems.add(at(7, 1), "", "wrong");
    assertThat(problems.list()).hasSize(101);
    assertThat(problems.list().getLast()).hasToString("and 3 more problems, not shown");
  }

  @Test
  void aMessageStaysOnOneLine() {
    problems.add(at(1, 1), "a\rb", "got 'x\ny\u001b[31m\u2028'");
    assertThat(problems.list().getFirst())
        .hasToString("net.yaml:1:1: a\\u000db: got 'x\\u000ay\\u001b[31m\\u2028'");
  }
}
