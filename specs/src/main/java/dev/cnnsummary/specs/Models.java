package dev.cnnsummary.specs;

import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.onnx.OnnxFile;
import dev.cnnsummary.specs.spec.Source;
import dev.cnnsummary.specs.spec.SpecFile;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Loads models: by a name of the zoo, from a file, or from standard input. */
public final class Models {
  private static final Pattern FILE = Pattern.compile(".*\\.(yaml|yml|json|onnx)|.*[/\\\\].*");

  private Models() {}

  /**
   * Loads a model with its parameters at their defaults.
   *
   * @param model a name of the zoo, a path to a spec or ONNX file, or {@code -} for a spec on
   *     standard input
   * @throws InvalidSpecException with every fault that was found
   */
  public static Graph load(String model) {
    return load(model, null, Map.of());
  }

  /**
   * Loads a model.
   *
   * @param model a name of the zoo, a path to a spec or ONNX file, or {@code -} for a spec on
   *     standard input
   * @param preset the variant of a family; null for the one that a zoo name means, or for none
   * @param settings values of parameters, over those of the preset
   * @throws InvalidSpecException with every fault that was found
   */
  public static Graph load(String model, @Nullable String preset, Map<String, String> settings) {
    if (isOnnx(model)) {
      return onnx(model, preset, settings);
    }
    SpecFile spec = SpecFile.read(source(model));
    String variant = preset == null && spec.presets().contains(model) ? model : preset;
    return spec.expand(variant, settings);
  }

  /** Whether a model is an ONNX file, by its name. */
  public static boolean isOnnx(String model) {
    return model.endsWith(".onnx") && FILE.matcher(model).matches();
  }

  private static Graph onnx(String model, @Nullable String preset, Map<String, String> settings) {
    if (preset != null || !settings.isEmpty()) {
      throw refused(model + ": an ONNX file has no presets and no parameters to set");
    }
    return OnnxFile.read(path(model)).graph();
  }

  private static Path path(String model) {
    try {
      return Path.of(model);
    } catch (InvalidPathException _) {
      throw refused("'" + model.replace('\0', '?') + "' is not a path");
    }
  }

  /**
   * The text of a model's spec.
   *
   * @param model as for {@link #load(String)}
   * @throws InvalidSpecException if there is no such model or it cannot be read
   */
  public static Source source(String model) {
    if (model.equals("-")) {
      return standardInput();
    }
    if (Zoo.contains(model)) {
      return Zoo.source(model);
    }
    if (!FILE.matcher(model).matches()) {
      throw refused(
          "there is no model '"
              + model
              + "' in the zoo"
              + Zoo.suggestion(model)
              + "; a file is given as a path to .yaml, .yml, .json or .onnx");
    }
    if (isOnnx(model)) {
      throw refused(model + ": an ONNX file is no spec and has no text");
    }
    return Source.of(path(model));
  }

  /** The names of the zoo's models, family by family. */
  public static List<String> zoo() {
    return zooModels().stream().map(ZooModel::name).toList();
  }

  /** The zoo's models, family by family. */
  public static List<ZooModel> zooModels() {
    return Zoo.models();
  }

  private static Source standardInput() {
    try {
      return Source.read("<stdin>", System.in);
    } catch (IOException e) {
      throw refused("standard input cannot be read: " + e.getMessage());
    }
  }

  private static InvalidSpecException refused(String message) {
    return new InvalidSpecException(List.of(new Problem(null, "", message)));
  }
}
