package dev.cnnsummary.cli.render;

import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.graph.Graph;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import tools.jackson.core.JsonGenerator;

/**
 * What a network put out.
 *
 * @param labels the names of classes; empty where there are none
 * @param top how many classes are shown
 */
public record RunResult(Graph graph, List<Tensor> outputs, List<String> labels, int top) {
  private static final int FIRST = 16;

  /** Copies the lists. */
  public RunResult {
    outputs = List.copyOf(outputs);
    labels = List.copyOf(labels);
  }

  /** For a person: classes where an output is a row of scores, otherwise what can be said of it. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < outputs.size(); i++) {
      Tensor output = outputs.get(i);
      text.append(i > 0 ? "\n" : "").append(graph.outputs().get(i).name()).append(": ");
      text.append(output).append('\n');
      if (output.rank() == 2 && output.dtype().isFloating()) {
        for (int row = 0; row < output.dim(0); row++) {
          text.append(output.dim(0) > 1 ? "\nsample " + row + "\n" : "")
              .append(scores(output, row));
        }
      } else {
        text.append(summary(output));
      }
    }
    return text.toString();
  }

  private String scores(Tensor output, int row) {
    int classes = output.dim(1);
    boolean named = labels.size() == classes;
    double[] shares = softmax(output, row);
    TextTable table =
        new TextTable(
            List.of("Class", named ? "Name" : "", "Score", "Softmax"),
            List.of(true, false, true, true));
    IntStream.range(0, classes)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -output.get(row * classes + i)))
        .limit(top)
        .forEach(i ->
            table.add(
                List.of(
                    Integer.toString(i),
                    named ? labels.get(i) : "",
                    String.format(Locale.ROOT, "%.4f", output.get(row * classes + i)),
                    String.format(Locale.ROOT, "%.2f%%", 100 * shares[i]))));
    return table.print();
  }

  private static double[] softmax(Tensor output, int row) {
    int classes = output.dim(1);
    double[] shares = new double[classes];
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < classes; i++) {
      most = Math.max(most, output.get(row * classes + i));
    }
    double sum = 0;
    for (int i = 0; i < classes; i++) {
      shares[i] = Math.exp(output.get(row * classes + i) - most);
      sum += shares[i];
    }
    for (int i = 0; i < classes; i++) {
      shares[i] /= sum;
    }
    return shares;
  }

  private static String summary(Tensor output) {
    if (output.numel() == 0) {
      return "no elements\n";
    }
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    double sum = 0;
    for (int i = 0; i < output.numel(); i++) {
      least = Math.min(least, output.get(i));
      most = Math.max(most, output.get(i));
      sum += output.get(i);
    }
    return String.format(
        Locale.ROOT,
        "least %.6g, greatest %.6g, mean %.6g, l2 %.6g%n",
        least,
        most,
        sum / output.numel(),
        norm(output));
  }

  private static double norm(Tensor tensor) {
    double sum = 0;
    for (int i = 0; i < tensor.numel(); i++) {
      sum += tensor.get(i) * tensor.get(i);
    }
    return Math.sqrt(sum);
  }

  /** The place of the greatest element, the first of several. */
  public static int greatest(Tensor tensor) {
    int best = 0;
    for (int i = 1; i < tensor.numel(); i++) {
      if (tensor.get(i) > tensor.get(best)) {
        best = i;
      }
    }
    return best;
  }

  /** For a program. */
  public String json() {
    return JsonText.write(this::write);
  }

  private void write(JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("model", graph.name());
    json.writeName("outputs");
    json.writeStartArray();
    for (int i = 0; i < outputs.size(); i++) {
      Tensor output = outputs.get(i);
      json.writeStartObject();
      json.writeStringProperty("name", graph.outputs().get(i).name());
      json.writeName("shape");
      json.writeStartArray();
      Arrays.stream(output.shape()).forEach(json::writeNumber);
      json.writeEndArray();
      json.writeName("first16");
      json.writeStartArray();
      for (int j = 0; j < Math.min(FIRST, output.numel()); j++) {
        json.writeNumber(output.get(j));
      }
      json.writeEndArray();
      json.writeNumberProperty("l2", norm(output));
      json.writeNumberProperty("argmax", greatest(output));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
