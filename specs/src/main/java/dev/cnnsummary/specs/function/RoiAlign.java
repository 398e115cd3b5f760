package dev.cnnsummary.specs.function;

/**
 * Pools regions of an image to one size, by bilinear samples: torchvision's roi_align. Operands:
 * {@code [N, C, H, W]}, regions {@code [R, 4]} as x and y of two corners, and for each region the
 * number of its image.
 *
 * @param max whether it takes the greatest sample; otherwise their mean
 * @param aligned whether regions are moved by half a pixel
 * @param height rows of what a region becomes
 * @param width its columns
 * @param samplingRatio samples along each axis of a bin; 0 for as many as the region has pixels
 *     there
 * @param spatialScale what regions are multiplied by
 */
public record RoiAlign(
    boolean max, boolean aligned, int height, int width, int samplingRatio, double spatialScale)
    implements TensorFunction {}
