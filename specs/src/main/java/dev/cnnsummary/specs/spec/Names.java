package dev.cnnsummary.specs.spec;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What the names of an expression stand for. */
interface Names {
  /** The value of a name; null if the name is not known. */
  @Nullable Data get(String name);

  /** Every known name. */
  Collection<String> known();
}
