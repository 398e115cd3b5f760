package dev.cnnsummary.analyzer.explain;

import dev.cnnsummary.specs.op.Elementwise;
import dev.cnnsummary.specs.op.Interpolate;
import dev.cnnsummary.specs.op.Reduce;
import dev.cnnsummary.specs.op.Softmax;
import dev.cnnsummary.specs.spec.LayerType;
import java.util.List;

/** Notes on functions of elements, reductions and interpolation. */
final class PointwiseNotes {
  private PointwiseNotes() {}

  static Notes of(Softmax softmax) {
    Notes notes =
        softmax.kind() == Softmax.Kind.SOFTMAX_2D
            ? Notes.of("[N, C, H, W] or [C, H, W]", "[N, C, H, W] or [C, H, W]")
            : Notes.same();
    return notes
        .where("rows are what sums to one: the elements of all axes but dim")
        .flops(softmax.kind() == Softmax.Kind.SOFTMIN ? "4 · in − rows" : "3 · in − rows");
  }

  static Notes of(Elementwise elementwise, LayerType type) {
    boolean orNumber = type.option("other") != null;
    Notes notes =
        new Notes()
            .input("input", Notes.ANY)
            .input("other", Notes.ANY, orNumber ? "no option other" : "")
            .output("output", Notes.ANY)
            .where(
                "axes are matched from the last on; one that is missing or has a single element is"
                    + " repeated")
            .flops("out");
    return elementwise.kind() == Elementwise.Kind.DIV
        ? notes.where("a quotient of integers is f32")
        : notes;
  }

  static Notes prelu() {
    return Notes.of("[N, C, ...]", "[N, C, ...]")
        .weight("weight", List.of("num_parameters"))
        .flops("in");
  }

  static Notes glu() {
    return Notes.same().where("the axis dim is halved").flops("2 · out");
  }

  static Notes of(Reduce reduce) {
    Notes notes =
        Notes.same()
            .where("the axes dim are gone, or have one element if keepdim; null is all axes")
            .flops(reduce.kind() == Reduce.Kind.MEAN ? "in" : "in − out");
    return switch (reduce.kind()) {
      case MAX, MIN -> notes.output("positions, i64", Notes.ANY, "dim");
      case MEAN, SUM, AMAX, AMIN -> notes;
    };
  }

  static Notes of(Interpolate interpolate, LayerType type) {
    boolean anyMode = type.option("mode") != null;
    String input = anyMode ? "[N, C, ...]" : "[N, C, H, W]";
    Notes notes =
        Notes.of(input, anyMode ? input : "[N, C, H_out, W_out]")
            .where("spatial extents are size, or ⌊extent · scale_factor⌋");
    if (type.mostInputs() == 2) {
      notes.input("like", "[N, C, ...]", "neither size nor scale_factor");
    }
    for (Interpolate.Mode mode : Interpolate.Mode.values()) {
      String flops = flops(mode);
      if (!flops.isEmpty() && (anyMode || interpolate.mode() == mode)) {
        notes.flops(flops, anyMode ? "mode " + mode.word() : "");
      }
    }
    return notes;
  }

  private static String flops(Interpolate.Mode mode) {
    return switch (mode) {
      case NEAREST, NEAREST_EXACT -> "";
      case LINEAR -> "3 · out";
      case BILINEAR -> "7 · out";
      case TRILINEAR -> "15 · out";
      case BICUBIC -> "31 · out";
      case AREA -> "in + out";
    };
  }
}
