package dev.cnnsummary.specs.op;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The transpose of a convolution over one to three spatial axes: PyTorch's ConvTranspose1d,
 * ConvTranspose2d and ConvTranspose3d. Each input element adds a kernel of products to the output,
 * the kernels a stride apart; the padding is cut off the output. Input {@code [N, Cin, spatial…]},
 * output {@code [N, Cout, spatial…]}.
 *
 * @param inChannels input channels; null takes what comes
 * @param outChannels output channels, a multiple of {@code groups}
 * @param window how the kernel of the convolution that this transposes slides over the output
 * @param outputPadding elements added after the last one of each axis, less than its stride or its
 *     dilation
 * @param groups the number of groups that input and output channels are split into
 * @param bias whether an amount is added to each output channel
 * @param outputSize the output's extent per axis, which stands in for {@code outputPadding}; null
 *     where none is asked for
 */
public record TransposedConvolution(
    @Nullable Integer inChannels,
    int outChannels,
    Window window,
    List<Integer> outputPadding,
    int groups,
    boolean bias,
    @Nullable List<Integer> outputSize)
    implements Op {
  /** Copies the lists. */
  public TransposedConvolution {
    outputPadding = List.copyOf(outputPadding);
    outputSize = outputSize == null ? null : List.copyOf(outputSize);
  }

  @Override
  public List<WeightSlot> weights() {
    return WeightSlot.weight(bias);
  }
}
