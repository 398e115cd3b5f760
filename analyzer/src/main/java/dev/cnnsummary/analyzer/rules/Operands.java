package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.analyzer.Assumption;
import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operator is given, and what it demands of it. A demand that depends on symbols is kept as
 * an assumption.
 */
public final class Operands {
  private final List<TensorType> types;
  private final List<? extends @Nullable Contents> contents;
  private final List<? extends @Nullable Literal> literals;
  private final String name;
  private List<Assumption> assumptions = List.of();

  /** The data operands of a node. */
  public Operands(List<TensorType> types) {
    this(types, List.of(), List.of(), "");
  }

  /**
   * The data operands of a node.
   *
   * @param contents what each of them holds, as far as known; empty where none is
   * @param literals the numbers of those that are constant; empty where none is
   * @param name what symbols are named after, any text, that stand for what cannot be known
   */
  public Operands(
      List<TensorType> types,
      List<? extends @Nullable Contents> contents,
      List<? extends @Nullable Literal> literals,
      String name) {
    this.types = types;
    this.contents = contents;
    this.literals = literals;
    this.name = name;
  }

  /** Whether something is known of what an operand holds. */
  boolean haveContents() {
    return !contents.isEmpty();
  }

  /** What an operand holds; null where nothing is known of it. */
  @Nullable Contents contents(int index) {
    return index < contents.size() ? contents.get(index) : null;
  }

  /** The numbers of a constant operand that is of a type that is computed with. */
  @Nullable Literal literal(int index) {
    Literal literal = index < literals.size() ? literals.get(index) : null;
    return literal == null || !literal.dtype().isComputed() ? null : literal;
  }

  /** The whole numbers of an operand, all of which must be known. */
  List<Long> numbers(int index, String what) {
    Contents held = contents(index);
    List<Long> numbers = held == null ? null : held.numbers();
    if (numbers == null) {
      throw new Rejection(what + " must be known, but depend on data or symbols");
    }
    return numbers;
  }

  /**
   * What an operand holds that tells sizes; what is not known of them becomes symbols, if their
   * number is known.
   */
  List<Dim> sizes(int index, String what) {
    Shape shape = get(index).shape();
    Contents held = contents(index);
    Dim numel = held == null ? shape.numel() : Dim.of(held.size());
    if (!numel.isConstant() || numel.value() > Contents.MOST) {
      throw new Rejection("the number of " + what + " must be known, got a tensor of " + shape);
    }
    List<Dim> sizes = new ArrayList<>();
    for (int i = 0; i < numel.value(); i++) {
      Dim known = held == null ? null : held.get(i);
      sizes.add(known == null ? unknown(what.replace(' ', '_') + "_" + i) : known);
    }
    return sizes;
  }

  /** A symbol for an extent that depends on data. */
  Dim unknown(String what) {
    return Contents.symbol(name, what);
  }

  TensorType get(int index) {
    if (index >= types.size()) {
      throw new Rejection("it needs an input number " + (index + 1));
    }
    return types.get(index);
  }

  Shape shape(int index) {
    return get(index).shape();
  }

  int count() {
    return types.size();
  }

  /** What was assumed of the symbols so far. */
  public List<Assumption> assumptions() {
    return assumptions;
  }

  List<TensorType> all() {
    return types;
  }

  TensorType only() {
    return get(0);
  }

  /** The only operand, or the first, which must have floating-point elements. */
  TensorType floating(String operator) {
    return floating(0, operator);
  }

  /** An operand, which must have floating-point elements. */
  TensorType floating(int index, String operator) {
    TensorType type = get(index);
    if (!type.dtype().isFloating()) {
      throw new Rejection(operator + " takes floating-point elements, got " + type.dtype().text());
    }
    return type;
  }

  void equal(Dim left, Dim right, String explanation) {
    require(Assumption.Kind.EQUAL, left, right, explanation);
  }

  void atLeast(Dim left, Dim right, String explanation) {
    require(Assumption.Kind.AT_LEAST, left, right, explanation);
  }

  void multiple(Dim left, Dim right, String explanation) {
    require(Assumption.Kind.MULTIPLE, left, right, explanation);
  }

  private void require(Assumption.Kind kind, Dim left, Dim right, String explanation) {
    switch (Assumption.verdict(kind, left, right)) {
      case HOLDS -> {}
      case FAILS -> throw new Rejection(new Assumption(kind, left, right, explanation).violation());
      case OPEN -> {
        if (assumptions.isEmpty()) {
          assumptions = new ArrayList<>();
        }
        assumptions.add(new Assumption(kind, left, right, explanation));
      }
    }
  }

  /**
   * Demands that a weight has the shape that its operator wants.
   *
   * @param known what it has
   * @param wanted what the operator wants
   */
  public void sameShape(Shape known, Shape wanted, String weight) {
    if (known.rank() != wanted.rank()) {
      throw new Rejection(weight + " has the shape " + known + ", not " + wanted);
    }
    for (int axis = 0; axis < known.rank(); axis++) {
      equal(
          known.dim(axis),
          wanted.dim(axis),
          weight + " has an axis of {left} where its layer wants {right}");
    }
  }

  /**
   * The element type of a result of two, as torch.promote_types has it: floating over integer over
   * boolean, then the wider.
   */
  static DType promote(DType left, DType right) {
    if (left == right || right == DType.BOOL) {
      return left;
    }
    if (left == DType.BOOL) {
      return right;
    }
    if (isComplex(left) || isComplex(right)) {
      boolean first = isComplex(left) && (!isComplex(right) || left.bytes() > right.bytes());
      return first ? left : right;
    }
    if (left.isFloating() != right.isFloating()) {
      return left.isFloating() ? left : right;
    }
    if (left.bytes() == right.bytes()) {
      return holdingBoth(left);
    }
    return left.bytes() > right.bytes() ? left : right;
  }

  private static boolean isComplex(DType dtype) {
    return dtype == DType.C64 || dtype == DType.C128;
  }

  /** What holds f16 and bf16, or signed and unsigned integers of the same width, as far as any. */
  private static DType holdingBoth(DType either) {
    return switch (either) {
      case F16, BF16 -> DType.F32;
      case I8, U8 -> DType.I16;
      case I16, U16 -> DType.I32;
      case I32, U32, I64, U64 -> DType.I64;
      case F8E4M3FN, F8E4M3FNUZ, F8E5M2, F8E5M2FNUZ, F8E8M0, F4E2M1 -> DType.F32;
      case I4, U4, I2, U2 -> DType.I8;
      case F32, F64, BOOL, C64, C128, STRING -> either; // alone of their width
    };
  }
}
