package dev.cnnsummary.specs.op;

import dev.cnnsummary.specs.function.TensorFunction;
import java.util.List;

/**
 * What one node computes, without its operands: their shapes and values belong to a graph.
 *
 * <p>Operators that share shape rule, cost rule and weights share a record and differ by an enum.
 * Each meaning (shape, cost, kernel …) is one exhaustive switch over the permitted records.
 */
public sealed interface Op
    permits Activation,
        AdaptivePool,
        BatchNorm,
        Bilinear,
        CenterCrop,
        ChannelShuffle,
        Chunk,
        Concat,
        Contiguous,
        Convolution,
        Dropout,
        Elementwise,
        Embedding,
        Expand,
        Flatten,
        FreeTensor,
        Glu,
        GroupNorm,
        Identity,
        IndexSelect,
        InstanceNorm,
        Interpolate,
        LayerNorm,
        Linear,
        LocalResponseNorm,
        LpPool,
        MatMul,
        MaxUnpool,
        MultiheadAttention,
        Narrow,
        PRelu,
        Pad,
        Permute,
        PixelShuffle,
        Pool,
        Recurrent,
        Reduce,
        Reshape,
        Roll,
        ScaledDotProductAttention,
        Select,
        ShiftedWindowAttention,
        Slice,
        Softmax,
        Split,
        Squeeze,
        Stack,
        TensorFunction,
        Transpose,
        TransposedConvolution,
        Unflatten,
        Unsqueeze {

  /**
   * The parameters and buffers that a module of this operator registers, in PyTorch's state_dict
   * order. A node has one operand for each.
   */
  default List<WeightSlot> weights() {
    return List.of();
  }

  /** The number of tensors it makes. */
  default int outputs() {
    return 1;
  }
}
