package dev.cnnsummary.cli;

import dev.cnnsummary.cli.render.Numbers;
import dev.cnnsummary.specs.onnx.FileFacts;
import dev.cnnsummary.specs.shape.Dim;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What an ONNX file says of itself, as text. */
final class FileFactsText {
  private static final int WIDTH = 16;

  private final StringBuilder text = new StringBuilder();

  private FileFactsText() {}

  static String of(FileFacts facts) {
    FileFactsText lines = new FileFactsText();
    lines.write(facts);
    return lines.text.toString();
  }

  private void write(FileFacts facts) {
    line("File", facts.file());
    line("Format", "ONNX, IR version " + facts.irVersion());
    line("Producer", facts.producer());
    line("Domain", facts.domain());
    line("Model version", facts.modelVersion() == 0 ? "" : Long.toString(facts.modelVersion()));
    line("Description", facts.description());
    line("Graph", facts.graph());
    line(
        "Operator sets",
        facts.opsets().entrySet().stream()
            .map(each ->
                (each.getKey().isEmpty() ? "ai.onnx" : each.getKey()) + " " + each.getValue())
            .collect(Collectors.joining(", ")));
    lines("Inputs", tensors(facts.inputs()));
    lines("Outputs", tensors(facts.outputs()));
    lines("Nodes", nodes(facts));
    line("Functions", facts.functions() == 0 ? "" : Integer.toString(facts.functions()));
    lines("Tensors", weights(facts.weights()));
    lines("External files", facts.externalFiles());
    lines("Metadata", pairs(facts.metadata()));
  }

  private static List<String> tensors(List<FileFacts.Tensor> tensors) {
    return tensors.stream().map(each -> each.name() + ": " + each.type()).toList();
  }

  private static List<String> nodes(FileFacts facts) {
    List<String> lines = new ArrayList<>();
    int all = facts.nodes().values().stream().mapToInt(Integer::intValue).sum();
    lines.add(grouped(all) + " in all");
    facts.nodes().entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(each -> lines.add(grouped(each.getValue()) + " " + each.getKey()));
    return lines;
  }

  private static List<String> weights(Map<String, FileFacts.Weights> weights) {
    return weights.entrySet().stream()
        .map(each ->
            grouped(each.getValue().tensors())
                + " of "
                + each.getKey()
                + ", "
                + grouped(each.getValue().elements())
                + " elements")
        .toList();
  }

  private static List<String> pairs(Map<String, String> pairs) {
    return pairs.entrySet().stream().map(each -> each.getKey() + ": " + each.getValue()).toList();
  }

  private static String grouped(long number) {
    return Numbers.grouped(Dim.of(number));
  }

  private void line(String label, String value) {
    if (!value.isEmpty()) {
      lines(label, List.of(value));
    }
  }

  /** A label before the first of some lines. */
  private void lines(String label, List<String> values) {
    String before = label;
    for (String value : values) {
      text.append(before).repeat(' ', WIDTH - before.length()).append(value).append('\n');
      before = "";
    }
  }
}
