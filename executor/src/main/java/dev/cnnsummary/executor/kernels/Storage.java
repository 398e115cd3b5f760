package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.executor.ExecutionException;
import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.shape.DType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The memory of a value in one of two layouts. Plain is row-major. Blocked is for {@code [N, C,
 * spatial…]}: channels in blocks of as many as a vector has lanes, innermost, as {@code [N, blocks,
 * pixels, lanes]}; lanes beyond the last channel hold numbers that nobody uses.
 *
 * <p>Where it stands in memory is settled after all kernels are prepared, by {@link #place}.
 */
public final class Storage {
  private final Storage owner;
  private final Extent extent;
  private final int[] shape;
  private final int lanes;
  private final long length;
  private float[] floats = {};
  private long[] integers = {};
  private int offset;

  private Storage(Extent extent, int lanes, @Nullable Storage owner) {
    this.owner = owner == null ? this : owner;
    this.extent = extent;
    this.shape = extent.array();
    this.lanes = lanes;
    this.length = lanes == 0 ? extent.numel() : (long) batch() * blocks() * pixels() * lanes;
  }

  static Storage plain(Extent extent) {
    return new Storage(extent, 0, null);
  }

  static Storage blocked(Extent extent, int lanes) {
    return new Storage(extent, lanes, null);
  }

  /** Room for so many floats. */
  static Storage scratch(int length) {
    return plain(new Extent(DType.F32, List.of(length)));
  }

  /** The type and extents of the value. */
  public Extent extent() {
    return extent;
  }

  /** Whether channels are innermost. */
  public boolean isBlocked() {
    return lanes != 0;
  }

  /** The number of elements that it needs room for. */
  public long length() {
    return length;
  }

  /** The bytes that it takes: integers are held in 64 bits. */
  long bytes() {
    return length * (isFloating() ? Float.BYTES : Long.BYTES);
  }

  int rank() {
    return shape.length;
  }

  int dim(int axis) {
    return shape[axis];
  }

  int[] shape() {
    return shape;
  }

  int batch() {
    return shape[0];
  }

  int channels() {
    return shape[1];
  }

  /** Blocks of channels of a blocked one. */
  int blocks() {
    return Math.ceilDiv(shape[1], lanes);
  }

  /** The product of all extents after the channels. */
  int pixels() {
    int pixels = 1;
    for (int axis = 2; axis < shape.length; axis++) {
      pixels = Math.multiplyExact(pixels, shape[axis]);
    }
    return pixels;
  }

  boolean isFloating() {
    return extent.dtype().isFloating();
  }

  /** The same elements by other extents; row-major only. */
  Storage as(Extent other) {
    return new Storage(other, 0, owner);
  }

  /** Whose memory it stands in: its own, or that of the value which it is a view of. */
  public Storage owner() {
    return owner;
  }

  /** Settles where its floats are. */
  public void place(float[] memory, int start) {
    floats = memory;
    offset = start;
  }

  /** Gives it memory of its own. */
  public void allocate() {
    if (isFloating()) {
      place(new float[checked()], 0);
    } else {
      integers = new long[checked()];
    }
  }

  private int checked() {
    if (length > Integer.MAX_VALUE) {
      throw new ExecutionException(
          "a value takes " + length + " numbers, and there is room for " + Integer.MAX_VALUE);
    }
    return (int) length;
  }

  /** Copies a tensor into it; plain ones only. */
  public void fill(Tensor tensor) {
    if (isFloating()) {
      System.arraycopy(tensor.floats(), 0, floats, offset, tensor.numel());
    } else {
      System.arraycopy(tensor.integers(), 0, integers, 0, tensor.numel());
    }
  }

  /** Its elements as a tensor with memory of its own, in row-major order. */
  public Tensor tensor() {
    if (!isFloating()) {
      return Tensor.of(extent.dtype(), shape, owner.integers.clone());
    }
    float[] copy = new float[Math.toIntExact(extent.numel())];
    if (isBlocked()) {
      int planes = batch() * blocks();
      for (int plane = 0; plane < planes; plane++) {
        Relayout.unblockPlane(this, plane, copy, 0);
      }
    } else {
      System.arraycopy(owner.floats, owner.offset, copy, 0, copy.length);
    }
    return Tensor.of(shape, copy);
  }

  float[] floats() {
    return owner.floats;
  }

  int offset() {
    return owner.offset;
  }

  long[] integers() {
    return owner.integers;
  }

  int lanes() {
    return lanes;
  }
}
