package dev.cnnsummary.specs.function;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Transposed convolution whose weight is an operand {@code [Cin, Cout/groups, kernel…]}:
 * torch.nn.functional.conv_transpose2d.
 *
 * @param sliding how the kernel of the convolution that this transposes slides
 * @param groups the number of groups that channels are split into
 * @param bias whether an amount is added to each output channel
 * @param outputPadding elements added after the last one of each axis; empty for none
 * @param outputShape the output's spatial extents, which the padding then follows; null where they
 *     follow
 */
public record FunctionalTransposedConvolution(
    Sliding sliding,
    int groups,
    boolean bias,
    List<Integer> outputPadding,
    @Nullable List<Integer> outputShape)
    implements TensorFunction {
  /** Copies the lists. */
  public FunctionalTransposedConvolution {
    outputPadding = List.copyOf(outputPadding);
    outputShape = outputShape == null ? null : List.copyOf(outputShape);
  }
}
