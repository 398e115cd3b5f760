package dev.cnnsummary.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which model, with which parameters, on which inputs: arguments that many commands take. */
final class ModelOptions {
  private final Command command;
  private final Argument<@Nullable String> model;
  private final Argument<List<String>> inputs;
  private final Argument<@Nullable Long> batch;
  private final Argument<List<String>> sizes;
  private final Argument<List<String>> settings;
  private final Argument<@Nullable String> preset;

  /** Adds them to a command. */
  ModelOptions(Command command) {
    this.command = command;
    // It can be left out, or picocli would want it before a subcommand as well.
    model =
        command.add(
            command
                .parameter(
                    "MODEL",
                    "0..1",
                    "A name of the zoo (see 'cnnsummary list'), the file of a spec, or - for a spec"
                        + " on standard input.")
                .hideParamSyntax(true)
                .build());
    inputs =
        command.options(
            "--input",
            "SHAPE",
            String.class,
            "What the model takes, if not what it declares: 3x224x224, or letters for sizes that"
                + " stay open: 3xHxW. One size more puts the batch first: 8x3x224x224. Of several"
                + " inputs each by its name: --input a=3x224x224 --input b=128.");
    batch =
        command.option(
            "--batch",
            "SIZE",
            Long.class,
            "The batch; costs are then for all of it, otherwise for one sample.");
    sizes =
        command.options(
            "--dim",
            "NAME=SIZE",
            String.class,
            "A number for a size that is a symbol: --dim batch=8, as an ONNX file names it or"
                + " --input. Can be repeated.");
    settings =
        command.options(
            "--set",
            "PARAMETER=VALUE",
            String.class,
            "Sets a parameter of the model, such as num_classes=10 or depths=[2,2,2,2]; 'cnnsummary"
                + " show MODEL' tells which there are. Can be repeated.");
    preset =
        command.option(
            "--preset",
            "NAME",
            String.class,
            "For a file: the variant to take of those that it has under 'presets'.");
  }

  /** What they were given. */
  GivenModel given() {
    return new GivenModel(
        command,
        model.value(),
        preset.value(),
        settings.value(),
        inputs.value(),
        batch.value(),
        sizes.value());
  }
}
