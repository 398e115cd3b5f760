package dev.cnnsummary.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentsTest {
  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]*)(?:#([^)]*))?\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

  static Stream<Document.Example> examples() {
    return Document.all().stream().flatMap(document -> document.examples().stream());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExamplePrintsWhatIsShown(Document.Example example, @TempDir Path folder)
      throws IOException {
    Map<String, String> files = example.document().files();
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
    List<String> sides = Arrays.asList(example.command().split(" < "));
    String[] arguments =
        Arrays.stream(sides.getFirst().split(" "))
            .map(word -> files.containsKey(word) ? folder.resolve(word).toString() : word)
            .map(word -> word.endsWith(".onnx") ? exported(word) : word)
            .toArray(String[]::new);
    String input = sides.size() == 1 ? "" : Files.readString(folder.resolve(sides.get(1)));
    Run run = withInput(input, arguments);
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isLessThan(2); // a comparison that finds a difference ends in 1
    assertThat(run.out()).matches(pattern(example.output()));
  }

  /** An ONNX file that a document shows; others are made by a command that it shows. */
  private static String exported(String file) {
    URL url = DocumentsTest.class.getResource("/onnx/documents/" + file);
    return url == null ? file : Path.of(URI.create(url.toString())).toString();
  }

  private static Run withInput(String input, String... arguments) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(input.getBytes(UTF_8)));
    try {
      return Run.of(arguments);
    } finally {
      System.setIn(before);
    }
  }

  private static String pattern(String shown) {
    return shown
        .lines()
        .map(line -> line.equals("…") ? "(?s:.*\n)?" : Pattern.quote(line + "\n"))
        .collect(Collectors.joining());
  }

  @Test
  void theReadmeBeginsWithTheFirstCommand() {
    assertThat(Document.readme().examples().getFirst().command())
        .isEqualTo("vgg16 --input 3x224x224");
  }

  static Stream<Arguments> links() {
    return Document.all().stream()
        .flatMap(document ->
            LINK.matcher(document.text())
                .results()
                .map(link ->
                    Arguments.of(
                        document.path(),
                        link.group(1),
                        link.group(2) == null ? "" : link.group(2))));
  }

  @ParameterizedTest
  @MethodSource("links")
  void aLinkLeadsToAFileAndAHeading(Path from, String file, String heading) {
    Path to = file.isEmpty() ? from : from.resolveSibling(file);
    assertThat(to).exists();
    if (!heading.isEmpty()) {
      assertThat(HEADING.matcher(Document.of(to).text()).results().map(r -> anchor(r.group(1))))
          .contains(heading);
    }
  }

  /** As GitHub makes them: small letters, punctuation left out, a hyphen for each space. */
  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-');
  }
}
