package dev.cnnsummary.analyzer.explain;

import dev.cnnsummary.specs.op.WeightSlot;
import dev.cnnsummary.specs.spec.LayerType;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a type of the spec language takes, makes and costs, for people to read. The analysis does
 * not go by it; tests hold the one to the other.
 *
 * @param inputs the tensors it takes
 * @param outputs those it makes
 * @param where the names that the shapes and formulas use, {@code name = formula}, and what else is
 *     to be said
 * @param weights its parameters and buffers in the order of the state_dict
 * @param macs its multiply-accumulates, a sum; empty for none
 * @param flops its floating-point operations, a sum that may name the {@code MACs}; empty for none
 * @param view whether its output shares the memory of its input
 */
public record TypeNotes(
    List<TensorNote> inputs,
    List<TensorNote> outputs,
    List<String> where,
    List<WeightNote> weights,
    List<Term> macs,
    List<Term> flops,
    boolean view) {
  /** Copies the lists. */
  public TypeNotes {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    where = List.copyOf(where);
    weights = List.copyOf(weights);
    macs = List.copyOf(macs);
    flops = List.copyOf(flops);
  }

  /** What is to be said of a type. */
  public static TypeNotes of(LayerType type) {
    return OperatorNotes.of(type, type.example()).build();
  }

  /** The elements of its parameters, a sum; empty for none. */
  public List<Term> params() {
    return weights.stream()
        .filter(weight -> weight.kind() == WeightSlot.Kind.PARAMETER)
        .map(WeightNote::elements)
        .toList();
  }

  /** A sum on one line: {@code 2 · MACs + (out if bias)}; {@code 0} for none. */
  public static String sum(List<Term> terms) {
    return terms.isEmpty()
        ? "0"
        : terms.stream().map(TypeNotes::summand).collect(Collectors.joining(" + "));
  }

  private static String summand(Term term) {
    return term.when().isEmpty()
        ? term.formula()
        : "(" + term.formula() + " if " + term.when() + ")";
  }
}
