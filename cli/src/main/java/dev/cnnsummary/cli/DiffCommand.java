package dev.cnnsummary.cli;

import dev.cnnsummary.analyzer.diff.Comparison;
import dev.cnnsummary.analyzer.diff.Portrait;
import dev.cnnsummary.cli.render.DiffJson;
import dev.cnnsummary.cli.render.DiffText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cnnsummary diff A B}: what became of a model. */
@Command(
    name = "diff",
    sortOptions = false,
    description = {
      "Compares two models, or one at two settings: the layers that were added, removed, renamed"
          + " and changed, and the sums.",
      "",
      "Exit codes: 0 if they are equal, 1 if not.",
    },
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n")
final class DiffCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(index = "0", paramLabel = "A", description = "A model: a name of the zoo, or a file.")
  private String first = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "B",
      description = "Another; the same one if it is left out.")
  private @Nullable String second;

  @Option(
      names = "--input",
      paramLabel = "SHAPE",
      description = "What both take, if not what they declare: 3x224x224, 3xHxW.")
  private List<String> inputs = List.of();

  @Option(
      names = "--input-b",
      paramLabel = "SHAPE",
      description = "What B takes, if not the same as A.")
  private List<String> inputsOfSecond = List.of();

  @Option(names = "--batch", paramLabel = "SIZE", description = "The batch of both.")
  private @Nullable Long batch;

  @Option(
      names = "--batch-b",
      paramLabel = "SIZE",
      description = "The batch of B, if not the same.")
  private @Nullable Long batchOfSecond;

  @Option(
      names = "--set",
      paramLabel = "PARAMETER=VALUE",
      description = "Sets a parameter of both. Can be repeated.")
  private List<String> settings = List.of();

  @Option(
      names = "--set-b",
      paramLabel = "PARAMETER=VALUE",
      description = "Sets a parameter of B. Can be repeated.")
  private List<String> settingsOfSecond = List.of();

  @Option(names = "--preset", paramLabel = "NAME", description = "For files: the variant of both.")
  private @Nullable String preset;

  @Option(names = "--preset-b", paramLabel = "NAME", description = "The variant of B.")
  private @Nullable String presetOfSecond;

  @Option(names = "--ascii", description = "The text in ASCII characters only.")
  private boolean ascii;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "What is written: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private DocumentFormat format = DocumentFormat.TEXT;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Writes to a file, which is replaced as a whole, instead of standard output.")
  private @Nullable Path output;

  @Override
  public Integer call() {
    Comparison comparison = Comparison.of(portrait(false), portrait(true));
    Output.write(text(comparison), output, Output.of(spec));
    return comparison.isEqual() ? 0 : 1;
  }

  private String text(Comparison comparison) {
    return switch (format) {
      case TEXT -> DiffText.of(comparison, ascii);
      case MARKDOWN -> DiffText.markdown(comparison);
      case JSON -> DiffJson.of(comparison);
    };
  }

  private Portrait portrait(boolean other) {
    return Portrait.of(
        new ModelOptions(
                Objects.requireNonNull(spec),
                other && second != null ? second : first,
                other && presetOfSecond != null ? presetOfSecond : preset,
                other ? overridden() : settings,
                other && !inputsOfSecond.isEmpty() ? inputsOfSecond : inputs,
                other && batchOfSecond != null ? batchOfSecond : batch)
            .analysis(null));
  }

  /** B's parameters: those of both that are not set again. */
  private List<String> overridden() {
    List<String> all = new ArrayList<>(settingsOfSecond);
    for (String setting : settings) {
      String name = setting.substring(0, setting.indexOf('=') + 1);
      if (name.isEmpty() || settingsOfSecond.stream().noneMatch(own -> own.startsWith(name))) {
        all.add(setting);
      }
    }
    return all;
  }
}
