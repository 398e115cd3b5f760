package dev.cnnsummary.specs.onnx;

import dev.cnnsummary.specs.graph.GraphBuilder;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.onnx.proto.TensorShapeProto;
import dev.cnnsummary.specs.onnx.proto.TypeProto;
import dev.cnnsummary.specs.onnx.proto.ValueInfoProto;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a model takes. Sizes that the file only names become symbols. */
final class Inputs {
  /** What an unnamed first axis is called: the batch, mostly. */
  private static final String BATCH = "N";

  private final GraphBuilder builder;
  private final Map<String, String> symbols = new HashMap<>();
  private final Set<String> taken = new HashSet<>();

  Inputs(GraphBuilder builder) {
    this.builder = builder;
  }

  /**
   * Declares an input.
   *
   * @throws Fault if it is no tensor, or one of an unknown type
   */
  Value declare(ValueInfoProto input) {
    TypeProto type = input.getType();
    if (!type.hasTensorType()) {
      throw new Fault("it is no tensor, and other inputs are not supported");
    }
    DType dtype = ElementTypes.of(type.getTensorType().getElemType());
    if (dtype == null) {
      throw ElementTypes.unknown(type.getTensorType().getElemType());
    }
    Shape shape =
        type.getTensorType().hasShape()
            ? shape(input.getName(), type.getTensorType().getShape())
            : null;
    return builder.input(input.getName(), dtype, shape);
  }

  /** What is said of another value in the symbols of the inputs; null where that is not all. */
  @Nullable TensorType declared(ValueInfoProto info) {
    TypeProto.Tensor type = info.getType().getTensorType();
    DType dtype = ElementTypes.of(type.getElemType());
    if (!info.getType().hasTensorType() || !type.hasShape() || dtype == null) {
      return null;
    }
    List<Dim> dims = new ArrayList<>();
    for (TensorShapeProto.Dimension dimension : type.getShape().getDimList()) {
      String symbol = symbols.get(dimension.getDimParam());
      if (dimension.hasDimValue() && dimension.getDimValue() >= 0) {
        dims.add(Dim.of(dimension.getDimValue()));
      } else if (symbol != null) {
        dims.add(Dim.symbol(symbol));
      } else {
        return null;
      }
    }
    return new TensorType(dtype, Shape.of(dims));
  }

  private @Nullable Shape shape(String input, TensorShapeProto shape) {
    if (shape.getDimCount() > 64) {
      throw new Fault("it has " + shape.getDimCount() + " axes");
    }
    List<Dim> dims = new ArrayList<>();
    for (TensorShapeProto.Dimension dimension : shape.getDimList()) {
      if (dimension.hasDimValue()) {
        if (dimension.getDimValue() < 0) {
          throw new Fault("its shape has a negative extent: " + dimension.getDimValue());
        }
        dims.add(Dim.of(dimension.getDimValue()));
      } else {
        dims.add(Dim.symbol(symbol(dimension.getDimParam(), input, dims.size())));
      }
    }
    return Shape.of(dims);
  }

  private String symbol(String name, String input, int axis) {
    if (!name.isEmpty()) {
      return symbols.computeIfAbsent(name, _ -> unique(identifier(name)));
    }
    return unique(axis == 0 ? BATCH : identifier(input) + "_" + axis);
  }

  private String unique(String wanted) {
    String name = wanted;
    for (int i = 1; !taken.add(name); i++) {
      name = wanted + "_" + i;
    }
    return name;
  }

  static String identifier(String name) {
    String plain = Texts.plain(name).replaceAll("[^A-Za-z0-9_]", "_");
    return plain.isEmpty() || Character.isDigit(plain.charAt(0)) ? "_" + plain : plain;
  }
}
