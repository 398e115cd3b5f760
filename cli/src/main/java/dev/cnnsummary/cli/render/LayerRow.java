package dev.cnnsummary.cli.render;

import dev.cnnsummary.specs.graph.Member;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.ScopeCall;
import dev.cnnsummary.specs.graph.Value;
import java.util.List;

/**
 * A row of a table of layers: a layer, or a module with what it holds itself or, where what is in
 * it has no rows, all of it.
 *
 * @param member what it is
 * @param level how deep it stands, 0 for the model
 * @param guide the lines of a tree before its name
 * @param open whether what is in it has rows of its own
 * @param cost what it adds to the sums
 * @param unknown whether what it costs is not known, or of something in it that has no row
 */
record LayerRow(Member member, int level, String guide, boolean open, Cost cost, boolean unknown) {
  /** Its name in its module; a further call says which. */
  String label() {
    String name = member.path().name();
    return switch (member.call()) {
      case 0 -> name + " (not called)";
      case 1 -> name;
      default -> name + " (call " + member.call() + ")";
    };
  }

  String type() {
    return switch (member) {
      case Node node -> node.type();
      case ScopeCall scope -> scope.type();
    };
  }

  List<Value> inputs() {
    return switch (member) {
      case Node node -> node.inputs();
      case ScopeCall scope -> scope.inputs();
    };
  }

  List<Value> outputs() {
    return switch (member) {
      case Node node -> node.outputs();
      case ScopeCall scope -> scope.outputs();
    };
  }
}
