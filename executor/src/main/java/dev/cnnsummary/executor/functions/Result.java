package dev.cnnsummary.executor.functions;

import dev.cnnsummary.executor.Draft;
import dev.cnnsummary.executor.Tensor;
import java.util.List;

/**
 * What a function makes.
 *
 * @param outputs the tensors
 * @param macs multiply-accumulates of weights or matrices, counted while it was computed; padded
 *     taps count
 */
public record Result(List<Tensor> outputs, long macs) {
  /** Copies the list. */
  public Result {
    outputs = List.copyOf(outputs);
  }

  /** One tensor, made without products of weights or matrices. */
  static Result of(Tensor output) {
    return new Result(List.of(output), 0);
  }

  /** One tensor, once it is done. */
  static Result of(Draft draft) {
    return of(draft.tensor());
  }
}
