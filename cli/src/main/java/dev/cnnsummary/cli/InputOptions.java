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
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a model is run on. */
final class InputOptions {
  @Option(
      names = "--image",
      paramLabel = "FILE",
      description =
          "A PNG or JPEG picture: its shorter side is resized, the centre cut out and its colours"
              + " normalised, by default as torchvision's networks for ImageNet expect.")
  private @Nullable Path image;

  @Option(
      names = "--resize",
      paramLabel = "PIXELS",
      description = "What a picture's shorter side becomes. Default: 256 where 224 are cut out.")
  private @Nullable Integer resize;

  @Option(
      names = "--mean",
      paramLabel = "NUMBERS",
      split = ",",
      description = "What is subtracted from each colour, between 0 and 1.")
  private List<Double> mean = List.of();

  @Option(
      names = "--std",
      paramLabel = "NUMBERS",
      split = ",",
      description = "What each colour is divided by then.")
  private List<Double> deviation = List.of();

  @Option(
      names = "--input-file",
      paramLabel = "FILE",
      description =
          "An array in a .npy file, or a .safetensors file with each input under its name.")
  private @Nullable Path file;

  @Option(
      names = "--input-seed",
      paramLabel = "NUMBER",
      description = "An input made from a seed, the same on every machine. Default: 1.")
  private @Nullable Long seed;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

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
    if ((image == null ? 0 : 1) + (file == null ? 0 : 1) + (seed == null ? 0 : 1) > 1) {
      throw refused("an input comes from --image, --input-file or --input-seed: give one of them");
    }
    boolean shaped = resize != null || !mean.isEmpty() || !deviation.isEmpty();
    if (shaped && image == null) {
      throw refused("--resize, --mean and --std are for an --image");
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
      throw refused("--image is for a model with one input, one picture: this takes " + extents);
    }
    Preprocessing usual = Preprocessing.imageNet(shape.get(1), shape.get(2), shape.get(3));
    Preprocessing wanted =
        new Preprocessing(
            resize == null ? usual.resize() : resize,
            usual.height(),
            usual.width(),
            mean.isEmpty() ? usual.mean() : mean,
            deviation.isEmpty() ? usual.deviation() : deviation);
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

  private ParameterException refused(String message) {
    return new ParameterException(Objects.requireNonNull(command).commandLine(), message);
  }
}
