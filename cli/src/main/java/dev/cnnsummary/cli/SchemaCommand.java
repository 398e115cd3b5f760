package dev.cnnsummary.cli;

import dev.cnnsummary.specs.spec.SpecSchema;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code cnnsummary schema}: what a spec may be, for editors. */
@Command(
    name = "schema",
    description =
        "Prints the JSON Schema of specs, with which an editor completes and checks them.",
    optionListHeading = "%nOptions:%n")
final class SchemaCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Output.write(SpecSchema.json(), null, Output.of(spec));
    return 0;
  }
}
