package dev.cnnsummary.specs;

import java.util.List;
import java.util.stream.Collectors;

/** A model cannot be read, built or analysed; it carries every fault that was found. */
public final class InvalidSpecException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /**
   * Reports some faults.
   *
   * @param problems at least one
   */
  public InvalidSpecException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("no problem given");
    }
    this.problems = List.copyOf(problems);
  }

  /** Every fault, in the order of the text. */
  public List<Problem> problems() {
    return problems;
  }
}
