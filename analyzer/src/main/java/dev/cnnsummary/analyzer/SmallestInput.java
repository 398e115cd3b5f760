package dev.cnnsummary.analyzer;

import dev.cnnsummary.specs.graph.ModulePath;
import dev.cnnsummary.specs.shape.Bindings;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The least sizes that a network takes. Each symbol of an analysis stands for the least number for
 * which every layer is valid, while the other symbols stay as they are here; so no axis can be made
 * shorter by itself. Where no layer's condition ties two symbols to each other, as in nearly every
 * convolutional network, each is least whatever the others are.
 *
 * @param sizes the numbers of the symbols; the batch's is not among them
 * @param limits what makes them least, one for each symbol in the order of the inputs' axes
 */
public record SmallestInput(Bindings sizes, List<Limit> limits) {
  /** Copies the list. */
  public SmallestInput {
    limits = List.copyOf(limits);
  }

  /**
   * Why a symbol stands for no less.
   *
   * @param symbol its name
   * @param least its number
   * @param layer the first layer that refuses one less; null where the number is 1
   * @param condition what that layer demands of the symbols; null where the number is 1
   */
  public record Limit(
      String symbol, long least, @Nullable ModulePath layer, @Nullable Assumption condition) {}

  /**
   * The least sizes for an analysis whose inputs have symbols.
   *
   * @param analysis of {@code 3xHxW}, say; where it has no symbol but the batch's, nothing is to be
   *     found and the answer is empty lists
   * @return nothing where no valid sizes were found up to a bound of about 65,000 for each symbol
   *     beyond those that conditions on it alone give
   */
  public static Optional<SmallestInput> of(Analysis analysis) {
    return new SmallestSizes(analysis).find();
  }

  /** The number of a symbol. */
  public OptionalLong least(String symbol) {
    return sizes.get(symbol);
  }
}
