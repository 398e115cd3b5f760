package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.function.FunctionalNorm;
import dev.cnnsummary.specs.graph.Node.Form;
import dev.cnnsummary.specs.op.BatchNorm;
import dev.cnnsummary.specs.op.GroupNorm;
import dev.cnnsummary.specs.op.InstanceNorm;
import dev.cnnsummary.specs.op.LayerNorm;
import dev.cnnsummary.specs.op.Op;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Norms that take their statistics, weight and bias. */
final class NormFunctionTypes {
  private static final String USE_INPUT_STATS = "use_input_stats";

  private NormFunctionTypes() {}

  static List<LayerType> byStatistics() {
    return List.of(batchNorm());
  }

  static List<LayerType> bySample() {
    return List.of(instanceNorm(), groupNorm(), layerNorm());
  }

  private static Option momentum() {
    return Option.number("momentum", "weight of a new batch in the running statistics").or(0.1);
  }

  /** Whether weight and bias come after so many tensors; one of them alone is reported. */
  private static boolean affine(Arguments arguments, int before) {
    if (arguments.inputs() == before + 1) {
      arguments.inputsProblem("a weight comes with its bias");
    }
    return arguments.inputs() > before;
  }

  private static LayerType batchNorm() {
    return new LayerType(
        "batch_norm",
        Form.FUNCTION,
        "Normalises each channel by a running mean and variance; takes the input, these and perhaps"
            + " weight and bias.",
        3,
        5,
        List.of(momentum(), SampleNormTypes.eps()),
        arguments ->
            new FunctionalNorm(
                new BatchNorm(
                    null,
                    null,
                    arguments.number("eps"),
                    arguments.number("momentum"),
                    affine(arguments, 3),
                    true)),
        op ->
            op instanceof FunctionalNorm(BatchNorm norm)
                ? new OptionWriter()
                    .putOrNull("momentum", norm.momentum())
                    .put("eps", norm.eps())
                    .options()
                : null);
  }

  private static LayerType instanceNorm() {
    return new LayerType(
        "instance_norm",
        Form.FUNCTION,
        SampleNormTypes.OVER_CHANNELS
            + " Takes the input and perhaps weight and bias; with use_input_stats false a running"
            + " mean and variance before these, by which it goes.",
        1,
        5,
        List.of(
            Option.flag(USE_INPUT_STATS, true, "whether it goes by the statistics of the input"),
            momentum(),
            SampleNormTypes.eps()),
        NormFunctionTypes::makeInstanceNorm,
        op -> {
          InstanceNorm norm = norm(op) instanceof InstanceNorm instance ? instance : null;
          return norm == null || norm.axes() != null
              ? null
              : new OptionWriter()
                  .put(USE_INPUT_STATS, !norm.trackRunningStats())
                  .put("momentum", norm.momentum())
                  .put("eps", norm.eps())
                  .options();
        });
  }

  private static Op makeInstanceNorm(Arguments arguments) {
    boolean running = !arguments.flag(USE_INPUT_STATS);
    int before = running ? 3 : 1;
    if (arguments.inputs() < before) {
      arguments.inputsProblem("use_input_stats false needs a running mean and variance");
    } else if (arguments.inputs() > before + 2) {
      arguments.inputsProblem(
          "it goes by the statistics of the input: a running mean and variance need"
              + " use_input_stats false");
    }
    boolean affine = affine(arguments, before);
    return function(
        new InstanceNorm(
            null, null, arguments.number("eps"), arguments.number("momentum"), affine, running),
        arguments);
  }

  /** Without other operands it is what a module without weights is. */
  private static Op function(Op norm, Arguments arguments) {
    return arguments.inputs() > 1 ? new FunctionalNorm(norm) : norm;
  }

  private static Op norm(Op op) {
    return op instanceof FunctionalNorm(Op norm) ? norm : op;
  }

  private static LayerType groupNorm() {
    return new LayerType(
        "group_norm",
        Form.FUNCTION,
        SampleNormTypes.OVER_GROUPS + " Takes the input and perhaps weight and bias.",
        1,
        3,
        List.of(SampleNormTypes.numGroups(), SampleNormTypes.eps()),
        arguments ->
            function(
                new GroupNorm(
                    arguments.integer("num_groups"),
                    null,
                    arguments.number("eps"),
                    affine(arguments, 1)),
                arguments),
        op ->
            norm(op) instanceof GroupNorm norm && (op instanceof FunctionalNorm || !norm.affine())
                ? new OptionWriter()
                    .put("num_groups", norm.numGroups())
                    .put("eps", norm.eps())
                    .options()
                : null);
  }

  private static LayerType layerNorm() {
    return new LayerType(
        "layer_norm",
        Form.FUNCTION,
        SampleNormTypes.OVER_AXES + " Takes the input and perhaps weight, or weight and bias.",
        1,
        3,
        List.of(SampleNormTypes.normalizedShape(), SampleNormTypes.eps()),
        arguments ->
            function(
                new LayerNorm(
                    arguments.sizes("normalized_shape"),
                    arguments.number("eps"),
                    arguments.inputs() > 1,
                    arguments.inputs() > 2,
                    false),
                arguments),
        NormFunctionTypes::writeLayerNorm);
  }

  private static @Nullable Map<String, Data> writeLayerNorm(Op op) {
    return norm(op) instanceof LayerNorm norm
            && (op instanceof FunctionalNorm || !norm.elementwiseAffine())
            && !norm.channelsFirst()
        ? SampleNormTypes.write(norm).options()
        : null;
  }
}
