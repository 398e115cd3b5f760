package dev.cnnsummary.specs.function;

/**
 * The grid that an affine map makes: torch.nn.functional.affine_grid. Operands: {@code [N, axes,
 * axes+1]} and the shape of what is sampled for.
 *
 * @param alignCorners as for {@link GridSample}
 */
public record AffineGrid(boolean alignCorners) implements TensorFunction {}
