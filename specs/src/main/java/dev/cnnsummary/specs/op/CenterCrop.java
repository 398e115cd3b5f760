package dev.cnnsummary.specs.op;

/**
 * Cuts out the middle of the last two axes; where it is to be larger than they are, zeros surround
 * them (torchvision's {@code center_crop}).
 *
 * @param height the output's last axis but one
 * @param width its last axis
 */
public record CenterCrop(Size height, Size width) implements Op {}
