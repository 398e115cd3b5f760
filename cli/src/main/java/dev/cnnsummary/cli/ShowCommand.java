package dev.cnnsummary.cli;

import dev.cnnsummary.specs.Models;
import dev.cnnsummary.specs.onnx.OnnxFile;
import java.nio.file.Path;

/** {@code cnnsummary show MODEL}: the spec behind a model. */
final class ShowCommand extends Command {
  private final Argument<String> model =
      add(
          parameter("MODEL", "1", "A name of the zoo, or a path to .yaml, .yml, .json or .onnx.")
              .build());

  ShowCommand() {
    super(
        "show",
        "Prints the spec of a model: what it is made of, and its parameters; of an ONNX file what"
            + " it says of itself.");
    usage().sortOptions(true).parameterListHeading("%n");
  }

  @Override
  public Integer call() {
    String name = model.value();
    String text =
        Models.isOnnx(name)
            ? FileFactsText.of(OnnxFile.read(Path.of(name)).facts())
            : Models.source(name).text();
    Output.write(text.endsWith("\n") ? text : text + "\n", null, out());
    return 0;
  }
}
