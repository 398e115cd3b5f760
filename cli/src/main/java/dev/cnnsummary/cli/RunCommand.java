package dev.cnnsummary.cli;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.cli.image.ClassActivationMap;
import dev.cnnsummary.cli.image.ClassActivationSource;
import dev.cnnsummary.cli.image.FeatureMaps;
import dev.cnnsummary.cli.image.Picture;
import dev.cnnsummary.cli.image.PictureFile;
import dev.cnnsummary.cli.render.RunResult;
import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Program;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.executor.weights.SafetensorsWriter;
import dev.cnnsummary.executor.weights.Weights;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.spec.Nearest;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code cnnsummary run MODEL}: what a network answers. */
final class RunCommand extends Command {
  /** A grid of feature maps has so many rows and columns at most. */
  private static final int GRID = 16;

  private final ModelOptions model = new ModelOptions(this);
  private final EngineOptions engine = new EngineOptions(this);
  private final InputOptions input = new InputOptions(this);
  private final Argument<@Nullable Path> labels =
      option("--labels", "FILE", Path.class, "The names of the classes, one in each line.");
  private final Argument<Integer> top =
      option(
          "--top",
          "COUNT",
          Integer.class,
          5,
          "How many classes are shown, the likeliest first. Default: ${DEFAULT-VALUE}.");
  private final Argument<@Nullable Path> dump =
      option(
          "--dump",
          "FILE",
          Path.class,
          "Writes every layer's output to a .safetensors file, under its path.");
  private final Argument<@Nullable Path> saveWeights =
      option(
          "--save-weights",
          "FILE",
          Path.class,
          "Writes the weights to a .safetensors file, under their state_dict names.");
  private final Argument<List<String>> map =
      add(
          options(String.class, "--save-map")
              .arity("2")
              .paramLabel("LAYER FILE")
              .hideParamSyntax(true)
              .description(
                  "LAYER FILE: draws the feature maps of a layer, one tile each, to a PNG file.")
              .build());
  private final Argument<@Nullable Path> cam =
      option(
          "--cam",
          "FILE",
          Path.class,
          "Draws where in the picture the likeliest class was seen, to a PNG file; for networks"
              + " that end in global average pooling and a linear layer.");
  private final Argument<TableFormat> format = format(TableFormat.TEXT);
  private final Argument<@Nullable Path> output = output();

  RunCommand() {
    super("run", "Runs a model on a picture, a file of numbers, or an input made from a seed.");
  }

  @Override
  public Integer call() {
    int top = this.top.value();
    if (top < 1) {
      throw refused("--top: expected a number of at least 1, got " + top);
    }
    Analysis analysis = model.given().concreteAnalysis();
    Path labels = this.labels.value();
    List<String> names = labels == null ? List.of() : Labels.read(labels);
    List<String> map = this.map.value();
    Path dump = this.dump.value();
    Path saveWeights = this.saveWeights.value();
    Path cam = this.cam.value();
    boolean all = dump != null || !map.isEmpty() || cam != null;
    Node mapped = map.isEmpty() ? null : layer(analysis.graph(), map.get(0));
    try (Program program = engine.prepare(analysis, all ? Program.Mode.TRACE : Program.Mode.FAST);
        EngineOptions.Source source = engine.weights(analysis.graph(), program.geometry())) {
      InputOptions.Given given = input.read(analysis);
      program.load(source.weights());
      List<Tensor> outputs = program.run(given.tensors());
      ClassActivationSource seen =
          cam == null
              ? null
              : ClassActivationSource.of(
                  analysis.graph(), value -> program.geometry().of(value).shape());
      RunResult result = new RunResult(analysis.graph(), outputs, names, top);
      if (saveWeights != null) {
        SafetensorsWriter.write(
            saveWeights, analysis.graph(), program.geometry(), source.weights());
      }
      if (dump != null) {
        dump(analysis.graph(), program, dump);
      }
      if (mapped != null) {
        Tensor maps = program.tensor(mapped.outputs().get(0));
        PictureFile.write(FeatureMaps.draw(maps, GRID), Path.of(map.get(1)));
      }
      if (seen != null && cam != null) {
        draw(seen, program, source.weights(), given, outputs.get(0), cam);
      }
      Output.write(
          format.value() == TableFormat.JSON ? result.json() : result.text(),
          output.value(),
          out());
    }
    return 0;
  }

  /** A layer by the name that a dump gives it, or the last one of a container. */
  private Node layer(Graph graph, String name) {
    Node found = null;
    for (Node node : graph.nodes()) {
      if (name(node).equals(name)) {
        return node;
      }
      if (node.path().text().startsWith(name + ".")) {
        found = node;
      }
    }
    if (found == null) {
      List<String> names = graph.nodes().stream().map(RunCommand::name).toList();
      String suggestion = Nearest.suggestion(name, names);
      throw refused("--save-map: " + graph.name() + " has no layer '" + name + "'" + suggestion);
    }
    return found;
  }

  /** A layer's path; of a later call with its number. */
  private static String name(Node node) {
    return node.path().text() + (node.call() > 1 ? "/" + node.call() : "");
  }

  private static void draw(
      ClassActivationSource source,
      Program program,
      Weights weights,
      InputOptions.Given given,
      Tensor logits,
      Path file) {
    Value matrix = source.weight();
    ClassActivationMap seen =
        ClassActivationMap.of(
            program.tensor(source.features()),
            matrix == null ? null : weights.get(matrix, program.geometry().of(matrix)),
            RunResult.greatest(logits));
    Picture picture =
        given.picture() == null ? Picture.of(given.tensors().get(0)) : given.picture();
    PictureFile.write(seen.over(picture), file);
  }

  /** The first output of a layer under its path, others and later calls with a number. */
  private static void dump(Graph graph, Program program, Path file) {
    Map<String, Extent> extents = new LinkedHashMap<>();
    Map<String, Value> values = new LinkedHashMap<>();
    for (Node node : graph.nodes()) {
      for (int i = 0; i < node.outputs().size(); i++) {
        String name = name(node) + (i > 0 ? "[" + i + "]" : "");
        Value value = node.outputs().get(i);
        extents.put(name, program.geometry().of(value));
        values.put(name, value);
      }
    }
    SafetensorsWriter.write(
        file, extents, name -> program.tensor(Objects.requireNonNull(values.get(name))));
  }
}
