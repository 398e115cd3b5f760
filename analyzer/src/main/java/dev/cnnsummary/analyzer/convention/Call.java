package dev.cnnsummary.analyzer.convention;

import dev.cnnsummary.specs.function.ModuleForm;
import dev.cnnsummary.specs.function.TensorFunction;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call of a layer as another program sees it, of one sample where the batch is a symbol.
 *
 * @param node the call
 * @param inputs the shapes of its data operands
 * @param outputs the shapes of what it makes
 * @param weights the shapes of its weights, in the order of its slots
 * @param macs this program's multiply-accumulates
 */
record Call(Node node, List<Shape> inputs, List<Shape> outputs, List<Shape> weights, Dim macs) {
  /** The same call as one of a module, whose weights are operands here; null where none is so. */
  @Nullable Call ofModule(TensorFunction function) {
    ModuleForm form = ModuleForm.of(function, inputs);
    return form == null
        ? null
        : new Call(form.call(node), form.data(inputs), outputs, form.weights(inputs), macs);
  }

  /** Elements of its first operand. */
  Dim in() {
    return inputs.getFirst().numel();
  }

  /** Elements of the first tensor that it makes. */
  Dim out() {
    return outputs.getFirst().numel();
  }

  /** Multiply-accumulates, and one addition for each output element where there is a bias. */
  Dim withBias(boolean bias) {
    return bias ? macs.plus(out()) : macs;
  }

  /** Whether it is a module, which a program sees that hooks modules. */
  boolean isModule() {
    return node.form() == Node.Form.MODULE;
  }

  /** What a module counts; nothing where it is a function. */
  Dim ofModule(Dim count) {
    return isModule() ? count : Dim.ZERO;
  }

  /** The elements of its first operand but its features: samples, or samples and steps. */
  Dim rows() {
    return inputs.getFirst().with(-1, Dim.ONE).numel();
  }
}
