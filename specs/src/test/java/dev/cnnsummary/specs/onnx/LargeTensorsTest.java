package dev.cnnsummary.specs.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.onnx.proto.AttributeProto;
import dev.cnnsummary.specs.onnx.proto.GraphProto;
import dev.cnnsummary.specs.onnx.proto.ModelProto;
import dev.cnnsummary.specs.onnx.proto.NodeProto;
import dev.cnnsummary.specs.onnx.proto.OperatorSetIdProto;
import dev.cnnsummary.specs.onnx.proto.TensorProto;
import dev.cnnsummary.specs.onnx.proto.TensorShapeProto;
import dev.cnnsummary.specs.onnx.proto.TypeProto;
import dev.cnnsummary.specs.onnx.proto.ValueInfoProto;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tensors of many bytes are found where they stand in the file. */
class LargeTensorsTest {
  private static final int FLOAT = 1;
  private static final int COUNT = 5000;

  @TempDir private Path folder;

  private static TensorProto.Builder tensor(String name, int type, long... dims) {
    TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(type);
    Arrays.stream(dims).forEach(tensor::addDims);
    return tensor;
  }

  /** {@code first, first + 1, …}. */
  private static ByteString floats(int first, int count) {
    ByteBuffer buffer = ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      buffer.putFloat(first + i);
    }
    return ByteString.copyFrom(buffer.array());
  }

  private static ValueInfoProto info(String name, long extent) {
    TensorShapeProto.Dimension dim =
        TensorShapeProto.Dimension.newBuilder().setDimValue(extent).build();
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder()
                        .setElemType(FLOAT)
                        .setShape(TensorShapeProto.newBuilder().addDim(dim))))
        .build();
  }

  private static NodeProto add(String left, String right, String output) {
    return NodeProto.newBuilder()
        .setOpType("Add")
        .addInput(left)
        .addInput(right)
        .addOutput(output)
        .build();
  }

  private static ModelProto.Builder model(GraphProto.Builder graph) {
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
        .setGraph(graph);
  }

  /** {@code y = x + w}. */
  private static GraphProto.Builder sum(long extent) {
    return GraphProto.newBuilder()
        .addInput(info("x", extent))
        .addOutput(info("y", extent))
        .addNode(add("x", "w", "y"));
  }

  private Literal weight(GraphProto.Builder graph) throws IOException {
    Path file = Files.write(folder.resolve("m.onnx"), model(graph).build().toByteArray());
    Graph read = OnnxFile.read(file).graph();
    return Objects.requireNonNull(read.literal(read.weights().getFirst()));
  }

  private static void assertCounts(Literal weight) {
    assertThat(weight.numel()).isEqualTo(COUNT);
    assertThat(weight.number(0)).isEqualTo(1);
    assertThat(weight.number(COUNT - 1)).isEqualTo(COUNT);
  }

  @Test
  void rawDataIsRead() throws IOException {
    assertCounts(
        weight(sum(COUNT).addInitializer(tensor("w", FLOAT, COUNT).setRawData(floats(1, COUNT)))));
  }

  @Test
  void floatDataIsRead() throws IOException {
    assertCounts(
        weight(
            sum(COUNT).addInitializer(tensor("w", FLOAT, COUNT).addFloatData(floats(1, COUNT)))));
  }

  @Test
  void runsOfFloatDataAreJoinedInOrder() throws IOException {
    assertCounts(
        weight(
            sum(COUNT)
                .addInitializer(
                    tensor("w", FLOAT, COUNT)
                        .addFloatData(floats(1, 3000))
                        .addFloatData(floats(3001, 10))
                        .addFloatData(floats(3011, 1990)))));
  }

  @Test
  void tensorsOfAttributesAreRead() throws IOException {
    AttributeProto value =
        AttributeProto.newBuilder()
            .setName("value")
            .setType(4)
            .setT(tensor("", FLOAT, COUNT).setRawData(floats(1, COUNT)))
            .build();
    NodeProto constant =
        NodeProto.newBuilder().setOpType("Constant").addOutput("w").addAttribute(value).build();
    Path file =
        Files.write(
            folder.resolve("m.onnx"), model(sum(COUNT).addNode(constant)).build().toByteArray());
    Graph read = OnnxFile.read(file).graph();
    assertCounts(Objects.requireNonNull(read.literal(read.nodes().getFirst().inputs().get(1))));
  }

  @Test
  void largeAndSmallTensorsKeepTheirOrder() throws IOException {
    GraphProto.Builder graph =
        sum(COUNT)
            .addInitializer(tensor("a", FLOAT).setRawData(floats(1, 1)))
            .addInitializer(tensor("w", FLOAT, COUNT).setRawData(floats(1, COUNT)))
            .addInitializer(tensor("b", FLOAT).setRawData(floats(1, 1)));
    Path file = Files.write(folder.resolve("m.onnx"), model(graph).build().toByteArray());
    try (var channel = FileChannel.open(file)) {
      ModelProto read =
          new WireReader()
              .model(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto()));
      assertThat(read.getGraph().getInitializerList())
          .extracting(TensorProto::getName)
          .containsExactly("a", "w", "b");
    }
  }

  @Test
  void fewerBytesThanTheShapeHasAreRefused() {
    GraphProto.Builder graph =
        sum(COUNT).addInitializer(tensor("w", FLOAT, COUNT).setRawData(floats(1, COUNT - 1)));
    assertThatThrownBy(() -> weight(graph))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageEndingWith("initializer 'w': 19996 bytes for f32[5000], which has 20000");
  }

  @Test
  void floatDataOfAnotherTypeIsNotTakenForElements() {
    GraphProto.Builder graph =
        sum(COUNT).addInitializer(tensor("w", 6, COUNT).addFloatData(floats(1, COUNT)));
    assertThatThrownBy(() -> weight(graph))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining("0 bytes for i32[5000]");
  }

  /** Most of the file is a hole; a copy of the tensor would fit in no array. */
  @Test
  void tensorOfThreeGibibytesStaysInTheFile() throws IOException {
    Path file = folder.resolve("large.onnx");
    writeSparse(file, 3L << 30);
    Graph graph = OnnxFile.read(file).graph();
    Literal weight = Objects.requireNonNull(graph.literal(graph.weights().getFirst()));
    assertThat(weight.numel()).isEqualTo(3L << 28);
    assertThat(weight.number(0)).isZero();
    assertThat(weight.elements().byteSize()).isEqualTo(3L << 30);
  }

  /** {@code y = x + w} with so many bytes of zeros for w. */
  private static void writeSparse(Path path, long bytes) throws IOException {
    long count = bytes / Float.BYTES;
    byte[] tensor = tensor("w", FLOAT, count).build().toByteArray();
    byte[] raw = delimited(TensorProto.RAW_DATA_FIELD_NUMBER, tensor, bytes);
    byte[] rest = sum(count).build().toByteArray();
    byte[] initializer = delimited(GraphProto.INITIALIZER_FIELD_NUMBER, rest, raw.length + bytes);
    byte[] head = model(GraphProto.newBuilder()).clearGraph().build().toByteArray();
    byte[] graph =
        delimited(ModelProto.GRAPH_FIELD_NUMBER, head, initializer.length + raw.length + bytes);
    try (FileChannel file =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.SPARSE,
            StandardOpenOption.WRITE)) {
      for (byte[] part : List.of(graph, initializer, raw)) {
        file.write(ByteBuffer.wrap(part));
      }
      file.write(ByteBuffer.allocate(1), file.position() + bytes - 1);
    }
  }

  /** Some bytes, then the tag and the length of a field. */
  private static byte[] delimited(int number, byte[] before, long length) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(before);
    CodedOutputStream out = CodedOutputStream.newInstance((OutputStream) bytes);
    out.writeTag(number, 2);
    out.writeUInt64NoTag(length);
    out.flush();
    return bytes.toByteArray();
  }
}
