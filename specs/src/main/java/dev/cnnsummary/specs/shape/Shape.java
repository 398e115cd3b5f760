package dev.cnnsummary.specs.shape;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The extents of a tensor, outermost first. Immutable; a scalar has none. */
public final class Shape {
  /** No extents: one element. */
  public static final Shape SCALAR = new Shape(List.of());

  private final List<Dim> dims;

  private Shape(List<Dim> dims) {
    this.dims = dims;
  }

  public static Shape of(Dim... dims) {
    return new Shape(List.of(dims));
  }

  public static Shape of(List<Dim> dims) {
    return new Shape(List.copyOf(dims));
  }

  public static Shape of(long... extents) {
    List<Dim> dims = new ArrayList<>(extents.length);
    for (long extent : extents) {
      dims.add(Dim.of(extent));
    }
    return new Shape(List.copyOf(dims));
  }

  /** The number of axes. */
  public int rank() {
    return dims.size();
  }

  /**
   * The extent along an axis.
   *
   * @param axis from 0, or negative to count from the end: -1 is the last
   * @throws IndexOutOfBoundsException if there is no such axis
   */
  public Dim dim(int axis) {
    return dims.get(index(axis));
  }

  /** Every extent; unmodifiable. */
  public List<Dim> dims() {
    return dims;
  }

  /** The number of elements: the product of the extents, 1 for a scalar. */
  public Dim numel() {
    Dim product = Dim.ONE;
    for (Dim dim : dims) {
      product = product.times(dim);
    }
    return product;
  }

  /**
   * The same shape with another extent along an axis.
   *
   * @param axis as in {@link #dim}
   * @throws IndexOutOfBoundsException if there is no such axis
   */
  public Shape with(int axis, Dim dim) {
    List<Dim> changed = new ArrayList<>(dims);
    changed.set(index(axis), dim);
    return of(changed);
  }

  private int index(int axis) {
    int index = axis < 0 ? axis + rank() : axis;
    if (index < 0 || index >= rank()) {
      throw new IndexOutOfBoundsException("there is no axis " + axis + " in the shape " + this);
    }
    return index;
  }

  /** As {@link Dim#bind}, for every extent. */
  public Shape bind(Bindings bindings) {
    if (isConstant() || bindings.isEmpty()) {
      return this;
    }
    List<Dim> bound = new ArrayList<>(rank());
    for (Dim dim : dims) {
      bound.add(dim.bind(bindings));
    }
    return of(bound);
  }

  /** Whether every extent is a known number. */
  public boolean isConstant() {
    for (Dim dim : dims) {
      if (!dim.isConstant()) {
        return false;
      }
    }
    return true;
  }

  /** The names of the symbols in its extents, sorted; unmodifiable. */
  public Set<String> symbols() {
    SortedSet<String> names = new TreeSet<>();
    for (Dim dim : dims) {
      dim.collectSymbols(names);
    }
    return Collections.unmodifiableSortedSet(names);
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof Shape other && dims.equals(other.dims);
  }

  @Override
  public int hashCode() {
    return dims.hashCode();
  }

  /** As {@code [N, 64, 224, 224]}. */
  @Override
  public String toString() {
    return dims.toString();
  }
}
