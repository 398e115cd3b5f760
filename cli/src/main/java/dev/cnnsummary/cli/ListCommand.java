package dev.cnnsummary.cli;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.Analyzer;
import dev.cnnsummary.cli.render.Numbers;
import dev.cnnsummary.cli.render.TextTable;
import dev.cnnsummary.specs.Models;
import dev.cnnsummary.specs.shape.Dim;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code cnnsummary list}: the zoo. */
@Command(
    name = "list",
    description = "Lists the zoo: parameters, multiply-accumulates and input of each model.",
    optionListHeading = "%nOptions:%n")
final class ListCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    TextTable table =
        new TextTable(
            List.of("Model", "Params", "MACs", "Input"), List.of(false, true, true, false));
    for (String model : Models.zoo()) {
      Analysis analysis = Analyzer.analyze(Models.load(model));
      table.add(
          List.of(
              model,
              Numbers.grouped(analysis.totals().params()),
              Numbers.grouped(analysis.totals().macs()),
              analysis.inputs().types().stream()
                  .map(type -> type.shape().dims())
                  .map(dims -> dims.subList(1, dims.size()))
                  .map(dims -> dims.stream().map(Dim::toString).collect(Collectors.joining("x")))
                  .collect(Collectors.joining(", "))));
    }
    Output.write(table.print(), null, Output.of(spec));
    return 0;
  }
}
