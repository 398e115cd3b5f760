package dev.cnnsummary.executor.weights;

import dev.cnnsummary.executor.ExecutionException;
import dev.cnnsummary.executor.Geometry;
import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.spec.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Weights from a {@code .safetensors} file of PyTorch's state_dict names. Floating-point numbers of
 * any width are taken for a floating-point weight, integers of any width for integers. The number
 * of batches a norm has seen may be missing, as older files of PyTorch lack it, and is 0 then; it
 * has no part in inference.
 */
public final class SafetensorsWeights implements Weights {
  /** Suggesting a name compares each missing one with each surplus one. */
  private static final int MOST_COMPARED = 2000;

  private final Safetensors file;

  private SafetensorsWeights(Safetensors file) {
    this.file = file;
  }

  /**
   * The weights of a network.
   *
   * @param file stays open, and the caller's to close, as long as the weights are used
   * @throws ExecutionException if the file does not have the network's weights and no others: a
   *     line for each that is missing, surplus, or of another shape or type
   */
  public static SafetensorsWeights of(Safetensors file, Graph graph, Geometry geometry) {
    Set<String> surplus = new LinkedHashSet<>(file.names());
    graph.weights().forEach(weight -> surplus.remove(weight.name()));
    Set<String> compared = surplus.size() > MOST_COMPARED ? Set.of() : surplus;
    List<String> faults = new ArrayList<>();
    for (Value weight : graph.weights()) {
      Extent needed = geometry.of(weight);
      if (file.names().contains(weight.name())) {
        misfit(weight, file.extent(weight.name()), needed).ifPresent(faults::add);
      } else if (!isOptional(weight)) {
        faults.add(
            "has no '"
                + weight.name()
                + "', "
                + shown(needed)
                + suggestion(weight.name(), compared));
      }
    }
    for (String name : surplus) {
      faults.add(
          "has "
              + Excerpt.of(name)
              + ", "
              + shown(file.extent(name))
              + ", which the network does not have");
    }
    if (!faults.isEmpty()) {
      faults.replaceAll(fault -> file.file() + ": " + fault);
      throw new ExecutionException(String.join("\n", faults));
    }
    return new SafetensorsWeights(file);
  }

  private static Optional<String> misfit(Value weight, Extent stored, Extent needed) {
    boolean fits =
        stored.shape().equals(needed.shape())
            && stored.dtype().isFloating() == needed.dtype().isFloating();
    return fits
        ? Optional.empty()
        : Optional.of(
            "its '"
                + weight.name()
                + "' is "
                + shown(stored)
                + ", the network's is "
                + shown(needed));
  }

  private static boolean isOptional(Value weight) {
    return Constructed.attribute(weight).equals("num_batches_tracked");
  }

  private static String shown(Extent extent) {
    return extent.dtype().text() + extent.shape();
  }

  /** A wrapper puts its own name before those of the network inside it. */
  private static String suggestion(String missing, Set<String> surplus) {
    return surplus.stream()
        .filter(name -> name.endsWith("." + missing))
        .findFirst()
        .map(name -> " (it has " + Excerpt.of(name) + ")")
        .orElseGet(() -> Nearest.suggestion(missing, surplus));
  }

  @Override
  public Tensor get(Value weight, Extent extent) {
    if (!file.names().contains(weight.name()) && isOptional(weight)) {
      return Constructed.tensor(weight, extent);
    }
    Tensor stored = file.read(weight.name());
    return stored.dtype().isFloating()
        ? stored
        : Tensor.of(extent.dtype(), extent.array(), stored.integers());
  }

  @Override
  public void fill(Value weight, Extent extent, float[] target) {
    file.read(weight.name(), target);
  }
}
