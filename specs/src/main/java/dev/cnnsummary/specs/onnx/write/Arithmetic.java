package dev.cnnsummary.specs.onnx.write;

import dev.cnnsummary.specs.onnx.ElementTypes;
import dev.cnnsummary.specs.op.Dropout;
import dev.cnnsummary.specs.op.Elementwise;
import dev.cnnsummary.specs.op.Reduce;
import dev.cnnsummary.specs.shape.DType;
import java.util.List;

/** Arithmetic, reductions, and what is nothing in evaluation. */
final class Arithmetic {
  private Arithmetic() {}

  static void elementwise(Elementwise op, Emitter emitter) {
    String type =
        switch (op.kind()) {
          case ADD -> "Add";
          case SUB -> "Sub";
          case MUL -> "Mul";
          case DIV -> "Div";
          case MAXIMUM -> "Max";
          case MINIMUM -> "Min";
        };
    DType result = emitter.output(0).dtype();
    String left = cast(0, result, emitter);
    String right =
        op.other() == null
            ? cast(1, result, emitter)
            : emitter.constant(Numbers.scalar(result, op.other()));
    emitter.put(0, emitter.add(type, List.of(left, right)));
  }

  /** ONNX does not mix types. */
  static String cast(int operand, DType wanted, Emitter emitter) {
    return emitter.type(operand).dtype() == wanted
        ? emitter.input(operand)
        : emitter.add(
            "Cast",
            List.of(emitter.input(operand)),
            Attributes.integer("to", ElementTypes.number(wanted)));
  }

  static void reduce(Reduce reduce, Emitter emitter) {
    List<Long> axes = reduce.dims().stream().map(dim -> (long) emitter.axis(dim)).toList();
    String type =
        switch (reduce.kind()) {
          case MEAN -> "ReduceMean";
          case SUM -> "ReduceSum";
          case AMAX, MAX -> "ReduceMax";
          case AMIN, MIN -> "ReduceMin";
        };
    String input = cast(0, emitter.output(0).dtype(), emitter);
    emitter.put(0, emitter.reduce(type, input, axes, reduce.keepdim()));
    if (reduce.outputs() > 1) {
      emitter.put(
          1,
          emitter.add(
              reduce.kind() == Reduce.Kind.MAX ? "ArgMax" : "ArgMin",
              List.of(emitter.input(0)),
              Attributes.integer("axis", axes.getFirst()),
              Attributes.flag("keepdims", reduce.keepdim())));
    }
  }

  /** ONNX has a dropout of single elements; others are the identity in evaluation as well. */
  static void dropout(Dropout dropout, Emitter emitter) {
    if (dropout.kind() != Dropout.Kind.ELEMENT) {
      emitter.put(0, emitter.add("Identity", List.of(emitter.input(0))));
      return;
    }
    String ratio = emitter.constant(Numbers.floats(List.of(), (float) dropout.p()));
    emitter.put(0, emitter.add("Dropout", List.of(emitter.input(0), ratio)));
  }
}
