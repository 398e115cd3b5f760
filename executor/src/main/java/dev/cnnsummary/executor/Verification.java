package dev.cnnsummary.executor;

import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.kernels.Section;
import dev.cnnsummary.executor.reference.Definition;
import dev.cnnsummary.executor.reference.Definitions;
import dev.cnnsummary.executor.weights.FileConstants;
import dev.cnnsummary.executor.weights.Weights;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.op.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Holds what a traced program has computed against the definitions of its operators: elements of
 * each layer's outputs are computed again, in double precision and from what that layer really got.
 */
public final class Verification {
  /** Rounding to 32 bits changes a number by this part of it at most. */
  private static final double UNIT = 0x1p-24;

  private static final int PARTS = 2 * Runtime.getRuntime().availableProcessors();

  private final Program program;
  private final Weights weights;
  private final int samples;
  private final long seed;

  /**
   * What was found at one layer.
   *
   * @param node the layer
   * @param outputs the extents of what it made
   * @param paramsRead the elements of parameters that its kernel read
   * @param macs multiply-accumulates, counted by walking
   * @param checked how many elements were computed again; 0 where the definition itself has run
   * @param maxError the largest distance of an element from its definition
   * @param bound what that distance may be: {@code 2⁻²⁴·(32 + 8·√terms)} times the largest element
   *     of the output, {@code terms} being how many are summed for an element, and {@code terms} in
   *     the place of eight roots where the weight is one number throughout; of 16-bit numbers
   *     {@code 2⁻¹¹} or {@code 2⁻⁸} more
   */
  public record Layer(
      Node node,
      List<Extent> outputs,
      long paramsRead,
      long macs,
      long checked,
      double maxError,
      double bound) {
    /** Copies the list. */
    public Layer {
      outputs = List.copyOf(outputs);
    }

    /** Whether the numbers are what the definition says. */
    public boolean isAccurate() {
      return maxError <= bound;
    }
  }

  /**
   * A verification.
   *
   * @param program in trace mode, and run
   * @param weights what it was loaded with
   * @param samples how many elements of each output are computed again; {@link Integer#MAX_VALUE}
   *     for all
   * @param seed of the choice of elements
   */
  public Verification(Program program, Weights weights, int samples, long seed) {
    this.program = program;
    this.weights = weights;
    this.samples = samples;
    this.seed = seed;
  }

  /** Verifies one layer. */
  public Layer verify(Node node) {
    Runner.Computation computation = program.computation(node);
    if (computation != null && computation.op() == null) {
      return new Layer(node, outputs(node), program.paramsRead(node), computation.macs(), 0, 0, 0);
    }
    return computation == null
        ? verify(node, node.op(), operands(node), parameters(node))
        : verify(
            node,
            Objects.requireNonNull(computation.op()),
            computation.operands(),
            computation.weights());
  }

  private List<Tensor> operands(Node node) {
    Weights fixed = new FileConstants(program.graph(), weights);
    List<Tensor> operands = new ArrayList<>();
    for (Value input : node.inputs()) {
      operands.add(
          Section.isFixed(input)
              ? fixed.get(input, program.geometry().of(input))
              : program.tensor(input));
    }
    return operands;
  }

  private List<Tensor> parameters(Node node) {
    Weights fixed = new FileConstants(program.graph(), weights);
    List<Tensor> parameters = new ArrayList<>();
    for (Value weight : node.weights()) {
      parameters.add(fixed.get(weight, program.geometry().of(weight)));
    }
    return parameters;
  }

  private List<Extent> outputs(Node node) {
    return node.outputs().stream().map(program.geometry()::of).toList();
  }

  private Layer verify(Node node, Op op, List<Tensor> operands, List<Tensor> parameters) {
    Definition definition = Definitions.of(op, operands, parameters);
    double growth = growth(definition.terms(), parameters);
    double error = 0;
    double bound = 0;
    long checked = 0;
    for (int i = 0; i < node.outputs().size(); i++) {
      Tensor actual = program.tensor(node.outputs().get(i));
      int[] chosen = choose(actual.numel(), node.index());
      checked += chosen.length;
      double worst = worst(op, operands, parameters, i, actual, chosen);
      double allowed = (UNIT * (32 + growth) + rounding(actual)) * largest(actual);
      if (i == 0 || worst - allowed > error - bound) {
        error = worst;
        bound = allowed;
      }
    }
    return new Layer(
        node, outputs(node), program.paramsRead(node), definition.macs(), checked, error, bound);
  }

  /**
   * How errors grow with the terms of a sum: as their root, since they are independent; but as
   * their number where the weight is one number throughout, as all sums are rounded alike then.
   */
  private static double growth(long terms, List<Tensor> parameters) {
    double root = 8 * Math.sqrt((double) terms);
    return !parameters.isEmpty() && isUniform(parameters.getFirst())
        ? Math.max(root, (double) terms)
        : root;
  }

  private static boolean isUniform(Tensor tensor) {
    for (int i = 1; i < tensor.numel(); i++) {
      if (tensor.get(i) != tensor.get(0)) {
        return false;
      }
    }
    return true;
  }

  /** What rounding from 32 bits to a type changes a number by at most, in parts of it. */
  private static double rounding(Tensor tensor) {
    return switch (tensor.dtype()) {
      case F16 -> 0x1p-11;
      case BF16 -> 0x1p-8;
      default -> 0;
    };
  }

  private int[] choose(int elements, int layer) {
    if (samples >= elements) {
      return IntStream.range(0, elements).toArray();
    }
    SplittableRandom random = new SplittableRandom(seed + layer);
    return random.ints(0, elements).distinct().limit(samples).toArray();
  }

  /** Definitions may remember what they computed, so each part has one of its own. */
  private static double worst(
      Op op,
      List<Tensor> operands,
      List<Tensor> parameters,
      int output,
      Tensor actual,
      int[] chosen) {
    int parts = chosen.length > 10_000 ? PARTS : 1;
    return IntStream.range(0, parts)
        .parallel()
        .mapToDouble(part -> {
          Definition definition = Definitions.of(op, operands, parameters);
          int from = (int) ((long) part * chosen.length / parts);
          int to = (int) ((part + 1L) * chosen.length / parts);
          double worst = 0;
          for (int i = from; i < to; i++) {
            double expected = definition.at(output, chosen[i]);
            worst = Math.max(worst, distance(expected, actual.get(chosen[i])));
          }
          return worst;
        })
        .max()
        .orElse(0);
  }

  private static double distance(double expected, double actual) {
    if (Double.isNaN(expected) && Double.isNaN(actual)) {
      return 0;
    }
    if (expected == actual) {
      return 0;
    }
    double distance = Math.abs(expected - actual);
    return Double.isNaN(distance) ? Double.POSITIVE_INFINITY : distance;
  }

  /** The largest finite element. */
  private static double largest(Tensor tensor) {
    double largest = 0;
    for (int i = 0; i < tensor.numel(); i++) {
      double magnitude = Math.abs(tensor.get(i));
      if (magnitude > largest && magnitude < Double.POSITIVE_INFINITY) {
        largest = magnitude;
      }
    }
    return largest;
  }

  /**
   * How far outputs are from others, in parts of the largest of these: what two ways to run a
   * network differ by.
   */
  public static double difference(List<Tensor> outputs, List<Tensor> others) {
    double worst = 0;
    for (int i = 0; i < outputs.size(); i++) {
      Tensor one = outputs.get(i);
      Tensor other = others.get(i);
      double scale = Math.max(largest(other), Double.MIN_NORMAL);
      for (int j = 0; j < one.numel(); j++) {
        worst = Math.max(worst, distance(other.get(j), one.get(j)) / scale);
      }
    }
    return worst;
  }
}
