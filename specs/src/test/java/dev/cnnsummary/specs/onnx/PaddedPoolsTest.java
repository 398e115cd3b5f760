package dev.cnnsummary.specs.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.onnx.proto.AttributeProto;
import dev.cnnsummary.specs.onnx.proto.GraphProto;
import dev.cnnsummary.specs.onnx.proto.ModelProto;
import dev.cnnsummary.specs.onnx.proto.NodeProto;
import dev.cnnsummary.specs.onnx.proto.OperatorSetIdProto;
import dev.cnnsummary.specs.onnx.proto.TensorProto;
import dev.cnnsummary.specs.onnx.proto.TensorShapeProto;
import dev.cnnsummary.specs.onnx.proto.TypeProto;
import dev.cnnsummary.specs.onnx.proto.ValueInfoProto;
import dev.cnnsummary.specs.op.Pool;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A Pad of {@code [1, 3, 8, 8]}, then an AveragePool with a kernel of 3. */
class PaddedPoolsTest {
  private static AttributeProto ints(String name, long... numbers) {
    AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name).setType(7);
    Arrays.stream(numbers).forEach(attribute::addInts);
    return attribute.build();
  }

  private static ValueInfoProto info(String name) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (long extent : List.of(1L, 3L, 8L, 8L)) {
      shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(extent));
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(TypeProto.Tensor.newBuilder().setElemType(1).setShape(shape)))
        .build();
  }

  private static Graph graph(boolean ceil, long... pads) {
    TensorProto.Builder amounts =
        TensorProto.newBuilder().setName("pads").setDataType(7).addDims(pads.length);
    Arrays.stream(pads).forEach(amounts::addInt64Data);
    AttributeProto ceilMode =
        AttributeProto.newBuilder().setName("ceil_mode").setType(2).setI(ceil ? 1 : 0).build();
    GraphProto graph =
        GraphProto.newBuilder()
            .addInput(info("x"))
            .addOutput(info("y"))
            .addInitializer(amounts)
            .addNode(
                NodeProto.newBuilder()
                    .setOpType("Pad")
                    .addInput("x")
                    .addInput("pads")
                    .addOutput("p"))
            .addNode(
                NodeProto.newBuilder()
                    .setOpType("AveragePool")
                    .addInput("p")
                    .addOutput("y")
                    .addAttribute(ints("kernel_shape", 3, 3))
                    .addAttribute(ceilMode))
            .build();
    ModelProto model =
        ModelProto.newBuilder()
            .setIrVersion(8)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(16))
            .setGraph(graph)
            .build();
    return OnnxFile.of("m.onnx", model.toByteArray()).graph();
  }

  @Test
  void padByNothingIsNoLayer() {
    Graph graph = graph(true, 0, 0, 0, 0, 0, 0, 0, 0);
    assertThat(graph.nodes()).hasSize(1);
    assertThat(graph.nodes().getFirst().inputs()).isEqualTo(graph.inputs());
  }

  @Test
  void padByZerosIsThePoolsPadding() {
    Graph graph = graph(false, 0, 0, 1, 1, 0, 0, 1, 1);
    assertThat(graph.nodes()).hasSize(1);
    Pool pool = (Pool) graph.nodes().getFirst().op();
    assertThat(pool.window().padding().before()).containsExactly(1, 1);
    assertThat(pool.countIncludePad()).isTrue();
  }

  /** PyTorch's pools pad both ends alike by at most half the kernel, and no channels. */
  @ParameterizedTest
  @CsvSource({"false, 0, 1, 1, 0", "false, 0, 2, 2, 2", "false, 1, 1, 1, 1", "true, 0, 1, 1, 1"})
  void otherPadsAreLayers(boolean ceil, long channels, long top, long left, long right) {
    assertThat(graph(ceil, 0, channels, top, left, 0, channels, top, right).nodes()).hasSize(2);
  }
}
