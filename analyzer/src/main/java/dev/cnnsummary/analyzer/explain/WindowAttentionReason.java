package dev.cnnsummary.analyzer.explain;

import dev.cnnsummary.analyzer.explain.Formula.Rounding;
import dev.cnnsummary.specs.op.ShiftedWindowAttention;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.util.List;

/** Attention within windows, whose number is rounded up: places that are padded cost as others. */
final class WindowAttentionReason {
  private final ShiftedWindowAttention attention;
  private final Subject subject;
  private final Formula features;
  private final Formula down;
  private final Formula across;

  /** All places of all windows. */
  private final Formula rows;

  private WindowAttentionReason(ShiftedWindowAttention attention, Subject subject) {
    this.attention = attention;
    this.subject = subject;
    Shape input = subject.input();
    this.features = Formula.of(input.dim(3));
    this.down = size(input.dim(1)).over(Rounding.UP, attention.windowHeight());
    this.across = size(input.dim(2)).over(Rounding.UP, attention.windowWidth());
    List<Dim> batch = subject.counted(List.of(input.dim(0)));
    Formula windows = down.times(across);
    this.rows =
        (batch.isEmpty() ? windows : Formula.product(batch).times(windows))
            .times(attention.places());
  }

  private Formula size(Dim dim) {
    return Formula.product(subject.counted(List.of(dim)));
  }

  static Reason of(ShiftedWindowAttention attention, Subject subject) {
    WindowAttentionReason reason = new WindowAttentionReason(attention, subject);
    Formula macs = reason.macs();
    return Reason.keeping(reason.flops(macs)).withMacs(macs).withNote(reason.note());
  }

  /** The four projections, and each place with those of its window, twice. */
  private Formula macs() {
    Formula projections = Formula.of(4).times(features);
    return rows.times(features).times(projections.plus(Formula.of(2).times(attention.places())));
  }

  private Formula flops(Formula macs) {
    Formula weights = rows.times(attention.places()).times(attention.numHeads());
    Formula flops = FeatureReasons.twice(macs);
    if (subject.operands() > ShiftedWindowAttention.QKV_BIAS) {
      boolean both = subject.operands() > ShiftedWindowAttention.PROJ_BIAS;
      flops = flops.plus(rows.times(both ? 4 : 3).times(features));
    }
    if (subject.operands() > ShiftedWindowAttention.LOGIT_SCALE) {
      flops = flops.plus(rows.times(6).times(features)).plus(weights);
    } else {
      flops = flops.plus(rows.times(features));
    }
    return flops.plus(perWeight().times(weights)).minus(rows.times(attention.numHeads()));
  }

  /** Position bias and softmax, and the mask where windows are moved. */
  private Formula perWeight() {
    Formula moved =
        Formula.greatest(
            moved(attention.shiftHeight(), down), moved(attention.shiftWidth(), across));
    Dim mask = moved.value();
    return mask.isConstant() ? Formula.of(mask.plus(4)) : Formula.of(4).plus(moved);
  }

  private static Formula moved(int shift, Formula windows) {
    return shift == 0 ? Formula.of(0) : Formula.least(windows.minus(1), Formula.of(1));
  }

  private String note() {
    Dim height = down.times(attention.windowHeight()).value();
    Dim width = across.times(attention.windowWidth()).value();
    String windows =
        "%s x %s windows of %d x %d places, "
            .formatted(
                down.value(), across.value(), attention.windowHeight(), attention.windowWidth());
    boolean whole = height.equals(subject.input().dim(1)) && width.equals(subject.input().dim(2));
    return windows
        + (whole ? "" : "the input is padded to %s x %s and cut back, ".formatted(height, width))
        + "the input's shape is kept";
  }
}
