package dev.cnnsummary.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Program.Mode;
import dev.cnnsummary.executor.weights.SeededWeights;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.spec.Source;
import dev.cnnsummary.specs.spec.SpecFile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a program says to those who use it wrongly, and that it can be used again. */
class ProgramTest {
  private static final Graph SMALL =
      graph(
          "{name: small, input: 3x8x8, layers: [conv: {type: Conv2d, out_channels: 4,"
              + " kernel_size: 3}, norm: BatchNorm2d, relu: ReLU]}");
  private static final Graph TABLE =
      graph(
          "{name: table, inputs: {tokens: {shape: 3, dtype: i64}}, layers: [rows: {type: Embedding,"
              + " num_embeddings: 5, embedding_dim: 2}]}");

  private static Graph graph(String spec) {
    return SpecFile.read(new Source("model.yaml", spec)).expand(null, Map.of());
  }

  private static Program prepare(Graph graph, Mode mode) {
    return Program.prepare(graph, Geometry.declaredInputs(graph, 1), mode, 2);
  }

  private static Program loaded(Graph graph, Mode mode) {
    Program program = prepare(graph, mode);
    program.load(new SeededWeights(0, 2));
    return program;
  }

  private static Tensor image(int batch) {
    float[] elements = new float[batch * 3 * 8 * 8];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = i % 17 - 8;
    }
    return Tensor.of(new int[] {batch, 3, 8, 8}, elements);
  }

  private static Value output(String path) {
    return SMALL.nodes().stream()
        .filter(node -> node.path().text().equals(path))
        .findFirst()
        .orElseThrow()
        .outputs()
        .getFirst();
  }

  @Test
  void itMustBeLoadedBeforeItRuns() {
    try (Program program = prepare(SMALL, Mode.FAST)) {
      assertThatIllegalStateException()
          .isThrownBy(() -> program.run(List.of(image(1))))
          .withMessage("weights have not been loaded");
    }
  }

  @Test
  void itMustHaveRunBeforeItShowsAnything() {
    try (Program program = loaded(SMALL, Mode.TRACE)) {
      assertThatIllegalStateException()
          .isThrownBy(() -> program.tensor(output("conv")))
          .withMessage("nothing has been run yet");
    }
  }

  @Test
  void itCannotRunOnceItIsClosed() {
    Program program = loaded(SMALL, Mode.FAST);
    program.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> program.run(List.of(image(1))))
        .withMessage("the program is closed");
  }

  @Test
  void anInputThatIsMissingIsSaid() {
    try (Program program = loaded(SMALL, Mode.FAST)) {
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(() -> program.run(List.of()))
          .withMessage("small takes 1 input, not 0");
    }
  }

  @Test
  void anInputOfAnotherBatchIsSaid() {
    try (Program program = loaded(SMALL, Mode.FAST)) {
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(() -> program.run(List.of(image(2))))
          .withMessage("the input input must be f32[1, 3, 8, 8], not f32[2, 3, 8, 8]");
    }
  }

  @Test
  void anInputOfAnotherTypeIsSaid() {
    try (Program program = loaded(TABLE, Mode.FAST)) {
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(() -> program.run(List.of(Tensor.of(new int[] {1, 3}, 0, 1, 2))))
          .withMessage("the input tokens must be i64[1, 3], not f32[1, 3]");
    }
  }

  @Test
  void anExtentOfAnotherTypeIsSaid() {
    List<Extent> extents = List.of(new Extent(DType.F32, List.of(1, 3)));
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> Program.prepare(TABLE, extents, Mode.FAST, 1))
        .withMessage("the input tokens takes i64, not f32[1, 3]");
  }

  @Test
  void anEmptyBatchIsSaid() {
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> Program.prepare(SMALL, Geometry.declaredInputs(SMALL, 0), Mode.FAST, 1))
        .withMessage("the input input cannot be f32[0, 3, 8, 8]: sizes start at 1");
  }

  @Test
  void sizesThatAreSymbolsAreSaid() {
    Graph open = graph("{input: 3xHxW, layers: [ReLU]}");
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> Geometry.declaredInputs(open, 1))
        .withMessage("the input input is [3, H, W]: its sizes must be numbers");
  }

  @Test
  void aRowThatATableHasNotIsSaidWithItsLayer() {
    try (Program program = loaded(TABLE, Mode.FAST)) {
      Tensor tokens = Tensor.of(DType.I64, new int[] {1, 3}, 0, 5, 2);
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(() -> program.run(List.of(tokens)))
          .withMessage("rows: there is no row 5 in a table of 5");
    }
  }

  @Test
  void pooledIntegersAreSaidBeforeAnythingRuns() {
    Graph graph =
        graph(
            "{inputs: {x: {shape: 3x8x8, dtype: u8}}, layers: [pool: {type: MaxPool2d,"
                + " kernel_size: 2}]}");
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> prepare(graph, Mode.FAST))
        .withMessage("pool: pooling is computed of floating-point elements only, not of u8");
  }

  @Test
  void weightsOfAnotherShapeAreSaid() {
    try (Program program = prepare(SMALL, Mode.FAST)) {
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(() -> program.load((_, _) -> Tensor.of(new int[] {2}, 1, 2)))
          .withMessageEndingWith("not f32[2]");
    }
  }

  @Test
  void threadsAreNeeded() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Program.prepare(SMALL, Geometry.declaredInputs(SMALL, 1), Mode.FAST, 0))
        .withMessage("at least 1 thread is needed, not 0");
  }

  @Test
  void fastModeShowsOutputsOnly() {
    try (Program program = loaded(SMALL, Mode.FAST)) {
      program.run(List.of(image(1)));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> program.tensor(output("conv")))
          .withMessage("conv is not kept in fast mode, only outputs are; trace mode keeps all");
    }
  }

  @Test
  void whatDoesNotFitIntoAnArrayIsSaidBeforeItIsAllocated() {
    List<Extent> extents = List.of(new Extent(DType.F32, List.of(1, 3, 30_000, 30_000)));
    try (Program program = Program.prepare(SMALL, extents, Mode.FAST, 1)) {
      assertThat(program.arenaBytes()).isGreaterThan(4L * Integer.MAX_VALUE);
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(() -> program.load(new SeededWeights(0, 2)))
          .withMessageStartingWith("values that are needed at one time take ");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSecondRunIsTheFirst(Mode mode) {
    try (Program program = loaded(SMALL, mode)) {
      float[] first = program.run(List.of(image(1))).getFirst().floats();
      assertThat(program.run(List.of(image(1))).getFirst().floats()).isEqualTo(first);
    }
  }

  @ParameterizedTest
  @EnumSource
  void samplesOfABatchAreThemselves(Mode mode) {
    List<Extent> two = Geometry.declaredInputs(SMALL, 2);
    try (Program one = loaded(SMALL, mode);
        Program both = Program.prepare(SMALL, two, mode, 2)) {
      both.load(new SeededWeights(0, 2));
      float[] alone = one.run(List.of(image(1))).getFirst().floats();
      float[] together = both.run(List.of(image(2))).getFirst().floats();
      assertThat(together).startsWith(alone).hasSize(2 * alone.length);
    }
  }

  @Test
  void loadingAgainReplacesWeightsAndCountsThemOnce() {
    try (Program program = loaded(SMALL, Mode.FAST)) {
      float[] first = program.run(List.of(image(1))).getFirst().floats();
      program.load(new SeededWeights(1, 2));
      assertThat(program.run(List.of(image(1))).getFirst().floats()).isNotEqualTo(first);
      assertThat(program.paramsRead(SMALL.nodes().getFirst())).isEqualTo(4 * 3 * 9 + 4 + 8);
    }
  }
}
