package dev.cnnsummary.analyzer.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.Analyzer;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.spec.Source;
import dev.cnnsummary.specs.spec.SpecFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What windows see, held against the definitions of both convolutions. */
class SlidingAxisTest {
  /** A window over seven elements. */
  record Case(String type, int kernel, int stride, int padding, int dilation) {
    private SlidingAxis axis() {
      String text =
          """
          name: one
          input: 1x7
          layers:
            - type: %s
              out_channels: 1
              kernel_size: %d
              stride: %d
              padding: %d
              dilation: %d
          """
              .formatted(type, kernel, stride, padding, dilation);
      Graph graph = SpecFile.read(new Source("one.yaml", text)).expand(null, Map.of());
      Analysis analysis = Analyzer.analyze(graph);
      return Objects.requireNonNull(SlidingAxis.of(analysis.layers().getFirst())).getFirst();
    }
  }

  private static Stream<Case> cases(String type) {
    List<Case> cases = new ArrayList<>();
    for (int kernel = 1; kernel <= 3; kernel++) {
      for (int stride = 1; stride <= 3; stride++) {
        for (int padding = 0; padding < kernel; padding++) {
          for (int dilation = 1; dilation <= 2; dilation++) {
            cases.add(new Case(type, kernel, stride, padding, dilation));
          }
        }
      }
    }
    return cases.stream();
  }

  static Stream<Case> convolutions() {
    return cases("Conv1d");
  }

  static Stream<Case> transposed() {
    return cases("ConvTranspose1d");
  }

  private static List<Long> seen(SlidingAxis axis, long position) {
    return LongStream.rangeClosed(axis.first(), axis.last())
        .filter(place -> axis.isTap(place, position) && axis.isInput(place))
        .map(place -> place / axis.spacing())
        .boxed()
        .toList();
  }

  /** Output o sees the elements {@code o·stride − padding + dilation·k}. */
  @ParameterizedTest
  @MethodSource("convolutions")
  void aWindowSeesWhatTheConvolutionMultiplies(Case window) {
    SlidingAxis axis = window.axis();
    List<List<Long>> expected = new ArrayList<>();
    List<List<Long>> seen = new ArrayList<>();
    for (long output = 0; output < axis.positions(); output++) {
      long start = output * window.stride - window.padding;
      expected.add(
          LongStream.range(0, window.kernel)
              .map(tap -> start + window.dilation * tap)
              .filter(element -> element >= 0 && element < 7)
              .boxed()
              .toList());
      seen.add(seen(axis, output));
    }
    assertThat(seen).isEqualTo(expected);
    assertThat(axis.unused())
        .containsExactlyElementsOf(
            LongStream.range(0, 7)
                .filter(element -> expected.stream().noneMatch(each -> each.contains(element)))
                .boxed()
                .toList());
  }

  /** Input i adds to the outputs {@code i·stride − padding + dilation·k}. */
  @ParameterizedTest
  @MethodSource("transposed")
  void aWindowSeesWhatAddsToItsOutput(Case window) {
    SlidingAxis axis = window.axis();
    List<List<Long>> expected = new ArrayList<>();
    List<List<Long>> seen = new ArrayList<>();
    for (long output = 0; output < axis.positions(); output++) {
      long place = output;
      expected.add(
          LongStream.range(0, 7)
              .filter(element ->
                  LongStream.range(0, window.kernel)
                      .map(tap -> element * window.stride - window.padding + window.dilation * tap)
                      .anyMatch(each -> each == place))
              .boxed()
              .toList());
      seen.add(seen(axis, output));
    }
    assertThat(seen).isEqualTo(expected);
  }
}
