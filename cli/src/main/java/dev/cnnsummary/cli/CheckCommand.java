package dev.cnnsummary.cli;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.LayerReport;
import dev.cnnsummary.analyzer.diff.Comparison;
import dev.cnnsummary.analyzer.diff.Portrait;
import dev.cnnsummary.cli.check.AcceptedInput;
import dev.cnnsummary.cli.check.Amount;
import dev.cnnsummary.cli.check.Budgets;
import dev.cnnsummary.cli.check.Finding;
import dev.cnnsummary.cli.check.GoldenFile;
import dev.cnnsummary.cli.check.JunitReport;
import dev.cnnsummary.cli.render.DiffText;
import dev.cnnsummary.cli.render.GoldenText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cnnsummary check MODEL}: guards an architecture. */
@Command(
    name = "check",
    sortOptions = false,
    description = {
      "Checks that a model is what it was, and within its budgets.",
      "",
      "Exit codes: 0 if all checks pass, 1 if one fails.",
    },
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  cnnsummary check net.yaml --golden net.golden.json --update",
      "  cnnsummary check net.yaml --golden net.golden.json --max-params 5M",
    })
final class CheckCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private ModelOptions model = new ModelOptions();

  @Option(
      names = "--golden",
      paramLabel = "FILE",
      description = "What the model was: every layer with its output, parameters and MACs.")
  private @Nullable Path golden;

  @Option(
      names = "--update",
      description = "Writes the golden file, to be kept beside the model, instead of comparing.")
  private boolean update;

  @Option(
      names = "--max-params",
      paramLabel = "COUNT",
      description = "The most parameters that it may have: 5M, 25.6M, 800K.")
  private @Nullable String mostParams;

  @Option(
      names = "--max-macs",
      paramLabel = "COUNT",
      description = "The most multiply-accumulates: 300M, 4.1G.")
  private @Nullable String mostMacs;

  @Option(
      names = "--max-memory",
      paramLabel = "SIZE",
      description = "The most bytes of weights and activations at their peak: 64MiB, 1GB.")
  private @Nullable String mostMemory;

  @Option(
      names = "--max-layers",
      paramLabel = "COUNT",
      description = "The most calls of layers: modules without children, and functions.")
  private @Nullable String mostLayers;

  @Option(
      names = "--accepts-input",
      paramLabel = "SHAPE",
      description =
          "An input that it must take: 32x32 with the channels that it declares, or all sizes as"
              + " in 3x32x32. Can be repeated.")
  private List<String> accepted = List.of();

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Writes the results as JUnit's XML, which systems for CI read.")
  private @Nullable Path junit;

  @Override
  public Integer call() {
    checkOptions();
    Analysis analysis = model.analysis(null);
    List<Finding> findings = findings(analysis);
    StringBuilder text = new StringBuilder();
    if (update) {
      Path file = Objects.requireNonNull(golden);
      Output.write(GoldenText.of(Portrait.of(analysis)), file, Output.of(spec));
      text.append("wrote   ").append(file).append('\n');
    }
    for (Finding finding : findings) {
      text.append(finding.isPassed() ? "ok      " : "FAILED  ")
          .append(finding.name())
          .append(": ")
          .append(finding.summary())
          .append('\n');
      String failure = finding.failure();
      if (failure != null && !failure.isEmpty()) {
        failure
            .lines()
            .forEach(line -> text.append(("        " + line).stripTrailing()).append('\n'));
      }
    }
    if (junit != null) {
      Output.write(JunitReport.of(analysis.graph().name(), findings), junit, Output.of(spec));
    }
    Output.write(text.toString(), null, Output.of(spec));
    return findings.stream().allMatch(Finding::isPassed) ? 0 : 1;
  }

  private List<Finding> findings(Analysis analysis) {
    List<Finding> findings = new ArrayList<>();
    if (golden != null && !update) {
      findings.add(golden(GoldenFile.read(golden), Portrait.of(analysis)));
    }
    Budgets budgets = new Budgets(analysis);
    Amount params = amount("--max-params", mostParams, false);
    Amount macs = amount("--max-macs", mostMacs, false);
    Amount memory = amount("--max-memory", mostMemory, true);
    Amount layers = amount("--max-layers", mostLayers, false);
    if (params != null) {
      findings.add(budgets.params(params));
    }
    if (macs != null) {
      checkNumbers("--max-macs", analysis);
      findings.add(budgets.macs(macs));
    }
    if (memory != null) {
      checkNumbers("--max-memory", analysis);
      findings.add(budgets.memory(memory));
    }
    if (layers != null) {
      findings.add(budgets.layers(layers));
    }
    for (String shape : accepted) {
      findings.add(AcceptedInput.check(analysis.graph(), shape));
    }
    return findings;
  }

  private static Finding golden(Portrait before, Portrait after) {
    Comparison comparison = Comparison.of(before, after);
    return comparison.isEqual()
        ? Finding.passed("golden", "all " + after.layers().size() + " layers and modules are equal")
        : Finding.failed(
            "golden",
            after.model() + " is not what it was",
            DiffText.of(comparison, false).lines().toList());
  }

  private @Nullable Amount amount(String option, @Nullable String text, boolean bytes) {
    if (text == null) {
      return null;
    }
    try {
      return bytes ? Amount.bytes(text) : Amount.count(text);
    } catch (IllegalArgumentException e) {
      throw refused(option + ": " + e.getMessage());
    }
  }

  private void checkNumbers(String option, Analysis analysis) {
    boolean numbers =
        analysis.totals().peakActivationBytes().isConstant()
            && analysis.layers().stream().map(LayerReport::macs).allMatch(macs -> macs.isConstant())
            && analysis.layers().stream().allMatch(layer -> layer.outputBytes().isConstant());
    if (!numbers) {
      throw refused(option + " needs numbers: give them with --input");
    }
  }

  private void checkOptions() {
    if (update && golden == null) {
      throw refused("--update is for --golden");
    }
    boolean any =
        golden != null
            || mostParams != null
            || mostMacs != null
            || mostMemory != null
            || mostLayers != null
            || !accepted.isEmpty();
    if (!any) {
      throw refused("what is to be checked? Give --golden FILE, --max-params or another budget");
    }
  }

  private ParameterException refused(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }
}
