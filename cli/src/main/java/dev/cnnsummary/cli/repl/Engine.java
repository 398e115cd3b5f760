package dev.cnnsummary.cli.repl;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.executor.Program;
import dev.cnnsummary.executor.Tensor;
import java.util.List;
import java.util.function.Consumer;

/** Makes programs of models, with the weights and threads that the command line asks for. */
public interface Engine {
  /**
   * A program that keeps every layer's output, its weights loaded.
   *
   * @param analysis of numbers only
   * @param unlike is told the weights that the model's own file has no numbers for, although it has
   *     them for others
   */
  Program program(Analysis analysis, Consumer<List<String>> unlike);

  /** What it is run on. */
  List<Tensor> inputs(Analysis analysis);
}
