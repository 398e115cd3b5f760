package dev.cnnsummary.specs.onnx.write;

import com.google.protobuf.ByteString;
import dev.cnnsummary.specs.onnx.proto.AttributeProto;
import dev.cnnsummary.specs.onnx.proto.TensorProto;
import java.util.List;

/** Makes the attributes of nodes. */
final class Attributes {
  private static final int FLOAT = 1;
  private static final int INT = 2;
  private static final int STRING = 3;
  private static final int TENSOR = 4;
  private static final int INTS = 7;
  private static final int STRINGS = 8;

  private Attributes() {}

  private static AttributeProto.Builder named(String name, int type) {
    return AttributeProto.newBuilder().setName(name).setType(type);
  }

  static AttributeProto number(String name, double number) {
    return named(name, FLOAT).setF((float) number).build();
  }

  static AttributeProto integer(String name, long number) {
    return named(name, INT).setI(number).build();
  }

  static AttributeProto flag(String name, boolean set) {
    return integer(name, set ? 1 : 0);
  }

  static AttributeProto text(String name, String text) {
    return named(name, STRING).setS(ByteString.copyFromUtf8(text)).build();
  }

  static AttributeProto integers(String name, List<? extends Number> numbers) {
    AttributeProto.Builder attribute = named(name, INTS);
    numbers.forEach(number -> attribute.addInts(number.longValue()));
    return attribute.build();
  }

  static AttributeProto texts(String name, List<String> texts) {
    AttributeProto.Builder attribute = named(name, STRINGS);
    texts.forEach(text -> attribute.addStrings(ByteString.copyFromUtf8(text)));
    return attribute.build();
  }

  static AttributeProto tensor(String name, TensorProto tensor) {
    return named(name, TENSOR).setT(tensor).build();
  }
}
