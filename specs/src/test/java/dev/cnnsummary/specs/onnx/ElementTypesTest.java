package dev.cnnsummary.specs.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.onnx.proto.TensorProto;
import dev.cnnsummary.specs.shape.DType;
import java.lang.foreign.ValueLayout;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The types of elements that ONNX numbers, and where tensors of them have their elements. */
class ElementTypesTest {
  private static Literal read(TensorProto.Builder tensor) {
    return new Tensors("m.onnx", null, new IdentityHashMap<>()).read(tensor.build());
  }

  private static TensorProto.Builder tensor(int type, long... dims) {
    TensorProto.Builder tensor = TensorProto.newBuilder().setName("w").setDataType(type);
    for (long extent : dims) {
      tensor.addDims(extent);
    }
    return tensor;
  }

  /** Numbers as in ONNX's TensorProto.DataType; bytes of five elements, packed ones rounded up. */
  @ParameterizedTest
  @CsvSource({
    "1, f32, 20",
    "2, u8, 5",
    "3, i8, 5",
    "4, u16, 10",
    "5, i16, 10",
    "6, i32, 20",
    "7, i64, 40",
    "9, bool, 5",
    "10, f16, 10",
    "11, f64, 40",
    "12, u32, 20",
    "13, u64, 40",
    "14, c64, 40",
    "15, c128, 80",
    "16, bf16, 10",
    "17, f8e4m3fn, 5",
    "18, f8e4m3fnuz, 5",
    "19, f8e5m2, 5",
    "20, f8e5m2fnuz, 5",
    "21, u4, 3",
    "22, i4, 3",
    "23, f4e2m1, 3",
    "24, f8e8m0, 5",
    "25, u2, 2",
    "26, i2, 2"
  })
  void rawElementsTakeTheirBytes(int type, String text, int bytes) {
    Literal literal = read(tensor(type, 5).setRawData(ByteString.copyFrom(new byte[bytes])));
    assertThat(literal).hasToString(text + "[5]");
    assertThat(literal.elements().byteSize()).isEqualTo(bytes);
    assertThatThrownBy(
            () -> read(tensor(type, 5).setRawData(ByteString.copyFrom(new byte[bytes + 1]))))
        .isInstanceOf(Fault.class)
        .hasMessageContaining(bytes + 1 + " bytes");
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void everyTypeHasANumber(DType type) {
    List<DType> numbered =
        IntStream.rangeClosed(1, DType.values().length).mapToObj(ElementTypes::of).toList();
    assertThat(numbered).contains(type);
  }

  @Test
  void packedElementsOfInt32DataAreOneByteEach() {
    Literal literal = read(tensor(22, 4).addInt32Data(0x21).addInt32Data(0xf3));
    assertThat(literal.elements().toArray(ValueLayout.JAVA_BYTE))
        .containsExactly((byte) 0x21, (byte) 0xf3);
  }

  @Test
  void complexNumbersStandInPairsOfFloats() {
    byte[] pairs = new byte[16];
    assertThat(read(tensor(14, 2).addFloatData(ByteString.copyFrom(pairs)))).hasToString("c64[2]");
  }

  @Test
  void textsAreCounted() {
    ByteString text = ByteString.copyFromUtf8("a");
    assertThat(read(tensor(8, 2).addStringData(text).addStringData(text))).hasToString("string[2]");
    assertThatThrownBy(() -> read(tensor(8, 3).addStringData(text)))
        .isInstanceOf(Fault.class)
        .hasMessage("its shape has 3 texts, but 1 are stored");
  }

  @Test
  void otherNumbersAreNoTypes() {
    assertThatThrownBy(() -> read(tensor(99, 1)))
        .isInstanceOf(Fault.class)
        .hasMessage("its elements are of the type 99, which is not known");
  }
}
