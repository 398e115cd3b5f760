package dev.cnnsummary.specs.onnx;

import dev.cnnsummary.specs.onnx.proto.GraphProto;
import dev.cnnsummary.specs.onnx.proto.ModelProto;
import dev.cnnsummary.specs.onnx.proto.StringStringEntryProto;
import dev.cnnsummary.specs.onnx.proto.TensorProto;
import dev.cnnsummary.specs.onnx.proto.TensorShapeProto;
import dev.cnnsummary.specs.onnx.proto.TypeProto;
import dev.cnnsummary.specs.onnx.proto.ValueInfoProto;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an ONNX file says of itself.
 *
 * @param file its name as given
 * @param irVersion the version of the format
 * @param producer who wrote it, with a version where it tells
 * @param domain the model's name space; empty for none
 * @param modelVersion the model's own version; 0 for none
 * @param description what it says in words; empty for nothing
 * @param graph the graph's name
 * @param opsets the versions of the operators that it uses, by domain; ONNX's own is empty
 * @param inputs what it takes
 * @param outputs what it hands back
 * @param nodes how many nodes it has of each operator
 * @param functions how many functions of its own
 * @param weights how many tensors and elements it holds of each type
 * @param externalFiles the files that hold tensors of it
 * @param metadata what else it says, by key
 */
public record FileFacts(
    String file,
    long irVersion,
    String producer,
    String domain,
    long modelVersion,
    String description,
    String graph,
    Map<String, Long> opsets,
    List<Tensor> inputs,
    List<Tensor> outputs,
    Map<String, Integer> nodes,
    int functions,
    Map<String, Weights> weights,
    List<String> externalFiles,
    Map<String, String> metadata) {

  /**
   * An input or output.
   *
   * @param type as {@code f32[N, 3, 224, 224]}, as far as it is told
   */
  public record Tensor(String name, String type) {}

  /**
   * The tensors of one type.
   *
   * @param tensors how many there are
   * @param elements how many elements they have; saturates
   */
  public record Weights(int tensors, long elements) {
    private Weights plus(Weights other) {
      long sum = elements + other.elements;
      return new Weights(tensors + other.tensors, sum < 0 ? Long.MAX_VALUE : sum);
    }
  }

  static FileFacts of(String file, ModelProto model) {
    GraphProto graph = model.getGraph();
    Map<String, Long> opsets = new TreeMap<>();
    model
        .getOpsetImportList()
        .forEach(each -> opsets.put(Texts.plain(each.getDomain()), each.getVersion()));
    Map<String, Integer> nodes = new TreeMap<>();
    graph
        .getNodeList()
        .forEach(each -> nodes.merge(Texts.plain(each.getOpType()), 1, Integer::sum));
    Map<String, String> metadata = new TreeMap<>();
    model
        .getMetadataPropsList()
        .forEach(each -> metadata.put(Texts.plain(each.getKey()), Texts.plain(each.getValue())));
    return new FileFacts(
        file,
        model.getIrVersion(),
        Texts.plain((model.getProducerName() + " " + model.getProducerVersion()).strip()),
        Texts.plain(model.getDomain()),
        model.getModelVersion(),
        Texts.plain(model.getDocString()),
        Texts.plain(graph.getName()),
        opsets,
        inputs(graph),
        graph.getOutputList().stream().map(FileFacts::tensor).toList(),
        nodes,
        model.getFunctionsCount(),
        weights(graph),
        externalFiles(graph),
        metadata);
  }

  private static List<Tensor> inputs(GraphProto graph) {
    Set<String> initializers = new HashSet<>();
    graph.getInitializerList().forEach(each -> initializers.add(each.getName()));
    return graph.getInputList().stream()
        .filter(each -> !initializers.contains(each.getName()))
        .map(FileFacts::tensor)
        .toList();
  }

  private static Tensor tensor(ValueInfoProto info) {
    TypeProto type = info.getType();
    String text =
        switch (type.getValueCase()) {
          case TENSOR_TYPE -> text(type.getTensorType());
          case SPARSE_TENSOR_TYPE -> "sparse " + text(type.getSparseTensorType());
          case SEQUENCE_TYPE -> "a sequence";
          case MAP_TYPE -> "a map";
          case OPTIONAL_TYPE -> "an optional value";
          case VALUE_NOT_SET -> "of no type";
        };
    return new Tensor(Texts.plain(info.getName()), text);
  }

  private static String text(TypeProto.Tensor tensor) {
    List<String> dims = new ArrayList<>();
    for (TensorShapeProto.Dimension each : tensor.getShape().getDimList()) {
      String name = each.getDimParam().isEmpty() ? "?" : Texts.plain(each.getDimParam());
      dims.add(each.hasDimValue() ? Long.toString(each.getDimValue()) : name);
    }
    return ElementTypes.name(tensor.getElemType()) + (tensor.hasShape() ? dims : "");
  }

  private static Map<String, Weights> weights(GraphProto graph) {
    Map<String, Weights> weights = new TreeMap<>();
    for (TensorProto tensor : graph.getInitializerList()) {
      double elements = 1; // a file may claim more than can be counted
      for (long extent : tensor.getDimsList()) {
        elements *= Math.max(0, extent);
      }
      weights.merge(
          ElementTypes.name(tensor.getDataType()), new Weights(1, (long) elements), Weights::plus);
    }
    return weights;
  }

  private static List<String> externalFiles(GraphProto graph) {
    Set<String> files = new TreeSet<>();
    for (TensorProto tensor : graph.getInitializerList()) {
      for (StringStringEntryProto entry : tensor.getExternalDataList()) {
        if (entry.getKey().equals("location")) {
          files.add(Texts.plain(entry.getValue()));
        }
      }
    }
    return List.copyOf(files);
  }
}
