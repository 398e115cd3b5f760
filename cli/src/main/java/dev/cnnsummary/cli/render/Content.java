package dev.cnnsummary.cli.render;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.convention.CountingRule;
import dev.cnnsummary.analyzer.memory.Optimizer;
import dev.cnnsummary.analyzer.memory.TrainingMemory;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be shown.
 *
 * @param analysis of what
 * @param depth how many levels of modules below the model; null for all
 * @param columns which columns a table has; empty for the usual ones
 * @param countAs another program's count beside ours; null for none
 * @param dtype the type in which the analysis holds floating-point elements; null for their own
 * @param training how the model is trained, for what a step of that holds; null for none
 */
public record Content(
    Analysis analysis,
    @Nullable Integer depth,
    List<Column> columns,
    @Nullable CountingRule countAs,
    @Nullable DType dtype,
    @Nullable Optimizer training) {
  /** Copies the list. */
  public Content {
    columns = List.copyOf(columns);
  }

  /** The rows of its table. */
  List<LayerRow> rows() {
    return LayerRows.of(analysis, depth == null ? Integer.MAX_VALUE : depth, counts());
  }

  /** The other program's count of each call of a layer; empty where none is asked for. */
  List<Dim> counts() {
    return countAs == null ? List.of() : countAs.counts(analysis);
  }

  /** What a step of training holds; null where that is not asked for. */
  @Nullable TrainingMemory trainingMemory() {
    return training == null ? null : TrainingMemory.of(analysis, training);
  }
}
