package dev.cnnsummary.analyzer.explain;

import dev.cnnsummary.specs.op.WeightSlot;
import java.util.List;

/**
 * A parameter or buffer that a module registers.
 *
 * @param name its name in the state_dict, after the module's path
 * @param kind whether it is learned
 * @param extents a formula for each axis; {@code *list} for the axes that an option lists
 * @param when the options with which it is there; empty where it always is
 */
public record WeightNote(String name, WeightSlot.Kind kind, List<String> extents, String when) {
  /** Copies the list. */
  public WeightNote {
    extents = List.copyOf(extents);
  }

  /** Its extents in brackets. */
  public String shape() {
    return "[" + String.join(", ", extents) + "]";
  }

  /** The number of its elements. */
  Term elements() {
    List<String> factors =
        extents.stream().filter(extent -> !extent.equals("1")).map(WeightNote::factor).toList();
    return new Term(factors.isEmpty() ? "1" : String.join(" · ", factors), when);
  }

  private static String factor(String extent) {
    if (extent.startsWith("*")) {
      return "prod(" + extent.substring(1) + ")";
    }
    return extent.contains(" + ") || extent.contains(" − ") ? "(" + extent + ")" : extent;
  }
}
