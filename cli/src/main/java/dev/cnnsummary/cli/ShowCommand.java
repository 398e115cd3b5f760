package dev.cnnsummary.cli;

import dev.cnnsummary.specs.Models;
import dev.cnnsummary.specs.onnx.OnnxFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cnnsummary show MODEL}: the spec behind a model. */
@Command(
    name = "show",
    description =
        "Prints the spec of a model: what it is made of, and its parameters; of an ONNX file what it"
            + " says of itself.",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n")
final class ShowCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "MODEL",
      description = "A name of the zoo, or a path to .yaml, .yml, .json or .onnx.")
  private String model = "";

  @Override
  public Integer call() {
    String text =
        Models.isOnnx(model)
            ? FileFactsText.of(OnnxFile.read(Path.of(model)).facts())
            : Models.source(model).text();
    Output.write(text.endsWith("\n") ? text : text + "\n", null, Output.of(spec));
    return 0;
  }
}
