package dev.cnnsummary.specs.onnx;

import dev.cnnsummary.specs.onnx.proto.NodeProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Recognizes what exporters write with several nodes because ONNX had no operator for it: SiLU,
 * Hardswish, Mish, GELU, GroupNorm, LayerNorm and torchvision's LayerNorm2d. The last node of such
 * a group becomes one of the operator that ONNX has now.
 */
final class Idioms {
  private Idioms() {}

  /**
   * The nodes, with one in the place of each group.
   *
   * @param outputs the names of what the model hands back
   */
  static List<NodeProto> of(List<NodeProto> nodes, Set<String> outputs, Environment environment) {
    Groups groups = new Groups(nodes, outputs, environment);
    ActivationIdioms activations = new ActivationIdioms(groups);
    NormIdioms norms = new NormIdioms(groups);
    List<NodeProto> written = new ArrayList<>(nodes.size());
    for (NodeProto node : nodes) {
      NodeProto recognized = null;
      if (node.getDomain().isEmpty() && node.getOutputCount() == 1) {
        recognized =
            switch (node.getOpType()) {
              case "Mul" -> activations.product(node);
              case "Add" -> norms.shifted(node);
              case "Transpose" -> norms.channelsFirst(node);
              default -> null;
            };
      }
      written.add(recognized == null ? node : recognized);
    }
    written.removeIf(groups::isGone);
    return written;
  }
}
