package dev.cnnsummary.specs.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What must hold of every expression. A failure names its seed; {@code -Ddim.seed=…} makes that the
 * first one.
 */
class DimPropertiesTest {
  private static final int SAMPLES = 20;

  private static LongStream seeds(int count) {
    long first = Long.getLong("dim.seed", 1);
    return LongStream.range(first, first + count);
  }

  static LongStream thousands() {
    return seeds(2000);
  }

  static LongStream hundreds() {
    return seeds(500);
  }

  private static Tree tree(SplittableRandom random) {
    return Tree.random(random, 5);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("thousands")
  void aBoundExpressionIsItsPlainValue(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Tree tree = tree(random);
    Dim dim = tree.toDim();
    Interval bounds = dim.bounds();
    for (int i = 0; i < SAMPLES; i++) {
      Map<String, Long> values = Tree.randomValues(random);
      long expected = tree.evaluate(values);
      Dim bound = dim.bind(Bindings.of(values));
      assertThat(bound)
          .as("seed %s: %s = %s with %s", seed, tree, dim, values)
          .isEqualTo(Dim.of(expected));
      assertThat(expected)
          .as("seed %s: %s with %s", seed, dim, values)
          .isBetween(bounds.low(), bounds.high())
          .isGreaterThanOrEqualTo(dim.minimum());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("thousands")
  void bindingInTwoStepsIsBindingAtOnce(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Dim dim = tree(random).toDim();
    Map<String, Long> first = new HashMap<>();
    Map<String, Long> second = new HashMap<>();
    Map<String, Long> all = Tree.randomValues(random);
    for (String name : Tree.NAMES) {
      (random.nextBoolean() ? first : second).put(name, all.get(name));
    }
    Dim partial = dim.bind(Bindings.of(first));
    assertThat(second.keySet()).as("seed %s", seed).containsAll(partial.symbols());
    assertThat(partial.bind(Bindings.of(second)))
        .as("seed %s: %s, then %s with %s, then %s", seed, dim, partial, first, second)
        .isEqualTo(dim.bind(Bindings.of(all)));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("hundreds")
  void theLawsOfARingHold(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Dim a = Tree.random(random, 3).toDim();
    Dim b = Tree.random(random, 3).toDim();
    Dim c = Tree.random(random, 3).toDim();
    assertSame(seed, a.plus(b).plus(c), c.plus(b.plus(a)));
    assertSame(seed, a.times(b).times(c), c.times(b.times(a)));
    assertSame(seed, a.plus(b).times(c), c.times(b).plus(c.times(a)));
    assertSame(seed, a.minus(b), b.minus(a).times(-1));
    assertSame(seed, a.plus(b).minus(b), a);
    assertSame(seed, a.minus(a), Dim.ZERO);
    assertSame(seed, a.times(6).divideExactly(Dim.of(6)), a);
    Dim whole = polynomial(random);
    assertSame(seed, a.floorDivide(3).plus(whole), whole.times(3).plus(a).floorDivide(3));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("hundreds")
  void aDividendComesBackFromItsProduct(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Dim a = polynomial(random);
    Dim b = polynomial(random);
    if (!b.equals(Dim.ZERO)) {
      assertSame(seed, a.times(b).divideExactly(b), a);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("hundreds")
  void floorsOfAPolynomialNestIntoOne(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Dim dividend = polynomial(random);
    Dim offset = polynomial(random);
    long inner = random.nextLong(1, 13);
    long outer = random.nextLong(1, 13);
    assertSame(
        seed,
        dividend.floorDivide(inner).plus(offset).floorDivide(outer),
        dividend.plus(offset.times(inner)).floorDivide(inner * outer));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("hundreds")
  void theOrderOfBuildingDoesNotMatter(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Dim> values = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      values.add(Tree.random(random, 2).toDim());
    }
    List<Dim> shuffled = new ArrayList<>(values);
    Collections.shuffle(shuffled, new Random(seed));
    assertSame(seed, reduce(values, Dim::plus), reduce(shuffled, Dim::plus));
    assertSame(seed, reduce(values, Dim::times), reduce(shuffled, Dim::times));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("hundreds")
  void theOrderOfArgumentsDoesNotMatter(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Dim> values = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      values.add(polynomial(random));
    }
    List<Dim> shuffled = new ArrayList<>(values);
    Collections.shuffle(shuffled, new Random(seed));
    assertSame(seed, reduce(values, Dim::max), reduce(shuffled, Dim::max));
    assertSame(seed, reduce(values, Dim::min), reduce(shuffled, Dim::min));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("hundreds")
  void aChainOfWindowsIsOneFloorQuotient(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long size = random.nextLong(1, 3000);
    Dim dim = Dim.symbol("H");
    long plain = size;
    for (int i = 0; i < 8; i++) {
      long kernel = random.nextLong(1, 8);
      long stride = random.nextLong(1, 5);
      long padding = random.nextLong(0, 4);
      long dilation = random.nextLong(1, 4);
      dim = DimTest.window(dim, kernel, stride, padding, dilation);
      plain = Math.floorDiv(plain + 2 * padding - dilation * (kernel - 1) - 1, stride) + 1;
    }
    assertThat(dim.toString())
        .as("seed %s", seed)
        .matches("H([+-]\\d+)?|⌊(H|\\(H\\+\\d+\\))/\\d+⌋([+-]\\d+)?");
    assertThat(dim.bind(Bindings.of("H", size)).value()).as("seed %s", seed).isEqualTo(plain);
  }

  @Test
  void distinctValuesPrintDifferently() {
    Map<String, Dim> byText = new HashMap<>();
    thousands()
        .mapToObj(seed -> tree(new SplittableRandom(seed)).toDim())
        .forEach(dim -> {
          assertThat(byText.getOrDefault(dim.toString(), dim)).isEqualTo(dim);
          byText.put(dim.toString(), dim);
        });
    assertThat(byText).hasSizeGreaterThan(1000);
  }

  private static Dim polynomial(SplittableRandom random) {
    Dim sum = Dim.of(random.nextLong(-20, 21));
    for (int i = random.nextInt(4); i > 0; i--) {
      Dim term = Dim.of(random.nextLong(-12, 13));
      for (int j = random.nextInt(3); j >= 0; j--) {
        term = term.times(Dim.symbol(Tree.NAMES.get(random.nextInt(4))));
      }
      sum = sum.plus(term);
    }
    return sum;
  }

  private static Dim reduce(List<Dim> values, BinaryOperator<Dim> operation) {
    return values.stream().reduce(operation).orElseThrow();
  }

  private static void assertSame(long seed, Dim left, Dim right) {
    assertThat(left)
        .as("seed %s", seed)
        .isEqualTo(right)
        .hasSameHashCodeAs(right)
        .hasToString(right.toString());
  }
}
