package dev.cnnsummary.specs.edit;

import dev.cnnsummary.specs.graph.Graph;
import java.util.Map;

/** What is done at a place in a list of members. */
sealed interface Splice {
  /**
   * Members of another graph, and the names that they get here.
   *
   * @param names new names of the other graph's first level by those that they have there
   */
  record Part(Graph graph, Map<String, String> names) {}

  /** Puts a part before the member. */
  record Before(Part part) implements Splice {}

  /** Puts a part behind the member. */
  record After(Part part) implements Splice {}

  /** Puts a part in the member's place. */
  record Instead(Part part) implements Splice {}

  /** Leaves the member out. */
  record Out() implements Splice {}
}
