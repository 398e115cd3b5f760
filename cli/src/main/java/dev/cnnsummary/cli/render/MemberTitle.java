package dev.cnnsummary.cli.render;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.specs.graph.Member;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.ScopeCall;

/**
 * What a call is called in a heading.
 *
 * @param name its path, the model's name for the model itself; a further call has its number behind
 *     a colon
 * @param type its type, of a module without children as Python's repr shows it
 */
record MemberTitle(String name, String type) {
  static MemberTitle of(Analysis analysis, Member member) {
    String path = member.path().isRoot() ? analysis.graph().name() : member.path().text();
    String name = member.call() > 1 ? path + ":" + member.call() : path;
    return switch (member) {
      case ScopeCall scope -> new MemberTitle(name, scope.type());
      case Node node when node.form() == Node.Form.FUNCTION -> new MemberTitle(name, node.type());
      case Node node ->
          new MemberTitle(name, new ModuleRepr(analysis).of(node).replaceAll("\n *", ""));
    };
  }
}
