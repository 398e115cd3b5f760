/**
 * Pictures as inputs of a network and pictures of what it computes. Start with {@link
 * dev.cnnsummary.cli.image.Preprocessing} and {@link dev.cnnsummary.cli.image.FeatureMaps}.
 */
package dev.cnnsummary.cli.image;
