package dev.cnnsummary.specs.onnx.write;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.onnx.ElementTypes;
import dev.cnnsummary.specs.onnx.OnnxFile;
import dev.cnnsummary.specs.onnx.proto.GraphProto;
import dev.cnnsummary.specs.onnx.proto.ModelProto;
import dev.cnnsummary.specs.onnx.proto.NodeProto;
import dev.cnnsummary.specs.onnx.proto.OperatorSetIdProto;
import dev.cnnsummary.specs.onnx.proto.StringStringEntryProto;
import dev.cnnsummary.specs.onnx.proto.TensorProto;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Function;

/**
 * Writes a model field by field: protobuf's own writer would want all elements of all tensors at
 * once. Sizes are known beforehand, and elements pass through one by one.
 */
final class ModelFile {
  private static final int BUFFER = 1 << 16;

  /** Tensors of fewer bytes stay in the model's own file; ONNX's tools have the same bound. */
  private static final int LEAST_EXTERNAL = 1024;

  /** Where tensors begin in a second file, so that each can be mapped into memory. */
  private static final int ALIGNMENT = 4096;

  private final Model model;
  private final ModelProto head;
  private final GraphProto graph;

  /**
   * Prepares the writing.
   *
   * @param buffers the names of tensors that no gradient changes, though nothing else would tell
   */
  ModelFile(Model model, GraphProto ends, List<String> buffers) {
    this.model = model;
    this.graph = ends.toBuilder().addAllNode(model.nodes()).build();
    ModelProto.Builder builder =
        ModelProto.newBuilder()
            .setIrVersion(irVersion(model.opset()))
            .setProducerName("cnnsummary")
            .addOpsetImport(
                OperatorSetIdProto.newBuilder().setDomain("").setVersion(model.opset()));
    if (!buffers.isEmpty()) {
      builder.addMetadataProps(entry(OnnxFile.BUFFERS, String.join("\n", buffers)));
    }
    this.head = builder.build();
  }

  /** The version of the format that came with a version of the operators. */
  private static int irVersion(int opset) {
    if (opset < 15) {
      return 7;
    }
    return switch (opset) {
      case 15, 16, 17, 18 -> 8;
      case 19, 20 -> 9;
      default -> 10;
    };
  }

  int nodes() {
    return nodes(graph.getNodeList());
  }

  /** How many nodes there are, those left out that hold constants. */
  static int nodes(List<NodeProto> nodes) {
    return (int) nodes.stream().filter(node -> !node.getOpType().equals("Constant")).count();
  }

  long bytes() {
    return head.getSerializedSize() + field(ModelProto.GRAPH_FIELD_NUMBER, graphBytes());
  }

  private long graphBytes() {
    long bytes = graph.getSerializedSize();
    for (Initializer initializer : model.initializers().values()) {
      bytes += field(GraphProto.INITIALIZER_FIELD_NUMBER, tensorBytes(initializer));
    }
    return bytes;
  }

  private static long tensorBytes(Initializer initializer) {
    return description(initializer).getSerializedSize()
        + field(TensorProto.RAW_DATA_FIELD_NUMBER, initializer.bytes());
  }

  /** The bytes of a field whose content has so many. */
  private static long field(int number, long bytes) {
    return CodedOutputStream.computeTagSize(number)
        + CodedOutputStream.computeUInt64SizeNoTag(bytes)
        + bytes;
  }

  private static TensorProto description(Initializer initializer) {
    return TensorProto.newBuilder()
        .setName(initializer.name())
        .addAllDims(initializer.shape())
        .setDataType(ElementTypes.number(initializer.dtype()))
        .build();
  }

  void write(OutputStream stream, Function<Value, Literal> weights) throws IOException {
    CodedOutputStream out = CodedOutputStream.newInstance(stream, BUFFER);
    head.writeTo(out);
    begin(out, ModelProto.GRAPH_FIELD_NUMBER, graphBytes());
    graph.writeTo(out);
    for (Initializer initializer : model.initializers().values()) {
      begin(out, GraphProto.INITIALIZER_FIELD_NUMBER, tensorBytes(initializer));
      description(initializer).writeTo(out);
      begin(out, TensorProto.RAW_DATA_FIELD_NUMBER, initializer.bytes());
      Elements.write(
          initializer.numbers(weights), (buffer, length) -> out.writeRawBytes(buffer, 0, length));
    }
    out.flush();
  }

  private static void begin(CodedOutputStream out, int number, long bytes) throws IOException {
    out.writeTag(number, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    out.writeUInt64NoTag(bytes);
  }

  void write(
      OutputStream stream, OutputStream data, String location, Function<Value, Literal> weights)
      throws IOException {
    GraphProto.Builder whole = graph.toBuilder();
    long offset = 0;
    for (Initializer initializer : model.initializers().values()) {
      TensorProto.Builder tensor = description(initializer).toBuilder();
      Literal numbers = initializer.numbers(weights);
      if (initializer.bytes() < LEAST_EXTERNAL) {
        tensor.setRawData(ByteString.copyFrom(Elements.bytes(numbers)));
      } else {
        long start = Math.ceilDiv(offset, (long) ALIGNMENT) * ALIGNMENT;
        data.write(new byte[(int) (start - offset)]);
        Elements.write(numbers, (buffer, length) -> data.write(buffer, 0, length));
        offset = start + initializer.bytes();
        tensor
            .setDataLocation(1)
            .addExternalData(entry("location", location))
            .addExternalData(entry("offset", Long.toString(start)))
            .addExternalData(entry("length", Long.toString(initializer.bytes())));
      }
      whole.addInitializer(tensor);
    }
    head.toBuilder().setGraph(whole).build().writeTo(stream);
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }
}
