package dev.cnnsummary.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.analyzer.field.ReceptiveField;
import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.Models;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.shape.Bindings;
import dev.cnnsummary.specs.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An analysis of symbols, bound to numbers, is the analysis of those numbers, or it is refused in
 * the same words; {@code -Dsymbolic.seed} repeats a run.
 */
class SymbolicTest {
  private static final long SEED = Long.getLong("symbolic.seed", 20_260_401);
  private static final int SIZES = 50;
  private static final int HUGE_SIZES = 10;

  private static final Map<String, Graph> GRAPHS = new ConcurrentHashMap<>();
  private static final Map<String, Analysis> SYMBOLIC = new ConcurrentHashMap<>();

  /**
   * A size of a network's only input.
   *
   * @param batch the batch; 0 for a symbol
   */
  record Case(String model, long channels, long height, long width, long batch) {
    private Graph graph() {
      return GRAPHS.computeIfAbsent(model, Models::load);
    }

    private Analysis symbolic() {
      return SYMBOLIC.computeIfAbsent(
          model + " " + batch, _ -> Analyzer.analyze(graph(), inputs("CxHxW")));
    }

    private Analysis concrete() {
      return Analyzer.analyze(graph(), inputs(channels + "x" + height + "x" + width));
    }

    private ModelInputs inputs(String sample) {
      return ModelInputs.of(
          graph(), List.of(sample), batch == 0 ? OptionalLong.empty() : OptionalLong.of(batch));
    }

    private Bindings bindings() {
      return Bindings.of(Map.of("C", channels, "H", height, "W", width));
    }

    @Override
    public String toString() {
      return model + " " + bindings() + ", batch " + (batch == 0 ? "N" : batch);
    }
  }

  static Stream<Case> cases() {
    return Models.zoo().stream().flatMap(model -> cases(model).stream());
  }

  private static Shape declared(String model) {
    return Objects.requireNonNull(Models.load(model).inputs().getFirst().shape());
  }

  private static List<Case> cases(String model) {
    Shape declared = declared(model);
    long channels = declared.dim(0).value();
    long height = declared.dim(1).value();
    long width = declared.dim(2).value();
    Random random = new Random(SEED ^ model.hashCode());
    List<Case> cases = new ArrayList<>();
    for (long size = 1; size <= 12; size++) {
      cases.add(new Case(model, channels, size, size, 0));
    }
    long least = leastSize(model, channels, height);
    cases.add(new Case(model, channels, least, least, 0));
    cases.add(new Case(model, channels, Math.max(1, least - 1), least, 0));
    cases.add(new Case(model, channels, least, Math.max(1, least - 1), 4));
    cases.add(new Case(model, channels, height, width, 4));
    cases.add(new Case(model, channels, height + 1, width, 4));
    cases.add(new Case(model, channels, height, width - 1, 4));
    cases.add(new Case(model, channels + 1, height, width, 4));
    cases.add(new Case(model, 1, 1, 1, 4));
    while (cases.size() < SIZES) {
      boolean small = random.nextBoolean();
      cases.add(
          new Case(
              model,
              channels,
              random.nextLong(1, small ? 64 : 2 * height),
              random.nextLong(1, small ? 64 : 2 * width),
              random.nextInt(3)));
    }
    return cases;
  }

  /** The least square that a network takes, or its declared size if there is no lesser one. */
  private static long leastSize(String model, long channels, long declared) {
    for (long size = 1; size < declared; size++) {
      if (outcome(new Case(model, channels, size, size, 0)::concrete) instanceof Analysis) {
        return size;
      }
    }
    return declared;
  }

  private static Object outcome(Supplier<Analysis> analysis) {
    try {
      return analysis.get();
    } catch (InvalidSpecException e) {
      return e.problems();
    }
  }

  /** Sizes whose costs fit in 64 bits, or just do not. */
  static Stream<Case> hugeSizes() {
    Random random = new Random(SEED);
    return Models.zoo().stream()
        .flatMap(model ->
            random
                .longs(HUGE_SIZES, 1, 59)
                .mapToObj(bits ->
                    new Case(
                        model,
                        declared(model).dim(0).value(),
                        random.nextLong(1, 1L << bits),
                        random.nextLong(1, 1L << random.nextInt(8, 59)),
                        random.nextInt(2))));
  }

  @ParameterizedTest
  @MethodSource({"cases", "hugeSizes"})
  void boundSymbolsGiveWhatNumbersGive(Case size) {
    Analysis symbolic = size.symbolic();
    Object concrete = outcome(size::concrete);
    Object bound = outcome(() -> symbolic.bind(size.bindings()));
    if (concrete instanceof Analysis expected && bound instanceof Analysis actual) {
      for (int i = 0; i < expected.layers().size(); i++) {
        assertThat(actual.layers().get(i)).isEqualTo(expected.layers().get(i));
      }
      assertThat(actual.totals()).isEqualTo(expected.totals());
      assertThat(actual.weights()).isEqualTo(expected.weights());
      assertThat(actual.inputs()).isEqualTo(expected.inputs());
      assertThat(actual.outputs()).isEqualTo(expected.outputs());
      assertThat(fields(actual)).isEqualTo(fields(expected));
    } else {
      assertThat(bound).as("symbolic.seed=%d", SEED).isEqualTo(concrete);
    }
  }

  private static List<ReceptiveField> fields(Analysis analysis) {
    return analysis.graph().outputs().stream().map(analysis::field).toList();
  }
}
