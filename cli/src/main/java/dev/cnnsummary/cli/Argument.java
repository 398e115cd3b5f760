package dev.cnnsummary.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;

/**
 * An option or a parameter of a command, and what it was given.
 *
 * @param <T> the type of its value, nullable where it can be left out and has no default
 * @param spec what picocli knows of it, a value of that type among it
 */
record Argument<T extends @Nullable Object>(ArgSpec spec) {
  /** What was given, or its default. */
  T value() {
    return spec.getValue();
  }

  /** What was given, or if nothing was the value of another. */
  T or(Argument<T> other) {
    return spec.stringValues().isEmpty() ? other.value() : value();
  }
}
