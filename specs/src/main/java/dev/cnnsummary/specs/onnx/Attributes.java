package dev.cnnsummary.specs.onnx;

import com.google.protobuf.ByteString;
import dev.cnnsummary.specs.onnx.proto.AttributeProto;
import dev.cnnsummary.specs.onnx.proto.NodeProto;
import dev.cnnsummary.specs.onnx.proto.TensorProto;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The attributes of a node, by name. */
final class Attributes {
  private static final int FLOAT = 1;
  private static final int INT = 2;
  private static final int STRING = 3;
  private static final int TENSOR = 4;
  private static final int GRAPH = 5;
  private static final int FLOATS = 6;
  private static final int INTS = 7;
  private static final int GRAPHS = 10;

  private final Map<String, AttributeProto> byName = new HashMap<>();

  Attributes(NodeProto node) {
    for (AttributeProto attribute : node.getAttributeList()) {
      byName.put(attribute.getName(), attribute);
    }
  }

  boolean has(String name) {
    return byName.containsKey(name);
  }

  /** Whether one of them is a graph of its own. */
  boolean haveGraph() {
    return byName.values().stream()
        .anyMatch(each -> each.getType() == GRAPH || each.getType() == GRAPHS || each.hasG());
  }

  long integer(String name, long otherwise) {
    AttributeProto attribute = get(name, INT, "a whole number");
    return attribute == null ? otherwise : attribute.getI();
  }

  /** A whole number of 32 bits. */
  int size(String name, int otherwise) {
    return small(name, integer(name, otherwise));
  }

  boolean flag(String name) {
    return integer(name, 0) != 0;
  }

  double number(String name, double otherwise) {
    AttributeProto attribute = get(name, FLOAT, "a number");
    return attribute == null ? otherwise : shortest(attribute.getF());
  }

  /** The power of a norm, which was a float before version 2. */
  double power() {
    AttributeProto attribute = byName.get("p");
    return attribute != null && attribute.getType() == FLOAT ? number("p", 2) : size("p", 2);
  }

  /** The number that people write for a float: 0.1 rather than 0.10000000149011612. */
  static double shortest(float number) {
    return Double.parseDouble(Float.toString(number));
  }

  String text(String name, String otherwise) {
    AttributeProto attribute = get(name, STRING, "a text");
    return attribute == null ? otherwise : attribute.getS().toStringUtf8();
  }

  @Nullable List<Integer> sizes(String name) {
    AttributeProto attribute = get(name, INTS, "a list of whole numbers");
    return attribute == null
        ? null
        : attribute.getIntsList().stream().map(each -> small(name, each)).toList();
  }

  List<Integer> sizes(String name, List<Integer> otherwise) {
    List<Integer> sizes = sizes(name);
    return sizes == null ? otherwise : sizes;
  }

  @Nullable List<Long> integers(String name) {
    AttributeProto attribute = get(name, INTS, "a list of whole numbers");
    return attribute == null ? null : attribute.getIntsList();
  }

  @Nullable List<Float> numbers(String name) {
    AttributeProto attribute = get(name, FLOATS, "a list of numbers");
    return attribute == null ? null : attribute.getFloatsList();
  }

  @Nullable ByteString bytes(String name) {
    AttributeProto attribute = get(name, STRING, "a text");
    return attribute == null ? null : attribute.getS();
  }

  @Nullable TensorProto tensor(String name) {
    AttributeProto attribute = get(name, TENSOR, "a tensor");
    return attribute == null ? null : attribute.getT();
  }

  private static int small(String name, long number) {
    if (number != (int) number) {
      throw new Fault(name + " is " + number + ", which is too large");
    }
    return (int) number;
  }

  private @Nullable AttributeProto get(String name, int type, String what) {
    AttributeProto attribute = byName.get(name);
    if (attribute == null) {
      return null;
    }
    if (!attribute.getRefAttrName().isEmpty()) {
      throw new Fault(name + " refers to an attribute of a function that is not given");
    }
    // Files of the first versions do not tell the type.
    if (attribute.getType() != type && attribute.getType() != 0) {
      throw new Fault(name + " must be " + what);
    }
    return attribute;
  }
}
