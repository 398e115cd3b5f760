package dev.cnnsummary.cli.repl;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.field.AxisField;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The receptive field of a layer's middle output drawn on each axis of the input. */
final class FieldBar {
  private FieldBar() {}

  /** A line for each spatial axis of each input that is seen, where its sizes are numbers. */
  static List<String> lines(Analysis analysis, Node node, int width) {
    List<String> lines = new ArrayList<>();
    List<@Nullable List<AxisField>> inputs = analysis.field(node.outputs().getFirst()).inputs();
    Shape output = analysis.type(node.outputs().getFirst()).shape();
    for (int input = 0; input < inputs.size(); input++) {
      List<AxisField> axes = inputs.get(input);
      Shape shape = analysis.inputs().types().get(input).shape();
      for (int axis = 0; axes != null && axis < axes.size(); axis++) {
        Dim extent = shape.dim(axis + 2);
        Dim positions = axis + 2 < output.rank() ? output.dim(axis + 2) : Dim.ONE;
        if (extent.isConstant() && positions.isConstant()) {
          lines.add(line(axes.get(axis), extent.value(), positions.value(), width));
        }
      }
    }
    return lines;
  }

  private static String line(AxisField field, long extent, long positions, int width) {
    Long size = field.size();
    long from = 0;
    long to = extent;
    if (size != null && field.offset() != null && field.stride() != null) {
      long middle = positions / 2;
      from = field.offset() + middle * field.stride().numerator() / field.stride().denominator();
      to = from + size;
    }
    int cells = Math.max(10, width - 24);
    StringBuilder bar = new StringBuilder("|");
    for (int cell = 0; cell < cells; cell++) {
      long begin = cell * extent / cells;
      long end = Math.max(begin + 1, (cell + 1) * extent / cells);
      bar.append(begin < to && end > from ? '█' : '·');
    }
    return bar.append("| sees ")
        .append(size == null ? "all" : size)
        .append(" of ")
        .append(extent)
        .toString();
  }
}
