package dev.cnnsummary.executor.kernels;

/**
 * Some pixels of a block: counts along three axes and the steps between neighbours, in elements.
 */
public record Box(int depth, int height, int width, int planeStep, int rowStep, int pixelStep) {}
