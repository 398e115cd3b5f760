package dev.cnnsummary.analyzer.explain;

import dev.cnnsummary.analyzer.LayerReport;
import dev.cnnsummary.specs.op.Convolution;
import dev.cnnsummary.specs.op.LpPool;
import dev.cnnsummary.specs.op.Op;
import dev.cnnsummary.specs.op.Pool;
import dev.cnnsummary.specs.op.TransposedConvolution;
import dev.cnnsummary.specs.op.Window;
import dev.cnnsummary.specs.shape.Dim;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a window moves along one axis, as a picture shows it: over places that are numbered from the
 * first element of the input, negative ones for the padding before it. A transposed convolution is
 * the convolution of stride one that it is equal to, over its input with zeros between the elements
 * (Dumoulin and Visin, "A guide to convolution arithmetic for deep learning", 2016).
 *
 * @param extent elements of the input
 * @param spacing places from one element to the next; more than one where zeros are between
 * @param before places before the first element at which the first window begins; negative where it
 *     begins behind it
 * @param after places of padding after the last element
 * @param kernel taps
 * @param stride places from one window to the next
 * @param dilation places from one tap to the next
 * @param positions windows
 */
public record SlidingAxis(
    long extent,
    int spacing,
    long before,
    long after,
    int kernel,
    int stride,
    int dilation,
    long positions) {
  /**
   * The axes along which a layer's window moves.
   *
   * @return null where the layer has no window, or a size is a symbol
   */
  public static @Nullable List<SlidingAxis> of(LayerReport layer) {
    Op op = layer.node().op();
    Window window = window(op);
    if (window == null) {
      return null;
    }
    List<SlidingAxis> axes = new ArrayList<>();
    for (int axis = 0; axis < window.axes(); axis++) {
      Dim extent = layer.inputs().getFirst().shape().dim(axis + 2);
      Dim positions = layer.outputs().getFirst().shape().dim(axis + 2);
      if (!extent.isConstant() || !positions.isConstant()) {
        return null;
      }
      boolean transposed = op instanceof TransposedConvolution;
      axes.add(of(window, axis, extent.value(), positions.value(), transposed));
    }
    return axes;
  }

  private static SlidingAxis of(
      Window window, int axis, long extent, long positions, boolean transposed) {
    int kernel = window.kernel().get(axis);
    int stride = window.stride().get(axis);
    int dilation = window.dilation().get(axis);
    long before = window.padding().before().get(axis);
    long after = window.padding().after().get(axis);
    if (!transposed) {
      return new SlidingAxis(extent, 1, before, after, kernel, stride, dilation, positions);
    }
    long border = window.span(axis) - 1;
    return new SlidingAxis(
        extent, stride, border - before, border - after, kernel, 1, dilation, positions);
  }

  private static @Nullable Window window(Op op) {
    if (op instanceof Convolution convolution) {
      return convolution.window();
    }
    if (op instanceof TransposedConvolution convolution) {
      return convolution.window();
    }
    if (op instanceof LpPool pool) {
      return pool.window();
    }
    return op instanceof Pool pool ? pool.window() : null;
  }

  /** The first place that there is. */
  public long first() {
    return Math.min(0, -before);
  }

  /** The last place that there is: of the input, its padding, or the last window. */
  public long last() {
    long end = (long) spacing * (extent - 1) + Math.max(0, after);
    return Math.max(end, start(positions - 1) + (long) dilation * (kernel - 1));
  }

  /** The place at which a window begins. */
  public long start(long position) {
    return position * stride - before;
  }

  /** Whether an element of the input is at a place; padding and zeros are not. */
  public boolean isInput(long place) {
    return place >= 0 && place % spacing == 0 && place / spacing < extent;
  }

  /** Whether a window has a tap at a place. */
  public boolean isTap(long place, long position) {
    long inside = place - start(position);
    return inside >= 0 && inside % dilation == 0 && inside / dilation < kernel;
  }

  /** Whether any window has a tap at a place. */
  public boolean isUsed(long place) {
    for (int tap = 0; tap < kernel; tap++) {
      long begins = place + before - (long) dilation * tap;
      if (begins >= 0 && begins % stride == 0 && begins / stride < positions) {
        return true;
      }
    }
    return false;
  }

  /** The elements of the input that no window sees, in ascending order. */
  public List<Long> unused() {
    List<Long> unused = new ArrayList<>();
    for (long element = 0; element < extent; element++) {
      if (!isUsed(element * spacing)) {
        unused.add(element);
      }
    }
    return unused;
  }
}
