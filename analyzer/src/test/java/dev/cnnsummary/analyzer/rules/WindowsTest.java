package dev.cnnsummary.analyzer.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.analyzer.Assumption;
import dev.cnnsummary.specs.op.Padding;
import dev.cnnsummary.specs.op.Window;
import dev.cnnsummary.specs.shape.Bindings;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the formula against counting windows one by one, for extents of 1 to 30. */
class WindowsTest {
  private static final int EXTENTS = 30;
  private static final long REFUSED = 0;

  /** A window over one axis. */
  record Geometry(int kernel, int stride, int dilation, int before, int after, boolean ceilMode) {
    private Window window() {
      return new Window(
          List.of(kernel),
          List.of(stride),
          new Padding(Padding.Mode.EXPLICIT, List.of(before), List.of(after)),
          List.of(dilation));
    }

    /**
     * PyTorch's rule (pooling_output_shape in ATen/native/Pool.h), step by step: a window counts
     * where it fits into the padded input; with {@code ceil_mode} also where it runs over the end
     * by less than a stride, unless it starts in the padding after the input.
     */
    private long count(long extent) {
      long span = dilation * (kernel - 1L) + 1;
      long room = before + extent + after + (ceilMode ? stride - 1 : 0);
      long count = 0;
      for (long start = 0; start + span <= room; start += stride) {
        if (!ceilMode || start < before + extent) {
          count++;
        }
      }
      return count;
    }
  }

  static Stream<Geometry> geometries() {
    return Stream.concat(convolutions(), pools());
  }

  private static Stream<Geometry> convolutions() {
    return windows()
        .flatMap(w ->
            Stream.of(List.of(0, 0), List.of(1, 1), List.of(3, 3), List.of(0, 1), List.of(2, 1))
                .map(padding ->
                    new Geometry(
                        w.kernel, w.stride, w.dilation, padding.get(0), padding.get(1), false)));
  }

  private static Stream<Geometry> pools() {
    return windows()
        .flatMap(w ->
            IntStream.rangeClosed(0, w.kernel / 2)
                .mapToObj(padding ->
                    new Geometry(w.kernel, w.stride, w.dilation, padding, padding, true)));
  }

  private static Stream<Geometry> windows() {
    return IntStream.rangeClosed(1, 5)
        .boxed()
        .flatMap(kernel ->
            IntStream.rangeClosed(1, 4)
                .boxed()
                .flatMap(stride ->
                    IntStream.rangeClosed(1, 3)
                        .mapToObj(
                            dilation -> new Geometry(kernel, stride, dilation, 0, 0, false))));
  }

  @ParameterizedTest
  @MethodSource("geometries")
  void positionsAreThoseThatFit(Geometry geometry) {
    assertThat(table(extent -> positions(geometry, extent))).isEqualTo(table(geometry::count));
  }

  @ParameterizedTest
  @MethodSource("geometries")
  void aSymbolBoundLaterHasTheSamePositions(Geometry geometry) {
    Operands in = input(Dim.symbol("L"));
    Dim symbolic =
        Windows.slide(geometry.window(), geometry.ceilMode, Dim.ONE, in.only().shape(), in).dim(2);
    assertThat(
            table(extent -> {
              Bindings bindings = Bindings.of("L", extent);
              boolean fits =
                  in.assumptions().stream()
                      .noneMatch(each -> each.bind(bindings).verdict() == Assumption.Verdict.FAILS);
              return fits ? symbolic.bind(bindings).value() : REFUSED;
            }))
        .isEqualTo(table(geometry::count));
  }

  private static List<Long> table(LongUnaryOperator positions) {
    return LongStream.rangeClosed(1, EXTENTS).map(positions).boxed().toList();
  }

  private static long positions(Geometry geometry, long extent) {
    Operands in = input(Dim.of(extent));
    try {
      return Windows.slide(geometry.window(), geometry.ceilMode, Dim.ONE, in.only().shape(), in)
          .dim(2)
          .value();
    } catch (Rejection _) {
      return REFUSED;
    }
  }

  private static Operands input(Dim extent) {
    return new Operands(List.of(new TensorType(DType.F32, Shape.of(Dim.ONE, Dim.ONE, extent))));
  }
}
