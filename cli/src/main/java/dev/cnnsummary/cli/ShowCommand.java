package dev.cnnsummary.cli;

import dev.cnnsummary.specs.Models;
import dev.cnnsummary.specs.spec.Source;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cnnsummary show MODEL}: the spec behind a model. */
@Command(
    name = "show",
    description = "Prints the spec of a model: what it is made of, and its parameters.",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n")
final class ShowCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "MODEL",
      description = "A name of the zoo, or a path to .yaml, .yml or .json.")
  private String model = "";

  @Override
  public Integer call() {
    Source source = Models.source(model);
    String text = source.text();
    Output.write(text.endsWith("\n") ? text : text + "\n", null, Output.of(spec));
    return 0;
  }
}
