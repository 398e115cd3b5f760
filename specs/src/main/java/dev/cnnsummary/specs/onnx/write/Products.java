package dev.cnnsummary.specs.onnx.write;

import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.op.Bilinear;
import dev.cnnsummary.specs.op.Embedding;
import dev.cnnsummary.specs.op.Linear;
import dev.cnnsummary.specs.op.ScaledDotProductAttention;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Products of matrices, and looking up rows. */
final class Products {
  private Products() {}

  static void linear(Linear linear, Emitter emitter) {
    emitter.requireFloats();
    String bias = linear.bias() ? emitter.weight(1) : null;
    if (emitter.rank() != 2) {
      emitter.put(0, projected(emitter.input(0), emitter.weight(0), bias, emitter));
      return;
    }
    List<String> inputs = new ArrayList<>(List.of(emitter.input(0), emitter.weight(0)));
    if (bias != null) {
      inputs.add(bias);
    }
    emitter.put(0, emitter.add("Gemm", inputs, Attributes.flag("transB", true)));
  }

  /** An affine map of the last axis; the matrix is as PyTorch has it, {@code [out, in]}. */
  static String projected(String input, String matrix, @Nullable String bias, Emitter emitter) {
    String product = emitter.add("MatMul", List.of(input, emitter.transposed(matrix)));
    return bias == null ? product : emitter.add("Add", List.of(product, bias));
  }

  static void bilinear(Bilinear bilinear, Emitter emitter) {
    emitter.requireFloats();
    String product =
        emitter.add(
            "Einsum",
            List.of(emitter.input(0), emitter.weight(0), emitter.input(1)),
            Attributes.text("equation", "...i,oij,...j->...o"));
    emitter.put(
        0, bilinear.bias() ? emitter.add("Add", List.of(product, emitter.weight(1))) : product);
  }

  static void embedding(Embedding embedding, Emitter emitter) {
    if (embedding.maxNorm() != null) {
      throw new NoForm("max_norm, which scales rows while they are looked up");
    }
    emitter.put(
        0,
        emitter.add(
            "Gather", List.of(emitter.weight(0), emitter.input(0)), Attributes.integer("axis", 0)));
  }

  static void matMul(Emitter emitter) {
    emitter.put(0, emitter.add("MatMul", List.of(emitter.input(0), emitter.input(1))));
  }

  static void attention(ScaledDotProductAttention attention, Emitter emitter) {
    Shape query = emitter.shape(0);
    double scale =
        attention.scale() == null
            ? 1 / Math.sqrt((double) Emitter.number(query.dim(-1), "the number of features"))
            : attention.scale();
    int rank = emitter.shape(1).rank();
    List<Integer> order = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
    order.set(rank - 1, rank - 2);
    order.set(rank - 2, rank - 1);
    String keys = emitter.transpose(emitter.input(1), order);
    String scaled = emitter.add("Mul", List.of(emitter.input(0), emitter.scalar(scale)));
    String scores = emitter.add("MatMul", List.of(scaled, keys));
    if (emitter.operands() > 3) {
      scores = masked(scores, emitter);
    }
    if (attention.causal()) {
      scores = emitter.add("Add", List.of(scores, causal(emitter)));
    }
    String weights = emitter.add("Softmax", List.of(scores), Attributes.integer("axis", -1));
    emitter.put(0, emitter.add("MatMul", List.of(weights, emitter.input(2))));
  }

  private static String masked(String scores, Emitter emitter) {
    String mask = emitter.input(3);
    return emitter.type(3).dtype() == DType.BOOL
        ? emitter.add("Where", List.of(mask, scores, emitter.scalar(Double.NEGATIVE_INFINITY)))
        : emitter.add("Add", List.of(scores, mask));
  }

  private static String causal(Emitter emitter) {
    int rows = Math.toIntExact(Emitter.number(emitter.shape(0).dim(-2), "the query's length"));
    int columns = Math.toIntExact(Emitter.number(emitter.shape(1).dim(-2), "the key's length"));
    float[] mask = new float[Math.multiplyExact(rows, columns)];
    for (int row = 0; row < rows; row++) {
      for (int column = row + 1; column < columns; column++) {
        mask[row * columns + column] = Float.NEGATIVE_INFINITY;
      }
    }
    Literal literal = Numbers.floats(List.of((long) rows, (long) columns), mask);
    return emitter.constant(literal);
  }
}
