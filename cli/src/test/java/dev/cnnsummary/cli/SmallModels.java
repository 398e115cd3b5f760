package dev.cnnsummary.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Specs of small networks that have what the zoo's have not. */
final class SmallModels {
  /** A module called twice, one that is frozen, and one that runs in training only. */
  static final String SHARED =
      """
      name: shared
      input: 3x8x8
      layers:
        - stem: {type: Conv2d, out_channels: 4, kernel_size: 3, padding: 1, trainable: false}
        - body:
            layers:
              - conv: {type: Conv2d, out_channels: 4, kernel_size: 3, padding: 1}
              - norm: BatchNorm2d
              - {reuse: conv}
        - aux: {type: Linear, in_features: 10, out_features: 5, training_only: true}
        - head: {type: Conv2d, out_channels: 2, kernel_size: 1}
      """;

  /** Parameters of the model itself and of a module that torchsummary hides. */
  static final String OWN_PARAMETERS =
      """
      name: own
      class: Own
      input: 8
      layers:
        - token: {type: Parameter, shape: [1, 8]}
        - body:
            layers:
              - scale: {type: Parameter, shape: [8]}
              - {type: mul, from: [input, scale]}
              - {type: Linear, out_features: 8}
        - {type: add, from: [body, token]}
      """;

  /** Two inputs, the second of them of integers. */
  static final String TWO_INPUTS =
      """
      name: two
      inputs:
        image: 3x8x8
        mask: {shape: 1x8x8, dtype: u8}
      layers:
        - sum: {type: add, from: [image, mask]}
      """;

  private SmallModels() {}

  /** Writes a spec to a folder. */
  static String file(Path folder, String spec) {
    try {
      return Files.writeString(folder.resolve("model.yaml"), spec).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
