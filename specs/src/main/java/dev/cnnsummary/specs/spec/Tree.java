package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.Location;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a YAML or JSON text says, each value with its place. */
sealed interface Tree {
  /** Where the value begins. */
  Location location();

  /** The kinds of scalars. */
  enum ScalarKind {
    /** Text, quoted or not. */
    STRING,
    /** {@code -?[0-9]+}. */
    INTEGER,
    /** A finite decimal with a point or an exponent. */
    FLOAT,
    /** {@code true} or {@code false}. */
    BOOLEAN,
    /** {@code null}, {@code ~} or nothing. */
    NULL
  }

  /**
   * A value without parts.
   *
   * @param location of its first character, inside the quotes if it has any
   * @param kind how it is to be understood
   * @param text decoded
   * @param quoted whether it is text by quotes or by YAML's block style
   */
  record Scalar(Location location, ScalarKind kind, String text, boolean quoted) implements Tree {}

  /** Values in order. */
  record Sequence(Location location, List<Tree> items) implements Tree {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /** Named values in the text's order, each name once. */
  record Mapping(Location location, List<Member> members) implements Tree {
    public Mapping {
      members = List.copyOf(members);
    }

    /** The value of a name; null if the mapping does not have it. */
    @Nullable Tree get(String name) {
      for (Member member : members) {
        if (member.name().equals(name)) {
          return member.value();
        }
      }
      return null;
    }
  }

  /**
   * A named value.
   *
   * @param location of the name, inside its quotes if it has any
   */
  record Member(String name, Location location, Tree value) {}
}
