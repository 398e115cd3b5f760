package dev.cnnsummary.specs.op;

/**
 * Attention within windows of {@code [N, H, W, C]}, as torchvision's shifted_window_attention: the
 * input is padded with zeros to whole windows, windows are moved by a shift and attend to what lies
 * in them side by side, several heads each, and what was padded is cut off again.
 *
 * <p>Operands are the input, the weights of the projections to query, key and value {@code [3C, C]}
 * and back {@code [C, C]}, what is added to each head's weights {@code [1, heads, A, A]} for the
 * {@code A} places of a window, and perhaps the projections' biases {@code [3C]} and {@code [C]}
 * and the logarithms of the heads' scales {@code [heads, 1, 1]}. With these, query and key are
 * normalized before they are multiplied (Swin Transformer V2), and the key has no bias.
 *
 * @param windowHeight rows of a window
 * @param windowWidth columns of a window
 * @param numHeads heads that the features are split into
 * @param shiftHeight rows that windows are moved by, where there are several one below another
 * @param shiftWidth columns that windows are moved by, where there are several side by side
 * @param attentionDropout the probability that a weight is zeroed in training
 * @param dropout the probability that an element of the result is zeroed in training
 */
public record ShiftedWindowAttention(
    int windowHeight,
    int windowWidth,
    int numHeads,
    int shiftHeight,
    int shiftWidth,
    double attentionDropout,
    double dropout)
    implements Op {
  /** The number of the operand that is the bias of query, key and value, if there is one. */
  public static final int QKV_BIAS = 4;

  /** The number of the operand that is the bias of the projection back, if there is one. */
  public static final int PROJ_BIAS = 5;

  /** The number of the operand that is the logarithms of the scales, if there is one. */
  public static final int LOGIT_SCALE = 6;

  /** The places of a window. */
  public int places() {
    return Math.multiplyExact(windowHeight, windowWidth);
  }
}
