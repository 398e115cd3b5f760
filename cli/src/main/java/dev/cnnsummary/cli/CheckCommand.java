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
import org.jspecify.annotations.Nullable;

/** {@code cnnsummary check MODEL}: guards an architecture. */
final class CheckCommand extends Command {
  private final ModelOptions model = new ModelOptions(this);
  private final Argument<@Nullable Path> golden =
      option(
          "--golden",
          "FILE",
          Path.class,
          "What the model was: every layer with its output, parameters and MACs.");
  private final Argument<Boolean> update =
      flag(
          "--update", "Writes the golden file, to be kept beside the model, instead of comparing.");
  private final Argument<@Nullable String> mostParams =
      option(
          "--max-params",
          "COUNT",
          String.class,
          "The most parameters that it may have: 5M, 25.6M, 800K.");
  private final Argument<@Nullable String> mostMacs =
      option("--max-macs", "COUNT", String.class, "The most multiply-accumulates: 300M, 4.1G.");
  private final Argument<@Nullable String> mostMemory =
      option(
          "--max-memory",
          "SIZE",
          String.class,
          "The most bytes of weights and activations at their peak: 64MiB, 1GB.");
  private final Argument<@Nullable String> mostLayers =
      option(
          "--max-layers",
          "COUNT",
          String.class,
          "The most calls of layers: modules without children, and functions.");
  private final Argument<List<String>> accepted =
      options(
          "--accepts-input",
          "SHAPE",
          String.class,
          "An input that it must take: 32x32 with the channels that it declares, or all sizes as"
              + " in 3x32x32. Can be repeated.");
  private final Argument<@Nullable Path> junit =
      option(
          "--junit",
          "FILE",
          Path.class,
          "Writes the results as JUnit's XML, which systems for CI read.");

  CheckCommand() {
    super(
        "check",
        "Checks that a model is what it was, and within its budgets.",
        "",
        "Exit codes: 0 if all checks pass, 1 if one fails.");
    usage()
        .parameterListHeading("%n")
        .footer(
            "",
            "Examples:",
            "  cnnsummary check net.yaml --golden net.golden.json --update",
            "  cnnsummary check net.yaml --golden net.golden.json --max-params 5M");
  }

  @Override
  public Integer call() {
    checkOptions();
    Analysis analysis = model.given().analysis(null);
    List<Finding> findings = findings(analysis);
    StringBuilder text = new StringBuilder();
    Path file = golden.value();
    if (file != null && update.value()) {
      Output.write(GoldenText.of(Portrait.of(analysis)), file, out());
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
    Path report = junit.value();
    if (report != null) {
      Output.write(JunitReport.of(analysis.graph().name(), findings), report, out());
    }
    Output.write(text.toString(), null, out());
    return findings.stream().allMatch(Finding::isPassed) ? 0 : 1;
  }

  private List<Finding> findings(Analysis analysis) {
    List<Finding> findings = new ArrayList<>();
    Path file = golden.value();
    if (file != null && !update.value()) {
      findings.add(golden(GoldenFile.read(file), Portrait.of(analysis)));
    }
    Budgets budgets = new Budgets(analysis);
    Amount params = amount("--max-params", mostParams.value(), false);
    Amount macs = amount("--max-macs", mostMacs.value(), false);
    Amount memory = amount("--max-memory", mostMemory.value(), true);
    Amount layers = amount("--max-layers", mostLayers.value(), false);
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
    for (String shape : accepted.value()) {
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
    if (update.value() && golden.value() == null) {
      throw refused("--update is for --golden");
    }
    boolean any =
        golden.value() != null
            || mostParams.value() != null
            || mostMacs.value() != null
            || mostMemory.value() != null
            || mostLayers.value() != null
            || !accepted.value().isEmpty();
    if (!any) {
      throw refused("what is to be checked? Give --golden FILE, --max-params or another budget");
    }
  }
}
