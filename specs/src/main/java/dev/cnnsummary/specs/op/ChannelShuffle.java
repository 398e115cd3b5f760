package dev.cnnsummary.specs.op;

/**
 * Deals out the channels of {@code [N, C, *]}: the first of each group, then the second of each.
 *
 * @param groups the number of groups of neighbouring channels, at least 1
 */
public record ChannelShuffle(int groups) implements Op {}
