package dev.cnnsummary.cli.repl;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.Assumption;
import dev.cnnsummary.analyzer.LayerReport;
import dev.cnnsummary.analyzer.WeightReport;
import dev.cnnsummary.analyzer.field.AxisField;
import dev.cnnsummary.cli.render.Numbers;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.TensorType;
import dev.cnnsummary.specs.spec.SpecWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a session says of a layer. */
final class LayerLines {
  private LayerLines() {}

  /** Its name, with the call where it is not the first. */
  static String name(Node node) {
    return node.path().text() + (node.call() > 1 ? ":" + node.call() : "");
  }

  /** One line: where it stands, what it takes and makes, what it costs. */
  static String line(Analysis analysis, Node node) {
    LayerReport layer = analysis.layers().get(node.index());
    StringBuilder line = new StringBuilder("[");
    line.append(node.index() + 1).append('/').append(analysis.layers().size()).append("] ");
    line.append(name(node)).append("  ").append(node.type()).append("  ");
    line.append(shapes(layer.inputs())).append(" → ").append(shapes(layer.outputs()));
    if (!layer.params().equals(Dim.ZERO)) {
      line.append("  params ").append(Numbers.grouped(layer.params()));
    }
    if (!layer.macs().equals(Dim.ZERO)) {
      line.append("  MACs ").append(Numbers.grouped(layer.macs()));
    }
    return line.toString();
  }

  /** All that is known of it, a property a line. */
  static String details(Analysis analysis, Node node) {
    LayerReport layer = analysis.layers().get(node.index());
    StringBuilder text =
        new StringBuilder(name(node)).append(": ").append(node.type()).append('\n');
    SpecWriter.options(node).forEach((option, value) -> property(text, option, value));
    for (TensorType input : layer.inputs()) {
      property(text, "takes", input.toString());
    }
    for (TensorType output : layer.outputs()) {
      property(text, "makes", output + (layer.view() ? " (a view of its input)" : ""));
    }
    for (WeightReport weight : analysis.ownWeights(node.path())) {
      String name = weight.value().name();
      property(
          text,
          name.substring(name.lastIndexOf('.') + 1),
          weight.shape() + (weight.value().trainable() ? "" : " (not trained)"));
    }
    property(text, "params", Numbers.grouped(layer.params()));
    property(text, "MACs", Numbers.grouped(layer.macs()));
    property(text, "FLOPs", Numbers.grouped(layer.flops()));
    property(text, "output bytes", Numbers.grouped(layer.outputBytes()));
    String field = field(analysis, node);
    if (!field.isEmpty()) {
      property(text, "field", field);
    }
    for (Assumption assumption : layer.assumptions()) {
      property(text, "valid where", assumption.condition());
    }
    return text.toString();
  }

  /** Its receptive field: {@code 11x11, stride 4, offset -2}; empty where it has none. */
  static String field(Analysis analysis, Node node) {
    List<String> parts = new ArrayList<>();
    for (@Nullable List<AxisField> axes : analysis.field(node.outputs().getFirst()).inputs()) {
      if (axes != null && !axes.isEmpty()) {
        String sizes =
            axes.stream()
                .map(axis -> axis.size() == null ? "all" : axis.size().toString())
                .collect(Collectors.joining("x"));
        AxisField first = axes.getFirst();
        parts.add(
            sizes
                + (first.stride() == null ? "" : ", stride " + first.stride())
                + (first.offset() == null ? "" : ", offset " + first.offset()));
      }
    }
    return String.join("; ", parts);
  }

  static String shapes(List<TensorType> types) {
    return types.stream().map(type -> type.shape().toString()).collect(Collectors.joining(", "));
  }

  private static void property(StringBuilder text, String name, String value) {
    text.append("  ").append(name).append(" ".repeat(Math.max(1, 14 - name.length())));
    text.append(value).append('\n');
  }
}
