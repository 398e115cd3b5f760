package dev.cnnsummary.analyzer.explain;

import dev.cnnsummary.analyzer.explain.Formula.Rounding;
import dev.cnnsummary.specs.op.Window;
import dev.cnnsummary.specs.shape.Dim;

/**
 * The arithmetic of a window along one axis, in numbers or in letters. What does nothing is left
 * out: padding of zero, dilation of one.
 *
 * @param window what slides
 * @param axis along which spatial axis
 * @param ceil whether a last window that starts inside counts where it runs over the edge
 * @param extent elements of the input
 * @param letters whether the window's sizes are written as letters
 */
record WindowLaw(Window window, int axis, boolean ceil, Dim extent, boolean letters) {
  /** In numbers. */
  static WindowLaw of(Window window, int axis, boolean ceil, Dim extent) {
    return new WindowLaw(window, axis, ceil, extent, false);
  }

  /** In numbers, without ceil_mode. */
  static WindowLaw of(Window window, int axis, Dim extent) {
    return of(window, axis, false, extent);
  }

  /** In letters: W of the input, kernel K, stride S, padding P, dilation D; for the last axis. */
  static WindowLaw letters(Window window, boolean ceil) {
    return new WindowLaw(window, window.axes() - 1, ceil, Dim.symbol("W"), true);
  }

  /**
   * How many positions the window has. Where ceil_mode may let a window start beyond the input, at
   * most those count that start before its end.
   *
   * @param known whether the input's extent is a number, so that both bounds can be compared
   */
  Formula positions(boolean known) {
    if (!ceil) {
      return room().over(Rounding.DOWN, stride()).plus(1);
    }
    Formula rounded = room().over(Rounding.UP, stride());
    if (!mayStartOutside()) {
      return rounded.plus(1);
    }
    Formula inside =
        (before() == 0 ? Formula.of(extent) : Formula.of(extent).plus(padding("P", before())))
            .minus(1)
            .over(Rounding.DOWN, stride());
    return (known ? Formula.least(rounded, inside) : inside).plus(1);
  }

  /** The extent over which a window has so many positions. */
  Formula spread() {
    Formula size = Formula.of(extent).minus(1).times(stride());
    if (before() != 0 || after() != 0) {
      size =
          before() == after()
              ? size.minus(Formula.of(2).times(padding("P", before())))
              : size.minus(padding("P_before", before())).minus(padding("P_after", after()));
    }
    return dilation() == 1 ? size.plus(kernel()) : size.plus(dilated()).plus(1);
  }

  /** What the rounding does to a known extent, in words. */
  String remainder() {
    if (ceil) {
      return mayStartOutside()
          ? "rounded up, but the last window must start inside the input or its left padding"
          : "rounded up: ceil_mode";
    }
    long rest = extent.isConstant() ? rest() : 0;
    if (rest == 0) {
      return "";
    }
    long unused = rest - after();
    return unused <= 0
        ? "the remainder " + rest + " is padding"
        : "the remainder is cut off: the last "
            + (unused == 1 ? "one is" : unused + " are")
            + " never used";
  }

  /** What a floor cuts off a known extent, padding included. */
  long rest() {
    return Math.floorMod(room().value().value(), (long) window.stride().get(axis));
  }

  private boolean mayStartOutside() {
    long last = before() + after() - window.span(axis) + window.stride().get(axis) - 1;
    return last > before() - 1;
  }

  /** How far the window can move: the padded extent less what the kernel covers. */
  Formula room() {
    Formula room = Formula.of(extent);
    if (dilation() == 1) {
      return padded(room.minus(kernel()));
    }
    return padded(room).minus(dilated()).minus(1);
  }

  private Formula padded(Formula size) {
    if (before() == 0 && after() == 0) {
      return size;
    }
    return before() == after()
        ? size.plus(Formula.of(2).times(padding("P", before())))
        : size.plus(padding("P_before", before())).plus(padding("P_after", after()));
  }

  private Formula dilated() {
    return size("D", dilation()).times(kernel().minus(1));
  }

  private Formula kernel() {
    return size("K", window.kernel().get(axis));
  }

  private Formula stride() {
    return size("S", window.stride().get(axis));
  }

  private Formula padding(String letter, long amount) {
    return size(letter, amount);
  }

  private Formula size(String letter, long number) {
    return letters ? Formula.of(Dim.symbol(letter)) : Formula.of(number);
  }

  private long before() {
    return window.padding().before().get(axis);
  }

  private long after() {
    return window.padding().after().get(axis);
  }

  private long dilation() {
    return window.dilation().get(axis);
  }
}
