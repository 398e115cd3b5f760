package dev.cnnsummary.specs.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.onnx.proto.AttributeProto;
import dev.cnnsummary.specs.onnx.proto.GraphProto;
import dev.cnnsummary.specs.onnx.proto.ModelProto;
import dev.cnnsummary.specs.onnx.proto.NodeProto;
import dev.cnnsummary.specs.onnx.proto.OperatorSetIdProto;
import dev.cnnsummary.specs.onnx.proto.StringStringEntryProto;
import dev.cnnsummary.specs.onnx.proto.TensorProto;
import dev.cnnsummary.specs.onnx.proto.TensorShapeProto;
import dev.cnnsummary.specs.onnx.proto.TypeProto;
import dev.cnnsummary.specs.onnx.proto.ValueInfoProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are no models, or broken ones: each is refused with a reason. */
class BadFilesTest {
  private static final int FLOAT = 1;

  @TempDir private Path folder;

  private static ValueInfoProto info(String name, long... shape) {
    TensorShapeProto.Builder dims = TensorShapeProto.newBuilder();
    for (long extent : shape) {
      dims.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(extent));
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(TypeProto.Tensor.newBuilder().setElemType(FLOAT).setShape(dims)))
        .build();
  }

  private static NodeProto node(String type, List<String> inputs, String output) {
    return NodeProto.newBuilder().setOpType(type).addAllInput(inputs).addOutput(output).build();
  }

  private static TensorProto.Builder weight(long... dims) {
    TensorProto.Builder tensor = TensorProto.newBuilder().setName("w").setDataType(FLOAT);
    for (long extent : dims) {
      tensor.addDims(extent);
    }
    return tensor;
  }

  /** {@code y = relu(x) + w}. */
  private static GraphProto.Builder sum() {
    return GraphProto.newBuilder()
        .addInput(info("x", 1, 2))
        .addOutput(info("y", 1, 2))
        .addNode(node("Relu", List.of("x"), "r"))
        .addNode(node("Add", List.of("r", "w"), "y"));
  }

  private static ModelProto model(GraphProto.Builder graph) {
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
        .setGraph(graph)
        .build();
  }

  private String refusal(byte[] bytes) throws IOException {
    Path file = folder.resolve("m.onnx");
    Files.write(file, bytes);
    try {
      OnnxFile.read(file).graph();
    } catch (InvalidSpecException e) {
      String message = String.valueOf(e.getMessage());
      assertThat(message).startsWith(file + ": ");
      return message.substring(file.toString().length() + 2);
    }
    throw new AssertionError("it was not refused");
  }

  private String refusal(GraphProto.Builder graph) throws IOException {
    return refusal(model(graph).toByteArray());
  }

  private static ByteString bytes(int count) {
    return ByteString.copyFrom(new byte[count]);
  }

  @Test
  void emptyFileHasNoGraph() throws IOException {
    assertThat(refusal(new byte[0])).isEqualTo("it is no ONNX model: it has no graph");
  }

  @Test
  void truncatedFileIsDamaged() throws IOException {
    byte[] whole = model(sum().addInitializer(weight(2).setRawData(bytes(8)))).toByteArray();
    assertThat(refusal(Arrays.copyOf(whole, whole.length - 5)))
        .startsWith("it is no ONNX model, or damaged: ");
  }

  @Test
  void lengthOfTwoGigabytesInASmallFileIsRefused() throws IOException {
    // Field 7, the graph, of 2^31 - 1 bytes.
    byte[] claim = {0x3a, -1, -1, -1, -1, 0x07, 1, 2, 3};
    assertThat(refusal(claim)).startsWith("it is no ONNX model, or damaged: ");
  }

  @Test
  void wrongWireTypeIsRefused() throws IOException {
    // Field 7, the graph, as a number.
    assertThat(refusal(new byte[] {0x38, 1})).isEqualTo("it is no ONNX model: it has no graph");
  }

  @Test
  void deepNestingIsRefused() throws IOException {
    GraphProto.Builder graph = sum();
    for (int i = 0; i < 60; i++) {
      AttributeProto inner =
          AttributeProto.newBuilder().setName("g").setType(5).setG(graph).build();
      NodeProto outer = NodeProto.newBuilder().setOpType("If").addAttribute(inner).build();
      graph = GraphProto.newBuilder().addNode(outer);
    }
    assertThat(refusal(graph)).startsWith("it is no ONNX model, or damaged: ");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void randomBytesAreRefused(long seed) throws IOException {
    byte[] noise = new byte[1000];
    new Random(seed).nextBytes(noise);
    assertThat(refusal(noise)).as("seed " + seed).startsWith("it is no ONNX model");
  }

  @Test
  void negativeExtentOfAWeightIsRefused() throws IOException {
    assertThat(refusal(sum().addInitializer(weight(-2).setRawData(bytes(8)))))
        .isEqualTo("initializer 'w': its shape has a negative extent: [-2]");
  }

  @Test
  void extentsWhoseProductOverflowsAreRefused() throws IOException {
    long large = 1L << 40;
    assertThat(refusal(sum().addInitializer(weight(large, large).setRawData(bytes(8)))))
        .isEqualTo(
            "initializer 'w': its shape [1099511627776, 1099511627776] has more elements than can"
                + " be counted");
  }

  @Test
  void bytesThatDoNotFitTheShapeAreRefused() throws IOException {
    assertThat(refusal(sum().addInitializer(weight(3).setRawData(bytes(8)))))
        .isEqualTo("initializer 'w': 8 bytes for f32[3], which has 12");
  }

  @Test
  void inputThatNothingMakesIsRefused() throws IOException {
    assertThat(refusal(sum())).isEqualTo("Add y: the input 'w' is nothing that the graph has");
  }

  @Test
  void circleIsRefused() throws IOException {
    GraphProto.Builder graph =
        GraphProto.newBuilder()
            .addOutput(info("a", 1))
            .addNode(node("Relu", List.of("b"), "a"))
            .addNode(node("Relu", List.of("a"), "b"));
    assertThat(refusal(graph))
        .isEqualTo("its nodes go round in a circle: Relu a takes what follows from its own output");
  }

  @Test
  void outputThatTwoNodesMakeIsRefused() throws IOException {
    assertThat(refusal(sum().addNode(node("Relu", List.of("x"), "r"))))
        .isEqualTo("Relu r: the output 'r' is made by another node too");
  }

  @Test
  void negativeExtentOfAnInputIsRefused() throws IOException {
    GraphProto.Builder graph = sum().clearInput().addInput(info("x", -1, 2));
    assertThat(refusal(graph.addInitializer(weight(2).setRawData(bytes(8)))))
        .isEqualTo("input 'x': its shape has a negative extent: -1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../secret", "/etc/hostname", "a/../../secret"})
  void elementsOutsideTheFolderAreRefused(String location) throws IOException {
    assertThat(refusal(sum().addInitializer(external(location))))
        .startsWith("initializer 'w': its elements stand in " + location + ", outside the folder");
  }

  @Test
  void linkOutOfTheFolderIsRefused(@TempDir Path other) throws IOException {
    Path secret = Files.write(other.resolve("secret"), new byte[8]);
    Files.createSymbolicLink(folder.resolve("link"), secret);
    assertThat(refusal(sum().addInitializer(external("link")))).contains("outside the folder");
  }

  @Test
  void elementsInTheFolderAreMapped() throws IOException {
    Files.write(
        folder.resolve("weights.bin"), new byte[] {0, 0, 0, 0, 0, 0, -128, 63, 0, 0, 0, 64});
    TensorProto tensor =
        external("weights.bin").toBuilder().addExternalData(entry("offset", "4")).build();
    Path file =
        Files.write(folder.resolve("m.onnx"), model(sum().addInitializer(tensor)).toByteArray());
    Graph graph = OnnxFile.read(file).graph();
    Literal literal = Objects.requireNonNull(graph.literal(graph.weights().getFirst()));
    assertThat(literal.number(0)).isEqualTo(1);
    assertThat(literal.number(1)).isEqualTo(2);
  }

  private static TensorProto external(String location) {
    return weight(2).setDataLocation(1).addExternalData(entry("location", location)).build();
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }

  @Test
  void folderIsRefused() {
    assertThatThrownBy(() -> OnnxFile.read(folder))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessage(folder + ": it is a folder");
  }

  /** Whatever is changed in a model: a refusal or a graph, never another failure. */
  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void damagedModelsAreRefusedOrRead(long seed) throws IOException {
    byte[] whole = model(sum().addInitializer(weight(2).setRawData(bytes(8)))).toByteArray();
    Random random = new Random(seed);
    Path file = folder.resolve("m.onnx");
    for (int round = 0; round < 300; round++) {
      byte[] changed = whole.clone();
      for (int i = 0; i <= random.nextInt(4); i++) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      Files.write(file, changed);
      try {
        OnnxFile.read(file).graph();
      } catch (InvalidSpecException e) {
        assertThat(e.problems()).as("seed " + seed + ", round " + round).isNotEmpty();
      }
    }
  }
}
