package dev.cnnsummary.specs.function;

/**
 * {@code alpha·A·B + beta·C} of two matrices and what broadcasts to their product: torch.addmm.
 *
 * @param alpha the factor of the product
 * @param beta the factor of what is added
 * @param transposeLeft whether A is transposed first
 * @param transposeRight whether B is transposed first
 * @param addend whether there is a third operand
 */
public record Addmm(
    double alpha, double beta, boolean transposeLeft, boolean transposeRight, boolean addend)
    implements TensorFunction {}
