package dev.cnnsummary.analyzer.explain;

import dev.cnnsummary.specs.graph.Member;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.List;

/**
 * Why the numbers of a layer, or of a module with children, are what they are.
 *
 * @param member which call
 * @param inputs the types of what it takes
 * @param outputs the types of what it makes
 * @param sections one for each property, in the order in which they are told
 */
public record Explanation(
    Member member, List<TensorType> inputs, List<TensorType> outputs, List<Section> sections) {
  /** Copies the lists. */
  public Explanation {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    sections = List.copyOf(sections);
  }
}
