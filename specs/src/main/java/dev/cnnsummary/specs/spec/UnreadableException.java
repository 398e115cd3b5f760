package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.Location;

/**
 * Ends the reading of a text that is neither YAML nor JSON from some place on, or beyond a bound.
 */
final class UnreadableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Location location;
  private final String fault;

  UnreadableException(Location location, String fault) {
    super(fault, null, false, false);
    this.location = location;
    this.fault = fault;
  }

  Location location() {
    return location;
  }

  String fault() {
    return fault;
  }
}
