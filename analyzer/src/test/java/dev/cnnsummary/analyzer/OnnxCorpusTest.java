package dev.cnnsummary.analyzer;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The models that fuzzing begins with, and bytes that it has found once: all are read and analysed,
 * or refused, in good time.
 */
class OnnxCorpusTest {
  private static List<String> files(String folder) throws IOException, URISyntaxException {
    var url = Objects.requireNonNull(OnnxCorpusTest.class.getResource("/onnx/" + folder));
    try (Stream<Path> files = Files.list(Path.of(url.toURI()))) {
      return files.map(Path::toString).sorted().toList();
    }
  }

  static List<String> seeds() throws IOException, URISyntaxException {
    return files("corpus");
  }

  static List<String> found() throws IOException, URISyntaxException {
    return files("found");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  @Timeout(value = 20, unit = SECONDS)
  void seedsHaveTotals(String file) throws IOException {
    assertThat(OnnxFuzz.outcome(Files.readAllBytes(Path.of(file)))).startsWith("Totals[");
  }

  @ParameterizedTest
  @MethodSource("found")
  @Timeout(value = 20, unit = SECONDS)
  void whatWasFoundEndsWithTotalsOrAReason(String file) throws IOException {
    assertThat(OnnxFuzz.outcome(Files.readAllBytes(Path.of(file)))).isNotBlank();
  }
}
