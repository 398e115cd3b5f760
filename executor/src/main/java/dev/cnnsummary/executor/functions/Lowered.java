package dev.cnnsummary.executor.functions;

import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.op.Op;
import java.util.ArrayList;
import java.util.List;

/**
 * An operator with a kernel that computes the same as a function does of what it is given.
 *
 * @param op the operator
 * @param operands what it takes, of floating-point numbers of up to 32 bits
 * @param weights its weights, likewise
 * @param outputs the types and extents of what the function makes, in the same row-major order
 */
public record Lowered(Op op, List<Tensor> operands, List<Tensor> weights, List<Extent> outputs) {
  /** Copies the lists. */
  public Lowered {
    operands = List.copyOf(operands);
    weights = List.copyOf(weights);
    outputs = List.copyOf(outputs);
  }

  /** What the function makes, of what the kernel has made. */
  public List<Tensor> finished(List<Tensor> made) {
    List<Tensor> finished = new ArrayList<>(made.size());
    for (int i = 0; i < made.size(); i++) {
      finished.add(made.get(i).as(outputs.get(i).dtype()).reshaped(outputs.get(i).array()));
    }
    return finished;
  }
}
