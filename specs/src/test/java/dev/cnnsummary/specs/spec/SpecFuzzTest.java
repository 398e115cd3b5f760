package dev.cnnsummary.specs.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.Location;
import dev.cnnsummary.specs.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Whatever is read ends in a value or in located problems; {@code -Dtree.seed} repeats a run. */
class SpecFuzzTest {
  private static final int RUNS = 20_000;
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final List<String> WORDS =
      List.of(
          "1",
          "2.5",
          ".5",
          "1e3",
          "9007199254740991",
          "0",
          "true",
          "false",
          "null",
          "'a'",
          "\"b\"",
          "x",
          "l",
          "s",
          "nope",
          "[",
          "]",
          "(",
          ")",
          ",",
          "+",
          "-",
          "*",
          "/",
          "//",
          "%",
          "**",
          "==",
          "!=",
          "<",
          "<=",
          ">",
          ">=",
          "and",
          "or",
          "not",
          "if",
          "else",
          "min(",
          "max(",
          "round(",
          "ceil(",
          "floor(",
          "int(",
          "log(",
          "sqrt(",
          "len(",
          "make_divisible(",
          "$",
          "$(",
          "'",
          "\"",
          "\\",
          "&&",
          "!",
          "?",
          "=",
          "\n",
          "😀",
          "_",
          ".",
          "True",
          " ");
  private static final List<String> TREE_WORDS =
      List.of(
          "a",
          "b: ",
          ": ",
          "- ",
          "? ",
          "\n",
          "\n  ",
          "\n    ",
          "{",
          "}",
          "[",
          "]",
          ", ",
          "'",
          "\"",
          "#",
          "&a ",
          "*a",
          "!x ",
          "!!int ",
          "|\n",
          ">-\n",
          "<<: ",
          "---\n",
          "...\n",
          "%YAML 1.2\n",
          "\t",
          "\r\n",
          "yes",
          "0x10",
          "1_000",
          ".inf",
          "true",
          "null",
          "~",
          "1",
          "-2.5",
          "😀",
          "\\u12",
          "\\",
          "@",
          "`",
          "$(i)",
          "\uFEFF",
          "\u0085",
          "\u2028",
          "//",
          "1e999");
  private static final String SPECIAL = "{}[],:&*!|>'\"%@`#-?\n\t \\";
  private static final String SEED_TEXT =
      """
      name: resnet18
      parameters: {num_classes: 1000, channels: }
      blocks:
        BasicBlock:
          layers:
            - conv1: {type: Conv2d, out_channels: $channels, kernel_size: 3, bias: false}
            - "bn$(i + 1)": BatchNorm2d   # größe 😀
            - 'it''s': [1, -2.5, true, ~, "a\\tb"]
            - text: |
                two
                lines
      """;
  private static final String JSON_TEXT =
      "{\"name\": \"net\\u0041\", \"layers\": [{\"type\": \"Conv2d\", \"k\": [3, -2.5e1]}, true,"
          + " null, \"größe 😀\"]}";

  private static Random random(String test) {
    long seed = Long.getLong("tree.seed", System.nanoTime());
    System.out.println(test + ": -Dtree.seed=" + seed);
    return new Random(seed);
  }

  private static String soup(Random random, List<String> words) {
    return random
        .ints(random.nextInt(1, 16), 0, words.size())
        .mapToObj(words::get)
        .collect(Collectors.joining(random.nextBoolean() ? " " : ""));
  }

  @Test
  void expressionsOfAnyWordsHaveAValueOrAFault() {
    Random random = random("expressions");
    Assertions.assertTimeoutPreemptively(
        LIMIT,
        () -> {
          for (int run = 0; run < RUNS; run++) {
            String text = soup(random, WORDS);
            assertThat(ExpressionTexts.evaluate(text)).as(text).isNotEmpty();
            Problems problems = new Problems();
            NameTemplate template =
                NameTemplate.parse("a$(" + text, new Location("net.yaml", 1, 1), problems);
            assertThat(template == null).as(text).isNotEqualTo(problems.isEmpty());
          }
        });
  }

  @Test
  void textsOfAnyWordsGiveATreeOrLocatedProblems() {
    Random random = random("words");
    Assertions.assertTimeoutPreemptively(
        LIMIT,
        () -> {
          for (int run = 0; run < RUNS; run++) {
            String text = soup(random, TREE_WORDS);
            assertReadable(new Source(run % 4 == 0 ? "net.json" : "net.yaml", text));
          }
        });
  }

  @Test
  void changedTextsGiveATreeOrLocatedProblems() {
    Random random = random("changes");
    Assertions.assertTimeoutPreemptively(
        LIMIT,
        () -> {
          for (int run = 0; run < RUNS; run++) {
            boolean json = run % 2 == 0;
            byte[] bytes = (json ? JSON_TEXT : SEED_TEXT).getBytes(StandardCharsets.UTF_8);
            change(random, bytes);
            read(json ? "net.json" : "net.yaml", bytes);
          }
        });
  }

  private static void change(Random random, byte[] bytes) {
    for (int change = random.nextInt(1, 5); change > 0; change--) {
      int at = random.nextInt(bytes.length);
      bytes[at] =
          switch (random.nextInt(4)) {
            case 0 -> (byte) random.nextInt(256);
            case 1 -> (byte) SPECIAL.charAt(random.nextInt(SPECIAL.length()));
            case 2 -> bytes[random.nextInt(bytes.length)];
            default -> (byte) (bytes[at] ^ (1 << random.nextInt(7)));
          };
    }
  }

  private static void read(String name, byte[] bytes) throws IOException {
    Source source;
    try {
      source = Source.read(name, new ByteArrayInputStream(bytes));
    } catch (InvalidSpecException refused) {
      assertThat(refused.problems()).hasSize(1);
      return;
    }
    assertReadable(source);
  }

  private static void assertReadable(Source source) {
    Problems problems = new Problems();
    Tree tree;
    try {
      tree = TreeReader.read(source, problems);
    } catch (RuntimeException | StackOverflowError thrown) {
      throw new AssertionError("thrown for " + source, thrown);
    }
    assertThat(tree != null || !problems.isEmpty()).as("%s", source).isTrue();
    int lines = new Lines(source.name(), source.text()).at(source.text().length()).line();
    problems.list().forEach(problem -> assertClear(source, lines, problem));
  }

  private static void assertClear(Source source, int lines, Problem problem) {
    Location location = Objects.requireNonNull(problem.location());
    assertThat(location.line()).as("%s", source).isBetween(1, lines);
    assertThat(location.column()).as("%s", source).isPositive();
    assertThat(problem.message())
        .as("%s", source)
        .isNotBlank()
        .doesNotContain("StreamRead", "jackson", "snakeyaml", "Feature")
        .doesNotContainPattern("<[a-z]");
  }
}
