package dev.cnnsummary.executor.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.function.Binary;
import dev.cnnsummary.specs.function.Combination;
import dev.cnnsummary.specs.function.Einsum;
import dev.cnnsummary.specs.function.Fold;
import dev.cnnsummary.specs.function.FunctionalPool;
import dev.cnnsummary.specs.function.FunctionalTransposedConvolution;
import dev.cnnsummary.specs.function.FunctionalUnpool;
import dev.cnnsummary.specs.function.GridSample;
import dev.cnnsummary.specs.function.Scatter;
import dev.cnnsummary.specs.function.SliceBy;
import dev.cnnsummary.specs.function.Sliding;
import dev.cnnsummary.specs.function.TopK;
import dev.cnnsummary.specs.function.Unary;
import dev.cnnsummary.specs.op.Elementwise;
import dev.cnnsummary.specs.op.Op;
import dev.cnnsummary.specs.op.Permute;
import dev.cnnsummary.specs.shape.DType;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ONNX's own tests do not reach; numbers are NumPy's and PyTorch's where nothing is said. */
class FunctionsTest {
  private static final Sliding BLOCKS = sliding(List.of(2, 2), 2, 0);

  private static Sliding sliding(List<Integer> kernel, int stride, int padding) {
    List<Integer> amounts = List.of(padding, padding);
    return new Sliding(
        kernel, List.of(stride, stride), Sliding.AutoPad.EXPLICIT, amounts, amounts, List.of());
  }

  private static Tensor only(Op op, Tensor... operands) {
    return Functions.of(op, List.of(operands), List.of()).outputs().getFirst();
  }

  private static Tensor integers(DType dtype, long... elements) {
    return Tensor.of(dtype, new int[] {elements.length}, elements);
  }

  private static Tensor doubles(int[] shape, double... elements) {
    return Tensor.ofDoubles(shape, elements);
  }

  private static double[] numbers(Tensor tensor) {
    return IntStream.range(0, tensor.numel()).mapToDouble(tensor::get).toArray();
  }

  private static Tensor add(DType dtype, long left, long right) {
    Op add = new Elementwise(Elementwise.Kind.ADD, null);
    return only(add, integers(dtype, left), integers(dtype, right));
  }

  @Test
  void integersBeyondDoublesStayExact() {
    assertThat(add(DType.I64, 1L << 53, 1).integer(0)).isEqualTo((1L << 53) + 1);
  }

  @ParameterizedTest
  @CsvSource({
    "U8, 250, 10, 4",
    "I8, 127, 1, -128",
    "I16, 32767, 2, -32767",
    "U16, 65535, 2, 1",
    "I32, 2147483647, 1, -2147483648",
    "U32, 4294967295, 1, 0",
  })
  void sumsWrapAroundAsInTheirType(DType dtype, long left, long right, long sum) {
    assertThat(add(dtype, left, right).integer(0)).isEqualTo(sum);
  }

  @Test
  void numbersWithoutSignAreComparedWithoutSign() {
    Tensor most = integers(DType.U64, -1);
    Tensor one = integers(DType.U64, 1);
    assertThat(only(new Combination(Combination.Kind.MAX), one, most).get(0)).isEqualTo(0x1p64);
    assertThat(only(new Binary(Binary.Kind.GT), most, one).integer(0)).isEqualTo(1);
    assertThat(only(new Binary(Binary.Kind.DIV), most, integers(DType.U64, 2)).integer(0))
        .isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @CsvSource({
    "DIV, -7, 2, -3",
    "REMAINDER, -7, 2, 1",
    "REMAINDER, 7, -2, -1",
    "FMOD, -7, 2, -1",
    "POW, 3, 4, 81",
    "POW, -2, 3, -8",
  })
  void wholeNumbersAreDividedAndRaised(Binary.Kind kind, long left, long right, long wanted) {
    Tensor result = only(new Binary(kind), integers(DType.I32, left), integers(DType.I32, right));
    assertThat(result.integer(0)).isEqualTo(wanted);
    assertThat(result.dtype()).isEqualTo(DType.I32);
  }

  @Test
  void divisionOfAnIntegerByZeroIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> only(new Binary(Binary.Kind.DIV), integers(DType.I8, 1), integers(DType.I8, 0)))
        .withMessage("an integer is divided by 0");
  }

  @Test
  void sixteenBitNumbersAreRoundedHalvesToEven() {
    Tensor exact = doubles(new int[] {4}, 1 + 0x1p-8, 1 + 3 * 0x1p-8, 1 + 0x1p-9, -3.3e38);
    assertThat(numbers(exact.as(DType.BF16))).containsExactly(1, 1.015625, 1, -0x1.fp127);
    Tensor others = doubles(new int[] {4}, 2049, 2051, 65520, 1e-8);
    assertThat(numbers(others.as(DType.F16)))
        .containsExactly(2048, 2052, Double.POSITIVE_INFINITY, 0);
  }

  @Test
  void fractionsAreCutOffToIntegers() {
    Tensor numbers = doubles(new int[] {3}, 2.9, -2.9, -1);
    assertThat(numbers.as(DType.I8).integers()).containsExactly(2, -2, -1);
    assertThat(numbers.as(DType.U8).integers()).containsExactly(2, 254, 255);
    assertThat(numbers.as(DType.BOOL).integers()).containsExactly(1, 1, 1);
  }

  @Test
  void elementsOfAnyTypeAreMoved() {
    Tensor matrix = Tensor.of(DType.U64, new int[] {2, 2}, 1, -1, 3, 4);
    assertThat(only(new Permute(List.of(1, 0)), matrix).integers()).containsExactly(1, 3, -1, 4);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1e-10, 1.1283791670955126e-10",
    "-0.001, -0.0011283787909692365",
    "0.5, 0.5204998778130465",
    "1.47, 0.9623728998544058",
    "-3, -0.9999779095030014",
    "7, 1"
  })
  void errorFunction(double x, double wanted) {
    Op erf = new Unary(Unary.Kind.ERF, List.of());
    assertThat(only(erf, doubles(new int[0], x)).get(0))
        .isCloseTo(wanted, within(4e-15 * Math.abs(wanted)));
  }

  /** ONNX's case of a pool that counts columns first. */
  @Test
  void positionsOfMaximaMayCountTheFirstSpatialAxisFirst() {
    double[] elements = IntStream.rangeClosed(1, 25).asDoubleStream().toArray();
    Op pool = new FunctionalPool(FunctionalPool.Kind.MAX, BLOCKS, false, false, 2, true, 2);
    List<Tensor> made =
        Functions.of(pool, List.of(doubles(new int[] {1, 1, 5, 5}, elements)), List.of()).outputs();
    assertThat(numbers(made.get(0))).containsExactly(7, 9, 17, 19);
    assertThat(made.get(1).integers()).containsExactly(6, 16, 8, 18);
  }

  /** ONNX's case: positions are those of a 4x4 map, and the fifth row and column are zeros. */
  @Test
  void unpoolingIntoALargerShapeKeepsThePlaces() {
    int[] shape = {1, 1, 2, 2};
    Tensor output =
        only(
            new FunctionalUnpool(BLOCKS, true),
            doubles(shape, 5, 6, 7, 8),
            Tensor.of(DType.I64, shape, 5, 7, 13, 15),
            integers(DType.I64, 1, 1, 5, 5));
    double[] wanted = new double[25];
    wanted[6] = 5;
    wanted[8] = 6;
    wanted[16] = 7;
    wanted[18] = 8;
    assertThat(numbers(output)).containsExactly(wanted);
  }

  @Test
  void overlappingBlocksAreAdded() {
    Tensor columns = doubles(new int[] {1, 4, 2}, 0, 1, 2, 3, 4, 5, 6, 7);
    Tensor image =
        only(
            new Fold(sliding(List.of(2, 2), 1, 0)),
            columns,
            integers(DType.I64, 2, 3),
            integers(DType.I64, 2, 2));
    assertThat(numbers(image)).containsExactly(0, 3, 3, 4, 11, 7);
  }

  @Test
  void transposedConvolutionInDoublePrecision() {
    Op convolution =
        new FunctionalTransposedConvolution(
            sliding(List.of(2, 2), 2, 1), 1, false, List.of(1, 1), null);
    Tensor input = doubles(new int[] {1, 1, 2, 2}, 1, 2, 3, -1);
    Tensor weight = doubles(new int[] {1, 1, 2, 2}, 1, 2, 3, 4);
    Result result = Functions.of(convolution, List.of(input, weight), List.of());
    assertThat(numbers(result.outputs().getFirst()))
        .containsExactly(4, 6, 8, 6, -1, -2, 12, -3, -4);
    assertThat(result.macs()).isEqualTo(16);
  }

  @ParameterizedTest
  @CsvSource({
    "CUBIC, ZEROS, true, 4.430227756500244, 3.331580400466919",
    "CUBIC, BORDER, false, 5.613718817424024, 2.79474608825985",
    "LINEAR, BORDER, false, 5.35, 3.0",
    "LINEAR, REFLECTION, true, 5.1, 3.05",
    "NEAREST, ZEROS, false, 0, 3",
  })
  void samplingBeyondTheEdges(
      GridSample.Mode mode, GridSample.Border border, boolean corners, double one, double other) {
    Tensor input = doubles(new int[] {1, 1, 3, 3}, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    Tensor grid = doubles(new int[] {1, 1, 2, 2}, -1.2, 0.3, 0.9, -0.95);
    double[] made = numbers(only(new GridSample(mode, border, corners), input, grid));
    assertThat(made).containsExactly(new double[] {one, other}, within(1e-5));
  }

  @Test
  void lettersThatOccurTwiceInATermTakeTheDiagonal() {
    Tensor matrix = integers(DType.I64, 1, 2, 3, 4).reshaped(2, 2);
    assertThat(only(new Einsum("ii->i"), matrix).integers()).containsExactly(1, 4);
    assertThat(only(new Einsum("ij->"), matrix).integers()).containsExactly(10);
  }

  @Test
  void ofEqualElementsTheFirstIsTaken() {
    List<Tensor> made =
        Functions.of(
                new TopK(-1, true, true),
                List.of(integers(DType.I8, 3, 7, 7, 1), integers(DType.I64, 3)),
                List.of())
            .outputs();
    assertThat(made.get(0).integers()).containsExactly(7, 7, 3);
    assertThat(made.get(1).integers()).containsExactly(1, 2, 0);
  }

  @Test
  void slicesGoBackFromBeyondTheEnd() {
    Tensor back =
        only(
            new SliceBy(true, true),
            integers(DType.I32, 0, 1, 2, 3, 4),
            integers(DType.I64, 100),
            integers(DType.I64, Long.MIN_VALUE),
            integers(DType.I64, 0),
            integers(DType.I64, -2));
    assertThat(back.integers()).containsExactly(4, 2, 0);
  }

  @Test
  void whatMeetsAtOnePlaceIsAdded() {
    Tensor sums =
        only(
            new Scatter(Scatter.Kind.ND, 0, Scatter.Reduction.ADD),
            integers(DType.I64, 10, 20, 30),
            Tensor.of(DType.I64, new int[] {3, 1}, 0, -1, 0),
            integers(DType.I64, 1, 2, 3));
    assertThat(sums.integers()).containsExactly(14, 20, 32);
  }
}
