package dev.cnnsummary.cli;

import dev.cnnsummary.specs.spec.SpecSchema;

/** {@code cnnsummary schema}: what a spec may be, for editors. */
final class SchemaCommand extends Command {
  SchemaCommand() {
    super(
        "schema",
        "Prints the JSON Schema of specs, with which an editor completes and checks them.");
    usage().sortOptions(true);
  }

  @Override
  public Integer call() {
    Output.write(SpecSchema.json(), null, out());
    return 0;
  }
}
