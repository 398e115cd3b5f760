package dev.cnnsummary.specs.onnx;

import dev.cnnsummary.specs.onnx.proto.NodeProto;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What tensors of a file are for, by who takes them: ONNX does not say which of them were learned.
 */
final class Roles {
  /** What a tensor is for. */
  enum Role {
    /** Learned by gradient. */
    PARAMETER,
    /** Kept by training, such as running statistics. */
    BUFFER,
    /** A number that the operator is told, such as a size, a bound or a scale. */
    SETTING
  }

  /** How a node takes a tensor. */
  private enum Place {
    WEIGHT,
    STATISTIC,
    SETTING,
    OPERAND
  }

  private final Map<String, Place> places = new HashMap<>();
  private final Set<String> buffers;

  /**
   * Looks at who takes what.
   *
   * @param buffers the names of tensors that are said to be buffers
   */
  Roles(List<NodeProto> nodes, Set<String> buffers) {
    this.buffers = buffers;
    for (NodeProto node : nodes) {
      for (int i = 0; i < node.getInputCount(); i++) {
        Place place = place(node, i);
        places.merge(node.getInput(i), place, (a, b) -> a.compareTo(b) <= 0 ? a : b);
      }
    }
  }

  /** What a tensor is for. */
  Role of(String name, Stored tensor) {
    if (buffers.contains(tensor.name())) {
      return Role.BUFFER;
    }
    return switch (places.getOrDefault(name, Place.SETTING)) {
      case STATISTIC -> Role.BUFFER;
      case SETTING -> Role.SETTING;
      case WEIGHT -> Role.PARAMETER;
      case OPERAND -> {
        boolean learned =
            tensor.initializer()
                && tensor.literal().dtype().isFloating()
                && tensor.literal().numel() > 1;
        yield learned ? Role.PARAMETER : Role.SETTING;
      }
    };
  }

  /** What an operator that is not known takes may have been learned. */
  private static Place place(NodeProto node, int input) {
    String domain = node.getDomain();
    return domain.isEmpty() || domain.equals("ai.onnx")
        ? place(node.getOpType(), input)
        : Place.OPERAND;
  }

  private static Place place(String type, int input) {
    return switch (type) {
      case "Conv", "ConvTranspose", "Gemm", "PRelu" -> input > 0 ? Place.WEIGHT : Place.OPERAND;
      case "DeformConv" -> input == 1 || input == 3 ? Place.WEIGHT : Place.OPERAND;
      case "InstanceNormalization",
          "GroupNormalization",
          "LayerNormalization",
          "RMSNormalization" ->
          input > 0 ? Place.WEIGHT : Place.OPERAND;
      case "BatchNormalization" -> {
        if (input > 2) {
          yield Place.STATISTIC;
        }
        yield input > 0 ? Place.WEIGHT : Place.OPERAND;
      }
      case "QLinearConv" -> input == 3 || input == 8 ? Place.WEIGHT : setting(input);
      case "QLinearMatMul" -> input == 3 ? Place.WEIGHT : setting(input);
      case "ConvInteger", "MatMulInteger" -> input == 1 ? Place.WEIGHT : setting(input);
      case "DequantizeLinear" -> input == 0 ? Place.WEIGHT : Place.SETTING;
      case "Reshape",
          "Expand",
          "Tile",
          "Slice",
          "Split",
          "Pad",
          "CenterCropPad",
          "Squeeze",
          "Unsqueeze",
          "Gather",
          "GatherElements",
          "GatherND",
          "OneHot",
          "Range",
          "TopK",
          "CumSum",
          "Trilu",
          "Clip",
          "Resize",
          "Upsample",
          "Dropout",
          "MaxUnpool",
          "Col2Im",
          "RoiAlign",
          "AffineGrid",
          "GridSample",
          "NonMaxSuppression",
          "QuantizeLinear" ->
          setting(input);
      default -> type.startsWith("Reduce") ? setting(input) : Place.OPERAND;
    };
  }

  private static Place setting(int input) {
    return input == 0 ? Place.OPERAND : Place.SETTING;
  }
}
