package dev.cnnsummary.analyzer.explain;

import dev.cnnsummary.specs.op.WeightSlot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Gathers {@link TypeNotes}. */
final class Notes {
  static final String ANY = "[...]";

  private final List<TensorNote> inputs = new ArrayList<>();
  private final List<TensorNote> outputs = new ArrayList<>();
  private final List<String> where = new ArrayList<>();
  private final List<WeightNote> weights = new ArrayList<>();
  private final List<Term> macs = new ArrayList<>();
  private final List<Term> flops = new ArrayList<>();
  private boolean view;

  /** Of what takes one tensor and makes one. */
  static Notes of(String input, String output) {
    return new Notes().input("input", input).output("output", output);
  }

  /** Of what makes a tensor of its input's shape. */
  static Notes same() {
    return of(ANY, ANY);
  }

  /** Of what shows its input in another way. */
  static Notes view(String input, String output) {
    Notes notes = of(input, output);
    notes.view = true;
    return notes;
  }

  Notes input(String name, String shape) {
    return input(name, shape, "");
  }

  Notes input(String name, String shape, String when) {
    inputs.add(new TensorNote(name, shape, when));
    return this;
  }

  Notes output(String name, String shape) {
    return output(name, shape, "");
  }

  Notes output(String name, String shape, String when) {
    outputs.add(new TensorNote(name, shape, when));
    return this;
  }

  Notes where(String... lines) {
    where.addAll(Arrays.asList(lines));
    return this;
  }

  Notes weight(String name, List<String> extents, String when) {
    return slot(name, WeightSlot.Kind.PARAMETER, extents, when);
  }

  Notes weight(String name, List<String> extents) {
    return weight(name, extents, "");
  }

  Notes slot(String name, WeightSlot.Kind kind, List<String> extents, String when) {
    weights.add(new WeightNote(name, kind, extents, when));
    return this;
  }

  Notes macs(String formula) {
    macs.add(new Term(formula, ""));
    return flops("2 · MACs");
  }

  Notes flops(String formula) {
    return flops(formula, "");
  }

  Notes flops(String formula, String when) {
    flops.add(new Term(formula, when));
    return this;
  }

  TypeNotes build() {
    return new TypeNotes(inputs, outputs, where, weights, macs, flops, view);
  }
}
