package dev.cnnsummary.cli.render;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.Assumption;
import dev.cnnsummary.analyzer.LayerReport;
import dev.cnnsummary.analyzer.Totals;
import dev.cnnsummary.analyzer.WeightReport;
import dev.cnnsummary.analyzer.convention.CountingRule;
import dev.cnnsummary.analyzer.field.AxisField;
import dev.cnnsummary.analyzer.field.Fraction;
import dev.cnnsummary.analyzer.memory.TrainingMemory;
import dev.cnnsummary.specs.graph.Member;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.ScopeCall;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The JSON of an analysis, version 1: {@code docs/json.md} says what each field means. */
public final class JsonFormat {
  private static final int VERSION = 1;

  private final Content content;
  private final Analysis analysis;
  private final List<Dim> counts;
  private final JsonGenerator json;

  private JsonFormat(Content content, JsonGenerator json) {
    this.content = content;
    this.analysis = content.analysis();
    this.counts = content.counts();
    this.json = json;
  }

  /** The whole text, a newline at its end; always of all levels. */
  public static String write(Content content) {
    return JsonText.write(json -> new JsonFormat(content, json).write());
  }

  private void write() {
    json.writeStartObject();
    json.writeNumberProperty("schema_version", VERSION);
    json.writeStringProperty("model", analysis.graph().name());
    if (content.dtype() != null) {
      json.writeStringProperty("stored_as", content.dtype().text());
    }
    json.writeName("inputs");
    json.writeStartArray();
    for (int i = 0; i < analysis.inputs().types().size(); i++) {
      TensorType type = analysis.inputs().types().get(i);
      json.writeStartObject();
      json.writeStringProperty("name", analysis.graph().inputs().get(i).name());
      json.writeStringProperty("dtype", type.dtype().text());
      json.writeName("shape");
      shape(type.shape());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeName("layers");
    json.writeStartArray();
    layers(analysis.graph().root());
    json.writeEndArray();
    json.writeName("containers");
    json.writeStartArray();
    containers(analysis.graph().root());
    json.writeEndArray();
    weights();
    totals(analysis.totals());
    training();
    countAs();
    assumptions();
    json.writeEndObject();
  }

  private void layers(ScopeCall scope) {
    for (Member member : scope.members()) {
      if (member.call() == 0) {
        continue;
      }
      switch (member) {
        case Node node -> layer(analysis.layers().get(node.index()));
        case ScopeCall child when child.members().isEmpty() -> emptyLayer(child);
        case ScopeCall child -> layers(child);
      }
    }
  }

  private void layer(LayerReport layer) {
    Node node = layer.node();
    json.writeStartObject();
    head(node, node.type(), node.form().name().toLowerCase(Locale.ROOT));
    types("input_shapes", layer.inputs());
    types("output_shapes", layer.outputs());
    number("params", layer.params());
    number("trainable_params", layer.trainableParams());
    number("buffers", layer.buffers());
    String unknown = layer.unknown();
    numberUnless(unknown, "macs", layer.macs());
    numberUnless(unknown, "flops", layer.flops());
    numberUnless(unknown, "output_bytes", layer.outputBytes());
    if (content.countAs() != null) {
      numberUnless(unknown, "count_as", counts.get(node.index()));
    }
    field(node.outputs().getFirst());
    if (unknown != null) {
      json.writeStringProperty("unknown", unknown);
    }
    json.writeEndObject();
  }

  private void numberUnless(@Nullable String unknown, String name, Dim value) {
    if (unknown == null) {
      number(name, value);
    } else {
      json.writeNullProperty(name);
    }
  }

  /** A module without children that hands its input on: a layer that makes and costs nothing. */
  private void emptyLayer(ScopeCall scope) {
    json.writeStartObject();
    head(scope, scope.type(), "module");
    values("input_shapes", scope.inputs());
    values("output_shapes", scope.outputs());
    for (String cost :
        List.of("params", "trainable_params", "buffers", "macs", "flops", "output_bytes")) {
      json.writeNumberProperty(cost, 0);
    }
    if (content.countAs() != null) {
      json.writeNumberProperty("count_as", 0);
    }
    field(scope.outputs().getFirst());
    json.writeEndObject();
  }

  /** What is seen of each spatial axis of each input that is seen at all. */
  private void field(Value value) {
    json.writeName("receptive_field");
    json.writeStartArray();
    List<@Nullable List<AxisField>> inputs = analysis.field(value).inputs();
    for (int input = 0; input < inputs.size(); input++) {
      List<AxisField> axes = inputs.get(input);
      for (int axis = 0; axes != null && axis < axes.size(); axis++) {
        json.writeStartObject();
        json.writeStringProperty("input", analysis.graph().inputs().get(input).name());
        json.writeNumberProperty("axis", axis + 2);
        extent(axes.get(axis));
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  private void extent(AxisField field) {
    Long size = field.size();
    Fraction stride = field.stride();
    Long offset = field.offset();
    if (size == null) {
      json.writeStringProperty("size", "whole");
    } else {
      json.writeNumberProperty("size", size);
    }
    if (stride == null) {
      json.writeNullProperty("stride");
    } else if (stride.isWhole()) {
      json.writeNumberProperty("stride", stride.numerator());
    } else {
      json.writeStringProperty("stride", stride.toString());
    }
    if (offset == null) {
      json.writeNullProperty("offset");
    } else {
      json.writeNumberProperty("offset", offset);
    }
  }

  private void head(Member member, String type, String kind) {
    json.writeStringProperty("path", member.path().text());
    json.writeStringProperty("type", type);
    json.writeStringProperty("kind", kind);
    json.writeNumberProperty("call", member.call());
  }

  private void containers(ScopeCall scope) {
    for (Member member : scope.members()) {
      if (member instanceof ScopeCall child && child.call() > 0 && !child.members().isEmpty()) {
        json.writeStartObject();
        json.writeStringProperty("path", child.path().text());
        json.writeStringProperty("type", child.type());
        json.writeNumberProperty("call", child.call());
        values("input_shapes", child.inputs());
        values("output_shapes", child.outputs());
        number("own_params", Cost.of(analysis.ownWeights(child.path())).params());
        json.writeEndObject();
        containers(child);
      }
    }
  }

  private void weights() {
    json.writeName("weights");
    json.writeStartArray();
    for (WeightReport weight : analysis.weights()) {
      Value value = weight.value();
      json.writeStartObject();
      json.writeStringProperty("name", value.name());
      DType dtype = value.dtype() == null ? DType.F32 : value.dtype();
      json.writeStringProperty("dtype", dtype.text());
      json.writeName("shape");
      shape(weight.shape());
      json.writeStringProperty("kind", value.kind() == Value.Kind.PARAMETER ? "param" : "buffer");
      json.writeBooleanProperty("trainable", value.trainable());
      json.writeBooleanProperty("used", weight.used());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void totals(Totals totals) {
    json.writeName("totals");
    json.writeStartObject();
    number("params", totals.params());
    number("trainable_params", totals.trainableParams());
    number("frozen_params", totals.frozenParams());
    number("buffers", totals.buffers());
    number("macs", totals.macs());
    number("flops", totals.flops());
    number("weight_bytes", totals.weightBytes());
    number("output_bytes", totals.outputBytes());
    number("peak_activation_bytes", totals.peakActivationBytes());
    peakLayer(totals.peakLayer());
    json.writeNumberProperty("weighted_depth", totals.weightedDepth());
    json.writeEndObject();
  }

  private void training() {
    TrainingMemory memory = content.trainingMemory();
    if (memory == null) {
      return;
    }
    json.writeName("training");
    json.writeStartObject();
    json.writeStringProperty("optimizer", memory.optimizer().toString());
    number("weight_bytes", memory.weights());
    number("gradient_bytes", memory.gradients());
    number("optimizer_bytes", memory.optimizerState());
    number("activation_bytes", memory.activations());
    number("total_bytes", memory.total());
    json.writeEndObject();
  }

  private void peakLayer(@Nullable Node layer) {
    if (layer == null) {
      json.writeNullProperty("peak_layer");
      return;
    }
    json.writeName("peak_layer");
    json.writeStartObject();
    json.writeStringProperty("path", layer.path().text());
    json.writeNumberProperty("call", layer.call());
    json.writeEndObject();
  }

  /** Whose count stands beside ours, and what it sums to. */
  private void countAs() {
    CountingRule rule = content.countAs();
    if (rule == null) {
      return;
    }
    json.writeName("count_as");
    json.writeStartObject();
    json.writeStringProperty("rule", rule.toString());
    json.writeStringProperty("description", rule.description());
    number("total", rule.total(analysis));
    json.writeEndObject();
  }

  private void assumptions() {
    json.writeName("assumptions");
    json.writeStartArray();
    for (LayerReport layer : analysis.layers()) {
      for (Assumption assumption : layer.assumptions()) {
        json.writeStartObject();
        json.writeStringProperty("path", layer.node().path().text());
        json.writeNumberProperty("call", layer.node().call());
        json.writeStringProperty("condition", assumption.condition());
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  private void types(String name, List<TensorType> types) {
    json.writeName(name);
    json.writeStartArray();
    for (TensorType type : types) {
      shape(type.shape());
    }
    json.writeEndArray();
  }

  private void values(String name, List<Value> values) {
    types(name, values.stream().map(analysis::type).toList());
  }

  private void shape(Shape shape) {
    json.writeStartArray();
    for (Dim dim : shape.dims()) {
      value(dim);
    }
    json.writeEndArray();
  }

  private void number(String name, Dim number) {
    json.writeName(name);
    value(number);
  }

  private void value(Dim number) {
    if (number.isConstant()) {
      json.writeNumber(number.value());
    } else {
      json.writeString(number.toString());
    }
  }
}
