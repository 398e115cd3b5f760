package dev.cnnsummary.specs.function;

/**
 * Chooses boxes by descending score that overlap none chosen before. Operands: boxes {@code [N, B,
 * 4]}, scores {@code [N, classes, B]}, then the scalars that there are. Output: {@code [chosen,
 * 3]}, image, class and box of each.
 *
 * @param centered whether boxes are a centre and a size; otherwise y and x of two corners
 * @param maxBoxes whether an operand tells how many are chosen per class at most
 * @param iouThreshold whether an operand tells how much chosen ones may overlap
 * @param scoreThreshold whether an operand tells the least score
 */
public record NonMaxSuppression(
    boolean centered, boolean maxBoxes, boolean iouThreshold, boolean scoreThreshold)
    implements TensorFunction {}
