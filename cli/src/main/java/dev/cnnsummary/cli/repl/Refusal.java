package dev.cnnsummary.cli.repl;

import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.Problem;
import java.util.List;

/** Says why a command cannot be carried out. */
final class Refusal {
  private Refusal() {}

  static InvalidSpecException of(String message) {
    return new InvalidSpecException(List.of(new Problem(null, "", message)));
  }

  /** The command is not written so. */
  static InvalidSpecException usage(CommandWord command) {
    return of("usage: " + command.usage());
  }
}
