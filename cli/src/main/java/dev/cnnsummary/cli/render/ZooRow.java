package dev.cnnsummary.cli.render;

/**
 * A model of the zoo in a list.
 *
 * @param model its name
 * @param family what its variants have in common
 * @param params its parameters
 * @param macs multiply-accumulates on its default input, of one sample
 * @param input its default input without the batch, as {@code --input} takes it
 * @param source where it comes from
 */
public record ZooRow(
    String model, String family, long params, long macs, String input, String source) {}
