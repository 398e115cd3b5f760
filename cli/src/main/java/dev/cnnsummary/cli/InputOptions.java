package dev.cnnsummary.cli;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.cli.image.Picture;
import dev.cnnsummary.cli.image.PictureFile;
import dev.cnnsummary.cli.image.Preprocessing;
import dev.cnnsummary.executor.ExecutionException;
import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.executor.weights.NumpyFile;
import dev.cnnsummary.executor.weights.Safetensors;
import dev.cnnsummary.specs.spec.Nearest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a model is run on: arguments of a command. */
final class InputOptions {
  private final Command command;
  private final Argument<@Nullable Path> image;
  private final Argument<@Nullable Integer> resize;
  private final Argument<List<Double>> mean;
  private final Argument<List<Double>> deviation;
  private final Argument<@Nullable Path> file;
  private final Argument<@Nullable Long> seed;

  /** Adds them to a command. */
  InputOptions(Command command) {
    this.command = command;
    image =
        command.option(
            "--image",
            "FILE",
            Path.class,
            "A PNG or JPEG picture: its shorter side is resized, the centre cut out and its colours"
                + " normalised, by default as torchvision's networks for ImageNet expect.");
    resize =
        command.option(
            "--resize",
            "PIXELS",
            Integer.class,
            "What a picture's shorter side becomes. Default: 256 where 224 are cut out.");
    mean =
        command.separated(
            "--mean",
            "NUMBERS",
            Double.class,
            "What is subtracted from each colour, between 0 and 1.");
    deviation =
        command.separated("--std", "NUMBERS", Double.class, "What each colour is divided by then.");
    file =
        command.option(
            "--input-file",
            "FILE",
            Path.class,
            "An array in a .npy file, or a .safetensors file with each input under its name.");
    seed =
        command.option(
            "--input-seed",
            "NUMBER",
            Long.class,
            "An input made from a seed, the same on every machine. Default: 1.");
  }

  /**
   * What was given.
   *
   * @param tensors one for each input
   * @param picture the part of the picture that the network sees; null where it sees none
   */
  record Given(List<Tensor> tensors, @Nullable Picture picture) {
    /** Copies the list. */
    Given {
      tensors = List.copyOf(tensors);
    }
  }

  /** The inputs of a model. */
  Given read(Analysis analysis) {
    Path image = this.image.value();
    Path file = this.file.value();
    Long seed = this.seed.value();
    if ((image == null ? 0 : 1) + (file == null ? 0 : 1) + (seed == null ? 0 : 1) > 1) {
      throw command.refused(
          "an input comes from --image, --input-file or --input-seed: give one of them");
    }
    boolean shaped =
        resize.value() != null || !mean.value().isEmpty() || !deviation.value().isEmpty();
    if (shaped && image == null) {
      throw command.refused("--resize, --mean and --std are for an --image");
    }
    if (image != null) {
      return picture(image, EngineOptions.extents(analysis));
    }
    if (file != null) {
      return new Given(file(file, analysis), null);
    }
    return new Given(SeededInputs.of(analysis, seed == null ? 1 : seed), null);
  }

  private Given picture(Path path, List<Extent> extents) {
    List<Integer> shape = extents.get(0).shape();
    if (extents.size() != 1 || shape.size() != 4 || shape.get(0) != 1) {
      throw command.refused(
          "--image is for a model with one input, one picture: this takes " + extents);
    }
    Preprocessing usual = Preprocessing.imageNet(shape.get(1), shape.get(2), shape.get(3));
    Integer side = resize.value();
    Preprocessing wanted =
        new Preprocessing(
            side == null ? usual.resize() : side,
            usual.height(),
            usual.width(),
            mean.value().isEmpty() ? usual.mean() : mean.value(),
            deviation.value().isEmpty() ? usual.deviation() : deviation.value());
    Picture seen = wanted.crop(PictureFile.read(path));
    return new Given(List.of(wanted.tensor(seen)), seen);
  }

  private static List<Tensor> file(Path path, Analysis analysis) {
    List<Extent> extents = EngineOptions.extents(analysis);
    if (path.toString().endsWith(".npy")) {
      if (extents.size() != 1) {
        throw new ExecutionException(
            path + ": an .npy file is for a model with one input; give a .safetensors file");
      }
      return List.of(fitted(NumpyFile.read(path), extents.get(0), path.toString()));
    }
    List<Tensor> tensors = new ArrayList<>();
    try (Safetensors open = Safetensors.open(path)) {
      for (int i = 0; i < extents.size(); i++) {
        String name = analysis.graph().inputs().get(i).name();
        if (!open.names().contains(name)) {
          throw new ExecutionException(
              path + ": has no '" + name + "'" + Nearest.suggestion(name, open.names()));
        }
        tensors.add(fitted(open.read(name), extents.get(i), path + ": '" + name + "'"));
      }
    }
    return tensors;
  }

  /** A tensor as an input wants it; the batch axis may be missing. */
  private static Tensor fitted(Tensor tensor, Extent wanted, String where) {
    int[] shape = wanted.array();
    boolean sample =
        shape.length > 0
            && shape[0] == 1
            && Arrays.equals(tensor.shape(), Arrays.copyOfRange(shape, 1, shape.length));
    if (tensor.dtype().isFloating() != wanted.dtype().isFloating()
        || !(sample || Arrays.equals(tensor.shape(), shape))) {
      throw new ExecutionException(
          where + " is " + tensor + ", expected " + wanted.dtype().text() + wanted.shape());
    }
    return tensor.reshaped(shape);
  }
}
