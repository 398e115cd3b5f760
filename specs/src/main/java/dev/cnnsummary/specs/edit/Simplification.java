package dev.cnnsummary.specs.edit;

import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A network that computes the same with less: what hands its input on is gone, what is made of
 * constants alone is a constant, a batch normalisation is part of the layer before it, and what no
 * output needs is gone.
 *
 * <p>Only the structure is new. Values that are the same in both networks are the same here; those
 * that are new have no numbers, except the whole ones that an analysis knows. {@link #norms} and
 * {@link #constants} say what the others come from.
 *
 * @param graph the simpler network
 * @param norms the batch normalisations that are part of another layer now
 * @param constants what nodes of the original make of constants alone, each with the value that
 *     stands for it now
 */
public record Simplification(Graph graph, List<FoldedNorm> norms, Map<Value, Value> constants) {

  /** What an analysis of the original knows. */
  public interface Knowledge {
    /** The type of what a node makes; null where it is not known. */
    @Nullable TensorType type(Value value);

    /** The numbers of what a node makes, where all are whole and known; otherwise null. */
    @Nullable Literal numbers(Value value);
  }

  /**
   * A batch normalisation that is part of the layer before it. With {@code s = γ/√(variance + eps)}
   * for each channel, the layer's weight is multiplied by {@code s}, and its bias becomes {@code
   * (bias − mean)·s + β}; a norm that is not affine has γ = 1 and β = 0.
   *
   * @param layer the layer in the original network: a convolution, a transposed one or a Linear
   * @param norm the normalisation in the original network
   * @param folded what computes both; it has a bias, and weights of its own
   */
  public record FoldedNorm(Node layer, Node norm, Node folded) {}

  /** Copies the list and the map. */
  public Simplification {
    norms = List.copyOf(norms);
    constants = Map.copyOf(constants);
  }

  /**
   * Simplifies a network.
   *
   * @param knowledge of an analysis of it
   */
  public static Simplification of(Graph graph, Knowledge knowledge) {
    return new Simplifier(graph, knowledge).simplification();
  }
}
