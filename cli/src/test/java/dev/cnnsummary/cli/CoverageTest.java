package dev.cnnsummary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.analyzer.Analyzer;
import dev.cnnsummary.analyzer.LayerReport;
import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Program;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.executor.Verification;
import dev.cnnsummary.executor.weights.Fill;
import dev.cnnsummary.executor.weights.SeededWeights;
import dev.cnnsummary.executor.weights.Weights;
import dev.cnnsummary.specs.function.TensorFunction;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.op.FreeTensor;
import dev.cnnsummary.specs.op.Op;
import dev.cnnsummary.specs.spec.LayerTypes;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every operator, and every kind that an operator may be of, has a name in the spec language, a
 * rule in the analysis, a kernel and a definition: small networks have them all and go through all
 * of these.
 */
class CoverageTest {
  private static final Weights WEIGHTS = new SeededWeights(0, 2);

  /** What a stage has seen, by names such as {@code Pool} and {@code Pool.kind=MAX}. */
  private static final class Seen {
    private final Set<String> specified = new TreeSet<>();
    private final Set<String> analyzed = new TreeSet<>();
    private final Set<String> run = new TreeSet<>();
    private final Set<String> defined = new TreeSet<>();

    void add(LayerCase layers) {
      Graph graph = layers.graph();
      Set<String> all = new LinkedHashSet<>();
      graph.nodes().forEach(node -> all.addAll(subjects(node.op())));
      if (!specified.addAll(all)) {
        return;
      }
      for (LayerReport layer : Analyzer.analyze(graph, layers.inputs()).layers()) {
        analyzed.addAll(subjects(layer.node().op()));
      }
      List<Extent> extents = layers.inputs().types().stream().map(GeometryTest::extent).toList();
      try (Program program = Program.prepareScalar(graph, extents, Program.Mode.TRACE, 1)) {
        program.load(WEIGHTS);
        program.run(inputs(graph, extents));
        Verification verification = new Verification(program, WEIGHTS, 1, 0);
        for (Node node : graph.nodes()) {
          run.addAll(subjects(node.op()));
          if (verification.verify(node).isAccurate()) {
            defined.addAll(subjects(node.op()));
          }
        }
      }
    }

    private static List<Tensor> inputs(Graph graph, List<Extent> extents) {
      List<Tensor> inputs = new ArrayList<>();
      for (int i = 0; i < extents.size(); i++) {
        Extent extent = extents.get(i);
        inputs.add(
            extent.dtype().isFloating()
                ? Fill.input(graph.inputs().get(i).name(), extent, 1)
                : Tensor.of(
                    extent.dtype(), extent.array(), new long[Math.toIntExact(extent.numel())]));
      }
      return inputs;
    }
  }

  private static final Seen SEEN = seen();

  private static Seen seen() {
    Seen seen = new Seen();
    LayerCase.computed().forEach(seen::add);
    return seen;
  }

  /** An operator, and its kinds. */
  private static List<String> subjects(Op op) {
    String name = op.getClass().getSimpleName();
    List<String> subjects = new ArrayList<>(List.of(name));
    for (RecordComponent component : op.getClass().getRecordComponents()) {
      if (component.getType().isEnum()) {
        try {
          subjects.add(subject(name, component, component.getAccessor().invoke(op)));
        } catch (ReflectiveOperationException e) {
          throw new LinkageError(component.toString(), e);
        }
      }
    }
    return subjects;
  }

  private static String subject(String operator, RecordComponent component, Object constant) {
    return operator + "." + component.getName() + "=" + ((Enum<?>) constant).name();
  }

  /**
   * All that a spec can name, but tensors, which it declares and nothing computes. Other functions
   * of tensors come from files only, and are held to ONNX's own cases.
   */
  static Stream<String> operators() {
    Stream<Class<?>> functions =
        LayerTypes.all().stream()
            .map(type -> type.example().getClass())
            .filter(TensorFunction.class::isAssignableFrom)
            .distinct()
            .map(operator -> operator);
    return Stream.concat(
            Arrays.<Class<?>>stream(Op.class.getPermittedSubclasses())
                .filter(each -> each != FreeTensor.class && each != TensorFunction.class),
            functions)
        .flatMap(operator ->
            Stream.concat(
                Stream.of(operator.getSimpleName()),
                Arrays.stream(operator.getRecordComponents())
                    .filter(component -> component.getType().isEnum())
                    .flatMap(component ->
                        Arrays.stream(component.getType().getEnumConstants())
                            .map(constant ->
                                subject(operator.getSimpleName(), component, constant)))));
  }

  @ParameterizedTest
  @MethodSource("operators")
  void everyOperatorHasANameInTheSpecLanguage(String operator) {
    assertThat(SEEN.specified).contains(operator);
  }

  @ParameterizedTest
  @MethodSource("operators")
  void everyOperatorHasARuleInTheAnalysis(String operator) {
    assertThat(SEEN.analyzed).contains(operator);
  }

  @ParameterizedTest
  @MethodSource("operators")
  void everyOperatorHasAKernel(String operator) {
    assertThat(SEEN.run).contains(operator);
  }

  @ParameterizedTest
  @MethodSource("operators")
  void everyOperatorHasADefinitionThatItsKernelKeepsTo(String operator) {
    assertThat(SEEN.defined).contains(operator);
  }
}
