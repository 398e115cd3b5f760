package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.specs.op.Activation;
import org.jspecify.annotations.Nullable;

/**
 * The bounds that a kernel keeps what it makes within. What is not a number stays so.
 *
 * @param least negative infinity for no limit
 * @param most positive infinity for no limit; not below {@code least}
 */
public record Clamp(float least, float most) {
  /** No limits. */
  public static final Clamp NONE = new Clamp(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);

  /** What an activation does to a number, if that is all that it does; else no limits. */
  public static Clamp of(@Nullable Activation f) {
    if (f == null) {
      return NONE;
    }
    return switch (f.kind()) {
      case RELU -> new Clamp(0, Float.POSITIVE_INFINITY);
      case RELU6 -> new Clamp(0, 6);
      case HARDTANH -> new Clamp(Scalars.first(f), Scalars.second(f));
      default -> NONE;
    };
  }

  /** Whether there is an upper bound. */
  public boolean isBounded() {
    return most != Float.POSITIVE_INFINITY;
  }

  /** A number within the bounds. */
  public float of(float x) {
    return x < least ? least : x > most ? most : x;
  }
}
