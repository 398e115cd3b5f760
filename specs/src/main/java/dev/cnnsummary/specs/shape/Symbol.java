package dev.cnnsummary.specs.shape;

import java.util.OptionalLong;
import java.util.Set;

/** An unknown extent: an integer of at least 1. */
record Symbol(String name) implements Atom {
  private static final Interval BOUNDS = new Interval(1, Long.MAX_VALUE);
  private static final String BATCH = "N";

  /** Throws unless it is {@code [A-Za-z_][A-Za-z0-9_]*}. */
  static void checkName(String name) {
    boolean valid = !name.isEmpty() && !isDigit(name.charAt(0));
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      valid &= isDigit(c) || c == '_' || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }
    if (!valid) {
      throw new IllegalArgumentException(
          "a symbol is letters, digits and _, not starting with a digit; got '" + name + "'");
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Alphabetical, but the batch comes first, as it does in every shape. */
  static int compare(Symbol left, Symbol right) {
    if (left.name.equals(right.name)) {
      return 0;
    }
    if (left.name.equals(BATCH)) {
      return -1;
    }
    return right.name.equals(BATCH) ? 1 : left.name.compareTo(right.name);
  }

  @Override
  public Dim bind(Bindings bindings) {
    OptionalLong value = bindings.get(name);
    return value.isPresent() ? Dim.of(value.getAsLong()) : Dim.of(this);
  }

  @Override
  public Interval bounds() {
    return BOUNDS;
  }

  @Override
  public void collectSymbols(Set<String> names) {
    names.add(name);
  }
}
