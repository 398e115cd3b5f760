package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.analyzer.field.AxisStep;
import dev.cnnsummary.specs.function.AxisNorm;
import dev.cnnsummary.specs.function.ChannelNorm;
import dev.cnnsummary.specs.function.FunctionalNorm;
import dev.cnnsummary.specs.function.ModuleForm;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Normalisation whose weights are operands. FLOPs as those of the modules. */
final class FunctionNorms {
  private FunctionNorms() {}

  static Facts facts(ChannelNorm norm, Operands in) {
    TensorType input = in.floating("normalisation");
    Shape shape = input.shape();
    if (shape.rank() < 2 && norm.kind() != ChannelNorm.Kind.BATCH) {
      throw new Rejection("normalisation takes [N, C, ...], got " + shape);
    }
    Dim channels = shape.rank() < 2 ? Dim.ONE : shape.dim(1);
    for (int i = 1; i < in.count(); i++) {
      Dim wanted = norm.perGroup() ? Dim.of(norm.groups()) : channels;
      in.equal(in.shape(i).numel(), wanted, "a weight has {left} elements where there are {right}");
    }
    in.multiple(
        channels,
        Dim.of(norm.groups()),
        "the input has {left} channels, which {right} groups do not divide");
    boolean own = norm.kind() != ChannelNorm.Kind.BATCH || norm.outputs() > 1;
    List<AxisStep> steps = new ArrayList<>(AxisStep.pointwise(shape.rank()));
    for (int axis = 0; axis < shape.rank(); axis++) {
      boolean mixed =
          switch (norm.kind()) {
            case BATCH -> own && axis != 1;
            case INSTANCE -> axis > 1;
            case GROUP -> axis > 0;
          };
      if (mixed) {
        steps.set(axis, AxisStep.MIXED);
      }
    }
    List<TensorType> outputs = new ArrayList<>(List.of(input));
    for (int i = 1; i < norm.outputs(); i++) {
      outputs.add(new TensorType(in.get(2 + i).dtype(), Shape.of(channels)));
    }
    return facts(outputs, shape.numel().times(own ? 7 : 2), steps);
  }

  private static Facts facts(List<TensorType> outputs, Dim flops, List<AxisStep> steps) {
    return new Facts(outputs, List.of(), Dim.ZERO, flops, List.of(steps), false);
  }

  /** As the module's rule has it, whose weights are looked for among the operands. */
  static Facts facts(FunctionalNorm function, Operands in) {
    Facts facts = Rules.facts(function.norm(), in);
    ModuleForm form = Objects.requireNonNull(ModuleForm.of(function, List.of()));
    for (int slot = 0; slot < form.slots().size(); slot++) {
      String name = function.norm().weights().get(slot).name();
      int operand = form.slots().get(slot);
      in.floating(operand, name);
      in.sameShape(in.shape(operand), facts.weights().get(slot), name);
    }
    return new Facts(
        facts.outputs(),
        List.of(),
        facts.macs(),
        facts.flops(),
        FunctionalMaps.seeing(facts.field(), in),
        false);
  }

  static Facts facts(AxisNorm norm, Operands in) {
    TensorType input = in.floating("normalisation");
    Shape shape = input.shape();
    int axis = Axes.index(norm.axis(), shape.rank(), "axis");
    Shape normalized = Shape.of(shape.dims().subList(axis, shape.rank()));
    for (int i = 1; i < in.count(); i++) {
      Broadcast.of(in.shape(i), normalized, "a weight of a norm", in);
    }
    List<Dim> reduced = new ArrayList<>(shape.dims());
    List<AxisStep> steps = new ArrayList<>(AxisStep.pointwise(shape.rank()));
    for (int i = axis; i < shape.rank(); i++) {
      reduced.set(i, Dim.ONE);
      steps.set(i, AxisStep.MIXED);
    }
    List<TensorType> outputs = new ArrayList<>(List.of(input));
    for (int i = 1; i < norm.outputs(); i++) {
      outputs.add(new TensorType(norm.stash(), Shape.of(reduced)));
    }
    long each = (norm.kind() == AxisNorm.Kind.RMS ? 3L : 5L) + in.count() - 1L;
    return facts(outputs, shape.numel().times(each), steps);
  }
}
