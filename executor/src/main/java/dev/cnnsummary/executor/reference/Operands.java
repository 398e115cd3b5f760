package dev.cnnsummary.executor.reference;

import dev.cnnsummary.executor.Geometry.Extent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The extents of what an operator is given, and what it may ask of them. */
final class Operands {
  private final List<Extent> extents;

  Operands(List<Extent> extents) {
    this.extents = List.copyOf(extents);
  }

  /** Whether the operator is never called, so that only what it declares is known. */
  boolean none() {
    return extents.isEmpty();
  }

  int count() {
    return extents.size();
  }

  List<Extent> all() {
    return extents;
  }

  Extent get(int operand) {
    require(
        operand < extents.size(),
        "there are " + extents.size() + " operands, but " + (operand + 1) + " are needed");
    return extents.get(operand);
  }

  /** The only operand, or the first. */
  Extent only() {
    return get(0);
  }

  /** An operand, which must have floating-point elements. */
  Extent floating(int operand, String operator) {
    Extent extent = get(operand);
    require(
        extent.dtype().isFloating(),
        operator + " takes floating-point elements, got " + extent.dtype().text());
    return extent;
  }

  /** The first operand's extent along an axis. */
  int dim(int axis) {
    return only().shape().get(axis);
  }

  int rank() {
    return only().shape().size();
  }

  /** The axis of the first operand that an option names; a negative number counts from the end. */
  int axis(int dim) {
    return axis(dim, rank());
  }

  /** The axis among so many that an option names. */
  static int axis(int dim, int rank) {
    require(-rank <= dim && dim < rank, "there is no axis " + dim + " among " + rank);
    return dim < 0 ? dim + rank : dim;
  }

  /** Demands {@code [N, C]} and so many spatial axes. */
  static void requireSpatial(Extent extent, int spatial, String operator) {
    require(
        extent.shape().size() == spatial + 2,
        operator + " takes [N, C] and " + spatial + " spatial axes, got " + extent.shape());
  }

  /** What an option declares of a module that is never called. */
  static int declared(@Nullable Integer option, String name) {
    if (option == null) {
      throw new IllegalArgumentException(name + " must be given for a layer that is never called");
    }
    return option;
  }

  /** What an operand has, which must be what an option declares, if it does. */
  static int declaredOr(@Nullable Integer option, int actual, String name) {
    require(option == null || option == actual, name + " is " + option + ", but got " + actual);
    return actual;
  }

  /**
   * Demands something.
   *
   * @throws IllegalArgumentException if it does not hold
   */
  static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
