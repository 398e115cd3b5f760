package dev.cnnsummary.specs.op;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pooling to a given output size, whatever the input's: output {@code o} of an axis of {@code n}
 * takes the elements {@code ⌊o·n/size⌋ … ⌈(o+1)·n/size⌉ − 1}.
 *
 * @param kind what is taken of a window
 * @param outputSize the output's extent per spatial axis; null keeps the input's
 * @param listed whether the size was written as a list, one for each axis; PyTorch's repr tells
 * @param returnIndices whether the positions of the maxima are a second output
 */
public record AdaptivePool(
    Pool.Kind kind, List<@Nullable Integer> outputSize, boolean listed, boolean returnIndices)
    implements Op {
  /** Copies the list, which may hold nulls. */
  public AdaptivePool {
    outputSize = Collections.unmodifiableList(new ArrayList<>(outputSize));
  }

  @Override
  public int outputs() {
    return returnIndices ? 2 : 1;
  }
}
