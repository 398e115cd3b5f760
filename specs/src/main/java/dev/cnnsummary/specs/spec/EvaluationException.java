package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.Location;

/** An expression has no value. The message says why, the location which part of it. */
final class EvaluationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Location location;
  private final String fault;

  EvaluationException(Location location, String fault) {
    super(location + ": " + fault, null, false, false);
    this.location = location;
    this.fault = fault;
  }

  Location location() {
    return location;
  }

  /** The fault without its location. */
  String fault() {
    return fault;
  }
}
