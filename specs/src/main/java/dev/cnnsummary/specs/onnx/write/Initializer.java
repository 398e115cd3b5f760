package dev.cnnsummary.specs.onnx.write;

import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.DType;
import java.util.List;
import java.util.function.Function;

/**
 * A tensor that the file holds. Its numbers are made when it is written, and then let go.
 *
 * @param name its name, a weight's state_dict name
 * @param dtype the type of its elements
 * @param shape its extents
 * @param source makes its numbers
 */
record Initializer(String name, DType dtype, List<Long> shape, Source source) {
  /** Makes numbers. */
  interface Source {
    /**
     * The numbers.
     *
     * @param weights hands out those of the network's weights
     */
    Literal numbers(Function<Value, Literal> weights);
  }

  /** Copies the list. */
  Initializer {
    shape = List.copyOf(shape);
  }

  /** The bytes of its elements. */
  long bytes() {
    long product = dtype.bytes();
    for (long extent : shape) {
      product = Math.multiplyExact(product, extent);
    }
    return product;
  }

  /** The numbers, of the type and shape that were announced. */
  Literal numbers(Function<Value, Literal> weights) {
    Literal numbers = source.numbers(weights);
    if (numbers.dtype() != dtype || !numbers.shape().equals(shape)) {
      throw new IllegalStateException(
          name + " was announced as " + dtype.text() + shape + " and is " + numbers);
    }
    return numbers;
  }
}
