package dev.cnnsummary.specs.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.cnnsummary.specs.onnx.proto.AttributeProto;
import dev.cnnsummary.specs.onnx.proto.FunctionProto;
import dev.cnnsummary.specs.onnx.proto.GraphProto;
import dev.cnnsummary.specs.onnx.proto.ModelProto;
import dev.cnnsummary.specs.onnx.proto.NodeProto;
import dev.cnnsummary.specs.onnx.proto.SparseTensorProto;
import dev.cnnsummary.specs.onnx.proto.TensorProto;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Reads a model out of mapped memory without copying the elements of its tensors: it walks through
 * large messages itself down to the bytes of the elements, which it leaves where they are, and
 * gives all else to protobuf's own parser, which copies what it reads. So a file may also have more
 * than the 2 GiB that the parser takes at once.
 */
final class WireReader {
  /** So deep may messages be nested: 30 graphs within graphs. */
  private static final int MOST_NESTED = 100;

  private final IdentityHashMap<TensorProto, MemorySegment> views = new IdentityHashMap<>();

  /** The elements of tensors that hold none themselves, by the tensor's identity. */
  IdentityHashMap<TensorProto, MemorySegment> views() {
    return views;
  }

  /** Takes a large field of a message, or answers that its own parser shall. */
  private interface Taker {
    boolean takes(int number, MemorySegment content) throws IOException;
  }

  /**
   * The model that some memory holds.
   *
   * @throws InvalidProtocolBufferException if it is none, or damaged
   */
  ModelProto model(MemorySegment content) throws IOException {
    ModelProto.Builder model = ModelProto.newBuilder();
    read(
        content,
        model,
        0,
        (number, part) -> {
          switch (number) {
            case ModelProto.GRAPH_FIELD_NUMBER -> model.mergeGraph(graph(part, 1));
            case ModelProto.FUNCTIONS_FIELD_NUMBER -> model.addFunctions(function(part, 1));
            default -> {
              return false;
            }
          }
          return true;
        });
    return model.build();
  }

  private GraphProto graph(MemorySegment content, int depth) throws IOException {
    GraphProto.Builder graph = GraphProto.newBuilder();
    read(
        content,
        graph,
        depth,
        (number, part) -> {
          switch (number) {
            case GraphProto.NODE_FIELD_NUMBER -> graph.addNode(node(part, depth + 1));
            case GraphProto.INITIALIZER_FIELD_NUMBER ->
                graph.addInitializer(tensor(part, depth + 1));
            case GraphProto.SPARSE_INITIALIZER_FIELD_NUMBER ->
                graph.addSparseInitializer(sparse(part, depth + 1));
            default -> {
              return false;
            }
          }
          return true;
        });
    return graph.build();
  }

  private FunctionProto function(MemorySegment content, int depth) throws IOException {
    FunctionProto.Builder function = FunctionProto.newBuilder();
    read(
        content,
        function,
        depth,
        (number, part) -> {
          switch (number) {
            case FunctionProto.NODE_FIELD_NUMBER -> function.addNode(node(part, depth + 1));
            case FunctionProto.ATTRIBUTE_PROTO_FIELD_NUMBER ->
                function.addAttributeProto(attribute(part, depth + 1));
            default -> {
              return false;
            }
          }
          return true;
        });
    return function.build();
  }

  private NodeProto node(MemorySegment content, int depth) throws IOException {
    NodeProto.Builder node = NodeProto.newBuilder();
    read(
        content,
        node,
        depth,
        (number, part) -> {
          if (number != NodeProto.ATTRIBUTE_FIELD_NUMBER) {
            return false;
          }
          node.addAttribute(attribute(part, depth + 1));
          return true;
        });
    return node.build();
  }

  private AttributeProto attribute(MemorySegment content, int depth) throws IOException {
    AttributeProto.Builder attribute = AttributeProto.newBuilder();
    read(
        content,
        attribute,
        depth,
        (number, part) -> {
          switch (number) {
            case AttributeProto.T_FIELD_NUMBER -> attribute.mergeT(tensor(part, depth + 1));
            case AttributeProto.TENSORS_FIELD_NUMBER ->
                attribute.addTensors(tensor(part, depth + 1));
            case AttributeProto.G_FIELD_NUMBER -> attribute.mergeG(graph(part, depth + 1));
            case AttributeProto.GRAPHS_FIELD_NUMBER -> attribute.addGraphs(graph(part, depth + 1));
            case AttributeProto.SPARSE_TENSOR_FIELD_NUMBER ->
                attribute.mergeSparseTensor(sparse(part, depth + 1));
            default -> {
              return false;
            }
          }
          return true;
        });
    return attribute.build();
  }

  private SparseTensorProto sparse(MemorySegment content, int depth) throws IOException {
    SparseTensorProto.Builder sparse = SparseTensorProto.newBuilder();
    read(
        content,
        sparse,
        depth,
        (number, part) -> {
          switch (number) {
            case SparseTensorProto.VALUES_FIELD_NUMBER ->
                sparse.mergeValues(tensor(part, depth + 1));
            case SparseTensorProto.INDICES_FIELD_NUMBER ->
                sparse.mergeIndices(tensor(part, depth + 1));
            default -> {
              return false;
            }
          }
          return true;
        });
    return sparse.build();
  }

  private TensorProto tensor(MemorySegment content, int depth) throws IOException {
    TensorProto.Builder tensor = TensorProto.newBuilder();
    List<MemorySegment> runs = new ArrayList<>();
    Set<Integer> types = new HashSet<>();
    read(
        content,
        tensor,
        depth,
        (number, part) -> {
          switch (number) {
            case TensorProto.RAW_DATA_FIELD_NUMBER -> {}
            case TensorProto.FLOAT_DATA_FIELD_NUMBER -> types.add(ElementTypes.FLOAT);
            case TensorProto.DOUBLE_DATA_FIELD_NUMBER -> types.add(ElementTypes.DOUBLE);
            default -> {
              return false;
            }
          }
          runs.add(part);
          return true;
        });
    boolean alone =
        runs.size() == 1
            && (types.isEmpty() || types.contains(tensor.getDataType()))
            && !tensor.hasRawData()
            && tensor.getFloatDataCount() + tensor.getDoubleDataCount() == 0;
    if (!alone && !runs.isEmpty()) { // elements in several places, which the parser joins
      tensor.clear();
      parse(content, tensor, depth);
    }
    TensorProto read = tensor.build();
    if (alone) {
      views.put(read, runs.getFirst());
    }
    return read;
  }

  /** Reads a message in the order of its fields, so that repeated ones keep theirs. */
  private static void read(MemorySegment content, Message.Builder message, int depth, Taker large)
      throws IOException {
    if (depth >= MOST_NESTED) {
      throw new InvalidProtocolBufferException("its messages are nested too deep");
    }
    MessageFields fields = new MessageFields(content);
    long parsed = 0;
    while (fields.next()) {
      if (!fields.isLarge()) {
        continue;
      }
      parse(content.asSlice(parsed, fields.start() - parsed), message, depth);
      parsed = large.takes(fields.number(), fields.content()) ? fields.end() : fields.start();
    }
    parse(content.asSlice(parsed), message, depth);
  }

  private static void parse(MemorySegment part, Message.Builder message, int depth)
      throws IOException {
    if (part.byteSize() == 0) {
      return;
    }
    if (part.byteSize() > Integer.MAX_VALUE - 8) { // what an array can have
      throw new InvalidProtocolBufferException(
          "a part of it has " + part.byteSize() + " bytes, which is too large");
    }
    CodedInputStream in = CodedInputStream.newInstance(part.toArray(ValueLayout.JAVA_BYTE));
    in.setRecursionLimit(MOST_NESTED - depth);
    message.mergeFrom(in);
    in.checkLastTagWas(0);
  }
}
