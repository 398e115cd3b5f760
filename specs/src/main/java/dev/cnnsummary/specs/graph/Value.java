package dev.cnnsummary.specs.graph;

import dev.cnnsummary.specs.op.Formula;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Shape;
import org.jspecify.annotations.Nullable;

/**
 * A tensor of a graph: an input, what a node puts out, or a weight. Sharing a weight is two nodes
 * taking the same value.
 *
 * @param index its number in the graph, from 0 without gaps
 * @param name an input's name, a weight's state_dict name, or the path of the node that makes it
 * @param kind where it comes from
 * @param dtype the type of its elements as declared; null for what a node derives
 * @param shape its shape where it is declared, an input's without the batch axis unless the graph
 *     {@linkplain Graph#wholeInputs() declares whole inputs}; null where analysis states it
 * @param trainable whether training changes it; false for all but parameters
 * @param formula what a buffer is constructed with, whatever else is random; null where that is not
 *     said
 */
public record Value(
    int index,
    String name,
    Kind kind,
    @Nullable DType dtype,
    @Nullable Shape shape,
    boolean trainable,
    @Nullable Formula formula) {
  /** One that nothing says the numbers of. */
  public Value(
      int index,
      String name,
      Kind kind,
      @Nullable DType dtype,
      @Nullable Shape shape,
      boolean trainable) {
    this(index, name, kind, dtype, shape, trainable, null);
  }

  /** Where a value comes from. */
  public enum Kind {
    /** Given to the model. */
    INPUT,
    /** Put out by a node. */
    ACTIVATION,
    /** A learnable weight. */
    PARAMETER,
    /** A weight that is not learned. */
    BUFFER,
    /** A tensor that the model's file fixes and that is no weight, such as a shape. */
    CONSTANT
  }

  /** Whether it is a parameter or a buffer. */
  public boolean isWeight() {
    return kind == Kind.PARAMETER || kind == Kind.BUFFER;
  }
}
