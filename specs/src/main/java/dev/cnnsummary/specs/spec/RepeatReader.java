package dev.cnnsummary.specs.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code repeat} and {@code for}. */
final class RepeatReader {
  private final Problems problems;

  RepeatReader(Problems problems) {
    this.problems = problems;
  }

  /** How an entry is repeated; null where it is not. */
  Declaration.@Nullable Repeat read(Tree.Mapping mapping) {
    Tree repeat = mapping.get("repeat");
    Tree each = mapping.get("for");
    if (repeat != null && each != null) {
      problems.add(each.location(), "", "give 'repeat' or 'for', not both");
    }
    if (repeat != null) {
      return times(repeat);
    }
    return each == null ? null : each(each);
  }

  private Declaration.@Nullable Repeat each(Tree each) {
    if (!(each instanceof Tree.Mapping(_, List<Tree.Member> members)) || members.isEmpty()) {
      problems.add(each.location(), "", "for: expected '{variable: list}'");
      return null;
    }
    Map<String, Setting> variables = new LinkedHashMap<>();
    for (Tree.Member member : members) {
      Setting list = Setting.read(member.value(), problems);
      checkVariable(member);
      if (list != null) {
        variables.put(member.name(), list);
      }
    }
    return new Declaration.Each(each.location(), variables);
  }

  /** {@code repeat: n}, whose counter is {@code i}, or {@code repeat: {counter: n}}. */
  private Declaration.@Nullable Repeat times(Tree tree) {
    Tree count = tree;
    String index = "i";
    if (tree instanceof Tree.Mapping(_, List<Tree.Member> members)) {
      if (members.size() != 1) {
        problems.add(tree.location(), "", "repeat: expected a number or '{counter: number}'");
        return null;
      }
      checkVariable(members.getFirst());
      index = members.getFirst().name();
      count = members.getFirst().value();
    }
    if (!(count instanceof Tree.Scalar scalar)) {
      problems.add(count.location(), "", "repeat: expected a number");
      return null;
    }
    Expression expression = Expressions.parseBare(scalar, problems);
    return expression == null ? null : new Declaration.Times(scalar.location(), index, expression);
  }

  private void checkVariable(Tree.Member member) {
    if (!Keywords.isIdentifier(member.name())) {
      problems.add(member.location(), "", "'" + member.name() + "' is not a name of a variable");
    }
  }
}
