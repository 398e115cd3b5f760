package dev.cnnsummary.cli.render;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands in the parentheses of a repr; each method adds an argument and returns this. */
final class ReprArguments {
  private final List<String> arguments = new ArrayList<>();

  /** A value without a name. */
  ReprArguments with(@Nullable Object value) {
    arguments.add(PythonText.of(value));
    return this;
  }

  /** A value with a name. */
  ReprArguments with(String name, @Nullable Object value) {
    arguments.add(name + "=" + PythonText.of(value));
    return this;
  }

  /** A value with a name, where it must be said. */
  ReprArguments withIf(boolean said, String name, @Nullable Object value) {
    return said ? with(name, value) : this;
  }

  @Override
  public String toString() {
    return String.join(", ", arguments);
  }
}
