package dev.cnnsummary.analyzer.explain;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.field.AxisField;
import dev.cnnsummary.analyzer.field.AxisStep;
import dev.cnnsummary.analyzer.field.Fraction;
import dev.cnnsummary.analyzer.field.Places;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.Dim;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the receptive field of a layer comes about from those of its operands: {@code size + (span −
 * 1)·stride}, {@code stride·step}, {@code offset + first·stride} (Araujo, Norris and Sim, 2019);
 * where branches join, the union.
 */
final class FieldReasons {
  private final Analysis analysis;
  private final Node node;
  private final List<List<AxisStep>> steps;
  private final List<Derivation> derivations = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private FieldReasons(Analysis analysis, Node node) {
    this.analysis = analysis;
    this.node = node;
    this.steps = analysis.fieldSteps(node);
  }

  /** The section; null where nothing of an input with spatial axes is seen. */
  static @Nullable Section of(Analysis analysis, Node node) {
    FieldReasons reasons = new FieldReasons(analysis, node);
    List<Value> inputs = analysis.graph().inputs();
    List<@Nullable List<AxisField>> fields = analysis.field(node.outputs().getFirst()).inputs();
    for (int input = 0; input < inputs.size(); input++) {
      List<AxisField> axes = fields.get(input);
      for (int axis = 0; axes != null && axis < axes.size(); axis++) {
        String name = AxisNames.spatial(axes.size(), axis);
        String label = inputs.size() == 1 ? name : inputs.get(input).name() + " " + name;
        reasons.explain(label, input, axis, axes.get(axis));
      }
    }
    boolean empty = reasons.derivations.isEmpty() && reasons.notes.isEmpty();
    return empty
        ? null
        : new Section(Section.Topic.RECEPTIVE_FIELD, null, reasons.derivations, reasons.notes);
  }

  /**
   * What an operand sees.
   *
   * @param step what the layer takes of the axis that it moves along
   */
  private record Seen(AxisField field, AxisStep step) {
    /** Whether elements see one stretch each, in known places a whole number apart. */
    boolean isRegular() {
      Places places = field.places();
      return places != null && places.placed() && places.stretches().size() == 1;
    }

    boolean isInPlace() {
      return step instanceof AxisStep.Along(_, Fraction span, Fraction stride, Fraction offset)
          && span.equals(Fraction.ONE)
          && stride.equals(Fraction.ONE)
          && offset.equals(Fraction.ZERO);
    }

    Formula size() {
      return Formula.of(Objects.requireNonNull(field.size()));
    }

    Formula stride() {
      return Formula.of(Objects.requireNonNull(field.stride()).numerator());
    }

    Formula offset() {
      return Formula.of(Objects.requireNonNull(field.offset()));
    }
  }

  private void explain(String label, int input, int axis, AxisField result) {
    List<Seen> seen = seen(input, axis);
    if (result.isWhole()) {
      boolean before = seen.stream().anyMatch(each -> each.field.isWhole());
      notes.add(label + ": all of the input" + (before ? ", as before" : ""));
    } else if (seen.stream().allMatch(each -> each.field.equals(result))) {
      notes.add(label + ": " + text(result) + ", as before");
    } else if (seen.size() == 1
        && seen.getFirst().isRegular()
        && seen.getFirst().step instanceof AxisStep.Along along
        && along.span().isWhole()
        && along.stride().isWhole()
        && along.offset().isWhole()) {
      window(label, seen.getFirst(), along, result);
    } else if (result.places() != null
        && seen.stream().allMatch(each -> each.isRegular() && each.isInPlace())) {
      union(label, seen, result);
    } else {
      notes.add(label + ": " + text(result) + (seen.size() > 1 ? ", the union of branches" : ""));
    }
  }

  private List<Seen> seen(int input, int axis) {
    List<Seen> seen = new ArrayList<>();
    for (int operand = 0; operand < steps.size(); operand++) {
      List<AxisField> axes = analysis.field(node.inputs().get(operand)).inputs().get(input);
      if (axes != null) {
        AxisField field = axes.get(axis);
        AxisStep step =
            field.axes().size() == 1
                ? AxisStep.settled(steps.get(operand).get(field.axes().getFirst()), 0)
                : AxisStep.MIXED;
        seen.add(new Seen(field, step));
      }
    }
    return seen;
  }

  private void window(String label, Seen seen, AxisStep.Along along, AxisField result) {
    Formula reach = Formula.of(along.span().numerator()).minus(1).times(seen.stride());
    derive(label + " size", seen.size().plus(reach), Objects.requireNonNull(result.size()));
    derive(
        label + " stride",
        seen.stride().times(along.stride().numerator()),
        Objects.requireNonNull(result.stride()).numerator());
    long first = along.offset().numerator();
    Formula shift = Formula.of(Math.abs(first)).times(seen.stride());
    Formula shifted = first < 0 ? seen.offset().minus(shift) : seen.offset().plus(shift);
    derive(
        label + " offset",
        first == 0 ? seen.offset() : shifted,
        Objects.requireNonNull(result.offset()));
  }

  private void union(String label, List<Seen> seen, AxisField result) {
    Formula[] starts = seen.stream().map(Seen::offset).distinct().toArray(Formula[]::new);
    Formula[] ends =
        seen.stream()
            .map(each -> each.offset().plus(each.size()))
            .distinct()
            .toArray(Formula[]::new);
    Formula first = starts.length == 1 ? starts[0] : Formula.least(starts);
    Formula last = ends.length == 1 ? ends[0] : Formula.greatest(ends);
    derive(label + " size", last.minus(first), Objects.requireNonNull(result.size()));
    derive(label + " offset", first, Objects.requireNonNull(result.offset()));
    String note = "the union of what the branches see";
    if (!notes.contains(note)) {
      notes.add(note);
    }
  }

  private void derive(String label, Formula formula, long analysed) {
    derivations.add(Derivation.of(label, formula, "", Dim.of(analysed)));
  }

  private static String text(AxisField field) {
    Fraction stride = field.stride();
    Long offset = field.offset();
    return "size "
        + field.size()
        + (stride == null ? ", in no regular places" : ", stride " + stride)
        + (offset == null ? "" : ", offset " + offset);
  }
}
