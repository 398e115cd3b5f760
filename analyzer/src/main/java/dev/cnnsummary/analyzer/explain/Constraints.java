package dev.cnnsummary.analyzer.explain;

import dev.cnnsummary.analyzer.ModelInputs;
import dev.cnnsummary.analyzer.SmallestInput;
import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.ModulePath;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which sizes of its inputs a model takes.
 *
 * @param model its name
 * @param smallest the least shapes that it takes, one for each input, without the batch; null where
 *     none were found
 * @param axes one for each axis that may vary: those after batch and channels
 */
public record Constraints(String model, @Nullable List<Shape> smallest, List<AxisSizes> axes) {
  /** Copies the lists. */
  public Constraints {
    smallest = smallest == null ? null : List.copyOf(smallest);
    axes = List.copyOf(axes);
  }

  /**
   * The sizes of one axis, the others being as they are given.
   *
   * @param name the letter that stands for it
   * @param given the size that it has; not known where that is a symbol
   * @param valid those with which every layer is valid
   * @param joined those with which branches fit where they are added or joined, whatever else
   * @param uncut those that are valid and leave no remainder in any floor
   * @param limit what makes the least of all sizes least; null where that is 1
   * @param cuts where the given size leaves a remainder, in the order of the layers
   */
  public record AxisSizes(
      String name,
      Dim given,
      SizeSet valid,
      SizeSet joined,
      SizeSet uncut,
      SmallestInput.@Nullable Limit limit,
      List<Cut> cuts) {
    /** Copies the list. */
    public AxisSizes {
      cuts = List.copyOf(cuts);
    }
  }

  /**
   * What a floor cuts off.
   *
   * @param layer where
   * @param extent elements of the layer's input
   * @param rest the remainder, some of it padding perhaps
   * @param unused the last elements of the input that no window sees
   */
  public record Cut(ModulePath layer, long extent, long rest, long unused) {}

  /**
   * Finds them.
   *
   * @param inputs what the model is given; each axis is varied while the others stay as they are
   * @throws InvalidSpecException if a layer is not valid whatever the sizes are
   */
  public static Constraints of(Graph graph, ModelInputs inputs) {
    return new ConstraintSearch(graph, inputs).find();
  }
}
