package dev.cnnsummary.cli.repl;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.executor.Program;
import dev.cnnsummary.executor.Tensor;
import java.util.List;

/** Makes programs of models, with the weights and threads that the command line asks for. */
public interface Engine {
  /**
   * A program that keeps every layer's output, its weights loaded.
   *
   * @param analysis of numbers only
   */
  Program program(Analysis analysis);

  /** What it is run on. */
  List<Tensor> inputs(Analysis analysis);
}
