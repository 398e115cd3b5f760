package dev.cnnsummary.analyzer.explain;

import dev.cnnsummary.specs.op.BatchNorm;
import dev.cnnsummary.specs.op.InstanceNorm;
import dev.cnnsummary.specs.op.LayerNorm;
import dev.cnnsummary.specs.op.WeightSlot;
import dev.cnnsummary.specs.spec.LayerType;
import java.util.List;
import java.util.Objects;

/** Notes on norms. */
final class NormNotes {
  private static final String CHANNELS = "num_features";
  private static final String AFFINE = "affine";
  private static final String ELEMENTWISE = "elementwise_affine";
  private static final String RUNNING = "track_running_stats";
  private static final String STATISTICS = "5 · in";

  private NormNotes() {}

  static Notes of(BatchNorm norm) {
    int axes = Objects.requireNonNull(norm.axes());
    String shape = WindowNotes.shape(CHANNELS, axes);
    String input = axes == 1 ? shape + " or [N, num_features]" : shape;
    return perChannel(Notes.of(input, input)).flops("2 · in");
  }

  private static Notes perChannel(Notes notes) {
    List<String> perChannel = List.of(CHANNELS);
    return notes
        .weight("weight", perChannel, AFFINE)
        .weight("bias", perChannel, AFFINE)
        .slot("running_mean", WeightSlot.Kind.BUFFER, perChannel, RUNNING)
        .slot("running_var", WeightSlot.Kind.BUFFER, perChannel, RUNNING)
        .slot("num_batches_tracked", WeightSlot.Kind.COUNTER, List.of(), RUNNING);
  }

  static Notes of(InstanceNorm norm) {
    Integer axes = norm.axes();
    if (axes == null) {
      return FunctionNotes.instanceNorm(STATISTICS);
    }
    String shape = WindowNotes.shape(CHANNELS, axes);
    return perChannel(Notes.of(shape, shape))
        .flops("2 · in", RUNNING)
        .flops(STATISTICS, "not track_running_stats")
        .flops("2 · in", "affine and not track_running_stats");
  }

  static Notes groupNorm(LayerType type) {
    if (type.option(AFFINE) == null) {
      return FunctionNotes.groupNorm(STATISTICS);
    }
    List<String> perChannel = List.of("num_channels");
    return Notes.of("[N, num_channels, ...]", "[N, num_channels, ...]")
        .weight("weight", perChannel, AFFINE)
        .weight("bias", perChannel, AFFINE)
        .flops(STATISTICS)
        .flops("2 · in", AFFINE);
  }

  static Notes of(LayerNorm norm, LayerType type) {
    String shape = norm.channelsFirst() ? "[N, C, H, W]" : "[..., *normalized_shape]";
    Notes notes = Notes.of(shape, shape).flops(STATISTICS);
    if (norm.channelsFirst()) {
      notes.where("normalized_shape is [C], or the last axes of [N, H, W, C]");
    }
    if (type.option(ELEMENTWISE) == null) {
      return FunctionNotes.layerNorm(notes);
    }
    List<String> extents = List.of("*normalized_shape");
    return notes
        .weight("weight", extents, ELEMENTWISE)
        .weight("bias", extents, "elementwise_affine and bias")
        .flops("in", ELEMENTWISE)
        .flops("in", "elementwise_affine and bias");
  }

  static Notes localResponseNorm() {
    return Notes.of("[N, C, ...]", "[N, C, ...]").flops("(size + 4) · in");
  }
}
