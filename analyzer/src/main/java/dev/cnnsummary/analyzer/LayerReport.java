package dev.cnnsummary.analyzer;

import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.shape.Bindings;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one call of a layer.
 *
 * @param node the call
 * @param inputs the types of its data operands, in order
 * @param outputs the types of what it makes
 * @param params elements of its parameters, repeated where it is called again
 * @param trainableParams those of them that are trained
 * @param buffers elements of its buffers, integer counters apart
 * @param macs multiply-accumulates: one for each kernel tap and output element, padded taps
 *     included, bias excluded
 * @param flops floating-point operations: {@code 2·macs}, bias additions and the elementwise work
 * @param outputBytes size of what it makes, views included
 * @param view whether what it makes shares the memory of its first operand
 * @param assumptions what must hold of the symbols for it
 * @param unknown why nothing is known of what it makes, and its costs are not counted; null where
 *     they are
 */
public record LayerReport(
    Node node,
    List<TensorType> inputs,
    List<TensorType> outputs,
    Dim params,
    Dim trainableParams,
    Dim buffers,
    Dim macs,
    Dim flops,
    Dim outputBytes,
    boolean view,
    List<Assumption> assumptions,
    @Nullable String unknown) {
  /** Copies the lists. */
  public LayerReport {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    assumptions = List.copyOf(assumptions);
  }

  /** The same with some symbols bound; what then holds is assumed no more. */
  LayerReport bind(Bindings bindings) {
    return new LayerReport(
        node,
        inputs.stream().map(type -> type.bind(bindings)).toList(),
        outputs.stream().map(type -> type.bind(bindings)).toList(),
        params.bind(bindings),
        trainableParams.bind(bindings),
        buffers.bind(bindings),
        macs.bind(bindings),
        flops.bind(bindings),
        outputBytes.bind(bindings),
        view,
        assumptions.stream()
            .map(assumption -> assumption.bind(bindings))
            .filter(assumption -> assumption.verdict() == Assumption.Verdict.OPEN)
            .toList(),
        unknown);
  }
}
