package dev.cnnsummary.specs.spec;

import java.util.List;
import java.util.Map;

/** A spec that is to be written, with what stands on one line and what on several. */
sealed interface Outline {
  /** Whether it stands on one line. */
  boolean isShort();

  /** A value, on one line. */
  record Value(Data data) implements Outline {
    @Override
    public boolean isShort() {
      return true;
    }
  }

  /** A mapping on one line: {@code {type: Conv2d, bias: false}}. */
  record Row(Map<String, Outline> members) implements Outline {
    @Override
    public boolean isShort() {
      return true;
    }
  }

  /** A mapping with a line or more for each member. */
  record Block(Map<String, Outline> members) implements Outline {
    @Override
    public boolean isShort() {
      return false;
    }
  }

  /** A list with a line or more for each item. */
  record Column(List<Outline> items) implements Outline {
    @Override
    public boolean isShort() {
      return items.isEmpty();
    }
  }

  /** A mapping of one name, begun on the line where it stands: {@code conv1: {type: Conv2d}}. */
  record Named(String name, Outline body) implements Outline {
    @Override
    public boolean isShort() {
      return body.isShort();
    }
  }
}
