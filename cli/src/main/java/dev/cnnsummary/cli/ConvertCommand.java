package dev.cnnsummary.cli;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.Analyzer;
import dev.cnnsummary.analyzer.ModelInputs;
import dev.cnnsummary.analyzer.convert.Conversion;
import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.executor.weights.SafetensorsWriter;
import dev.cnnsummary.executor.weights.StoredWeights;
import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.Models;
import dev.cnnsummary.specs.Problem;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.Bindings;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.spec.Source;
import dev.cnnsummary.specs.spec.SpecFile;
import dev.cnnsummary.specs.spec.SpecWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code cnnsummary convert m.onnx}: an ONNX file as a spec. */
final class ConvertCommand extends Command {
  private final Argument<String> model = add(parameter("FILE", "1", "A path to .onnx.").build());
  private final Argument<@Nullable Path> output =
      add(
          option(Path.class, "-o", "--output")
              .paramLabel("FILE")
              .description(
                  "The spec to write, .yaml or .json, which is replaced as a whole. Without it"
                      + " standard output, as YAML.")
              .build());
  private final Argument<@Nullable Path> weightsOut =
      option(
          "--weights-out",
          "FILE",
          Path.class,
          "Writes the file's weights to a .safetensors file, by the names that the spec gives"
              + " them.");

  ConvertCommand() {
    super(
        "convert",
        "Writes the network of an ONNX file as a spec, in YAML or JSON. Every layer that the spec"
            + " language has no words for is named.");
    usage().parameterListHeading("%n");
  }

  @Override
  public Integer call() {
    String name = model.value();
    Path file = output.value();
    Path weightsFile = weightsOut.value();
    if (!Models.isOnnx(name)) {
      throw refused("convert: expected a path to .onnx, got '" + name + "'");
    }
    Analysis analysis = Analyzer.analyze(Models.load(name));
    Conversion conversion = Conversion.of(analysis);
    boolean json = file != null && file.toString().endsWith(".json");
    String text = text(conversion.graph(), json);
    check(text, analysis);
    if (weightsFile != null) {
      writeWeights(conversion.graph(), weightsFile);
    }
    Output.write(text, file, out());
    return 0;
  }

  private String text(Graph graph, boolean json) {
    try {
      return json ? SpecWriter.toJson(graph) : SpecWriter.toYaml(graph);
    } catch (IllegalArgumentException e) {
      throw invalid(String.valueOf(e.getMessage()));
    }
  }

  /** Reads the spec again: what it says must be what the file says. */
  private void check(String text, Analysis file) {
    Graph graph = SpecFile.read(new Source("converted", text)).expand(null, Map.of());
    Analysis written = Analyzer.analyze(graph);
    if (file.inputs().batch().isConstant()) {
      written = written.bind(Bindings.of(ModelInputs.BATCH, file.inputs().batch().value()));
    }
    List<Shape> shapes = written.outputs().stream().map(type -> type.shape()).toList();
    List<Shape> expected =
        file.bind(file.inputs().sample()).outputs().stream().map(type -> type.shape()).toList();
    Analysis sample = written.bind(written.inputs().sample());
    List<Shape> one = sample.outputs().stream().map(type -> type.shape()).toList();
    if (!one.equals(expected)) {
      throw invalid("as a spec it would put out " + shapes + " instead of " + expected);
    }
  }

  private InvalidSpecException invalid(String message) {
    return new InvalidSpecException(List.of(new Problem(null, "", model.value() + ": " + message)));
  }

  private static void writeWeights(Graph graph, Path file) {
    Map<String, Extent> extents = new LinkedHashMap<>();
    Map<String, Literal> literals = new LinkedHashMap<>();
    for (Value weight : graph.weights()) {
      Literal literal = Objects.requireNonNull(graph.literal(weight), weight::name);
      DType dtype = literal.dtype().isFloating() ? DType.F32 : literal.dtype();
      extents.put(
          weight.name(),
          new Extent(dtype, literal.shape().stream().map(Math::toIntExact).toList()));
      literals.put(weight.name(), literal);
    }
    SafetensorsWriter.write(
        file,
        extents,
        name -> {
          Tensor tensor = StoredWeights.tensor(Objects.requireNonNull(literals.get(name), name));
          return tensor.dtype().isFloating() ? tensor.as(DType.F32) : tensor;
        });
  }
}
