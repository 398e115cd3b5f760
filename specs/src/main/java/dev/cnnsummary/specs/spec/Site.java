package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.Location;
import dev.cnnsummary.specs.graph.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an entry is being expanded.
 *
 * @param name its name, if it has one
 * @param location where it is declared
 * @param inputs what it takes
 * @param frame the list that it stands in
 * @param variables the names that its expressions see
 */
record Site(
    @Nullable String name,
    Location location,
    List<Value> inputs,
    Frame frame,
    Variables variables,
    Mode mode) {
  /** Whether what is being expanded is called, and whether it is trained. */
  record Mode(boolean called, boolean trainable) {}

  /** The same in another mode: not called or not trained any more. */
  Site in(boolean called, boolean trainable) {
    Mode inner = new Mode(mode.called && called, mode.trainable && trainable);
    return new Site(name, location, inputs, frame, variables, inner);
  }

  /** Gives the entry's name a meaning, if it has a name, without claiming it. */
  void define(Frame.Entity entity) {
    if (name != null) {
      frame.list().define(name, entity);
    }
  }

  /** Claims the entry's name, if it has one, and gives it a meaning. */
  void claim(Frame.Entity entity) {
    if (name != null) {
      claim(name);
      frame.list().define(name, entity);
    }
  }

  /** Claims a name in the list; a name that is taken is a fault of this entry. */
  void claim(String wanted) {
    Location taken = frame.list().claim(wanted, location);
    if (taken != null) {
      throw new EvaluationException(
          location, "the name '" + wanted + "' is taken by line " + taken.line() + " of this list");
    }
  }
}
