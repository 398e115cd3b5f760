package dev.cnnsummary.cli;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.Analyzer;
import dev.cnnsummary.analyzer.ModelInputs;
import dev.cnnsummary.analyzer.WeightReport;
import dev.cnnsummary.executor.Geometry;
import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.executor.weights.Literals;
import dev.cnnsummary.executor.weights.Weights;
import dev.cnnsummary.executor.weights.WholeFile;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.onnx.write.OnnxExport;
import dev.cnnsummary.specs.shape.Bindings;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

/** {@code cnnsummary export MODEL}: a network as an ONNX file. */
final class ExportCommand extends Command {
  private static final int BUFFER = 1 << 20;

  private final Argument<Path> output =
      add(
          option(Path.class, "-o", "--output")
              .required(true)
              .paramLabel("FILE")
              .description("The file to write, which is replaced as a whole.")
              .build());
  private final ModelOptions model = new ModelOptions(this);
  private final Argument<Integer> opset =
      option(
          "--opset",
          "NUMBER",
          Integer.class,
          OnnxExport.DEFAULT_OPSET,
          "The version of ONNX's operators, from "
              + OnnxExport.OLDEST_OPSET
              + " to "
              + OnnxExport.NEWEST_OPSET
              + ". Default: ${DEFAULT-VALUE}.");
  private final Argument<Boolean> dynamicBatch =
      flag(
          "--dynamic-batch",
          "Declares the batch as a size that is open, N, instead of 1 or what --batch says.");
  private final Argument<Boolean> externalData =
      flag(
          "--external-data",
          "Writes the weights into a second file beside the first, FILE.data. Done anyway where"
              + " they have more than 2 GiB, which is all that one file can hold.");
  private final Argument<Boolean> simplify =
      flag(
          "--simplify",
          "Computes constants beforehand, makes batch normalisation a part of the convolution"
              + " before it, and leaves out what changes nothing, such as Dropout. Then runs both"
              + " and says how far their outputs are apart.");
  private final EngineOptions engine = new EngineOptions(this);

  ExportCommand() {
    super(
        "export",
        "Writes a model as an ONNX file, named as PyTorch's exporter names its nodes and weights.");
  }

  @Override
  public Integer call() {
    GivenModel given = model.given();
    Graph graph = given.graph();
    if (graph.wholeInputs()) {
      throw refused("export: " + graph.name() + " comes from an ONNX file already");
    }
    ModelInputs inputs = given.inputs(graph);
    if (dynamicBatch.value() && inputs.batch().isConstant()) {
      throw refused("--dynamic-batch: the batch is also said to be " + inputs.batch());
    }
    ModelInputs open = open(inputs);
    Analysis analysis = Analyzer.analyze(graph, open);
    Bindings declared = declared(inputs, open);
    OnnxExport export =
        OnnxExport.of(graph, types(analysis), declared, opset.value(), simplify.value());
    List<Extent> extents = extents(graph, open);
    Geometry geometry = Geometry.of(graph, extents);
    try (EngineOptions.Source source = engine.weights(graph, geometry)) {
      if (engine.areMadeUp()) {
        say("without --weights " + output.value() + " holds made-up ones");
      }
      Function<Value, Literal> weights = weights(source.weights(), geometry);
      if (simplify.value()) {
        List<Tensor> numbers = SeededInputs.of(graph, extents, 1);
        ExportCheck check =
            new ExportCheck(graph, source.weights(), extents, numbers, engine.threads());
        double[] difference = new double[1];
        write(export, weights, file -> difference[0] = check.difference(file));
        Output.write(simplified(export, difference[0]), null, out());
      } else {
        write(export, weights, _ -> {});
      }
    }
    return 0;
  }

  private static String simplified(OnnxExport export, double difference) {
    return String.format(
        Locale.ROOT,
        "%,d of %,d nodes are left; outputs of the two differ by %.1e of their size%n",
        export.nodes(),
        export.nodesBefore(),
        difference);
  }

  private void say(String message) {
    err().println("cnnsummary: " + message);
  }

  /** With a symbol for the batch, so that nothing in the model depends on it. */
  private ModelInputs open(ModelInputs given) {
    if (!given.batch().isConstant()) {
      return given;
    }
    if (given.symbols().contains(ModelInputs.BATCH)) {
      throw refused(
          "--input: '" + ModelInputs.BATCH + "' stands for the batch; use another letter");
    }
    Dim batch = Dim.symbol(ModelInputs.BATCH);
    List<TensorType> types = new ArrayList<>();
    for (TensorType type : given.types()) {
      types.add(new TensorType(type.dtype(), type.shape().with(0, batch)));
    }
    return new ModelInputs(types, batch);
  }

  private Bindings declared(ModelInputs given, ModelInputs open) {
    if (dynamicBatch.value()) {
      return Bindings.none();
    }
    return given.batch().isConstant()
        ? Bindings.of(ModelInputs.BATCH, given.batch().value())
        : open.sample();
  }

  /** The types of all values, weights included. */
  static Function<Value, TensorType> types(Analysis analysis) {
    Map<Value, Shape> shapes = new HashMap<>();
    for (WeightReport weight : analysis.weights()) {
      shapes.put(weight.value(), weight.shape());
    }
    return value -> {
      Shape shape = shapes.get(value);
      return shape == null
          ? analysis.type(value)
          : new TensorType(Objects.requireNonNullElse(value.dtype(), DType.F32), shape);
    };
  }

  /** Extents of inputs that the network can run on; its weights do not depend on them. */
  private static List<Extent> extents(Graph graph, ModelInputs open) {
    ModelInputs one = open.bind(open.sample());
    return one.symbols().isEmpty() ? EngineOptions.extents(one) : Geometry.declaredInputs(graph, 1);
  }

  private static Function<Value, Literal> weights(Weights weights, Geometry geometry) {
    return value -> Literals.of(weights.get(value, geometry.of(value)));
  }

  /**
   * Writes the file, or both.
   *
   * @param check looks at what was written, before it takes its place where it is one file
   */
  private void write(OnnxExport export, Function<Value, Literal> weights, Consumer<Path> check) {
    Path file = output.value();
    if (!externalData.value() && export.fitsOneFile()) {
      WholeFile.write(
          file,
          place -> {
            try (OutputStream out = stream(place)) {
              export.write(out, weights);
            }
            check.accept(place);
          });
      return;
    }
    String location = file.getFileName() + ".data";
    // The second file takes its place first, so that there never is a model without its weights.
    WholeFile.write(
        file,
        place ->
            WholeFile.write(
                file.resolveSibling(location),
                beside -> {
                  try (OutputStream out = stream(place);
                      OutputStream data = stream(beside)) {
                    export.write(out, data, location, weights);
                  }
                }));
    check.accept(file);
  }

  private static OutputStream stream(Path place) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(place), BUFFER);
  }
}
