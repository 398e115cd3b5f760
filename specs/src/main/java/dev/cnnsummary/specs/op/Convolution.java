package dev.cnnsummary.specs.op;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Convolution (cross-correlation) over one to three spatial axes: PyTorch's Conv1d, Conv2d and
 * Conv3d. Input {@code [N, Cin, spatial…]}, output {@code [N, Cout, spatial…]}.
 *
 * @param inChannels input channels; null takes what comes
 * @param outChannels output channels, a multiple of {@code groups}
 * @param window how the kernel slides
 * @param groups the number of groups that input and output channels are split into
 * @param bias whether an amount is added to each output channel
 * @param paddingMode what the padding holds
 */
public record Convolution(
    @Nullable Integer inChannels,
    int outChannels,
    Window window,
    int groups,
    boolean bias,
    PaddingMode paddingMode)
    implements Op {
  /** What padded elements hold. */
  public enum PaddingMode {
    /** Zero. */
    ZEROS,
    /** The input mirrored at its edge, the edge itself not repeated. */
    REFLECT,
    /** The edge element. */
    REPLICATE,
    /** The input's other end. */
    CIRCULAR;

    /** PyTorch's word for it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public List<WeightSlot> weights() {
    return WeightSlot.weight(bias);
  }
}
