package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.Location;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the values of a mapping's keys; what is of another sort than expected is reported. */
final class Fields {
  private final Problems problems;

  Fields(Problems problems) {
    this.problems = problems;
  }

  /** A string; null, and reported, where it is something else. */
  @Nullable String text(Tree tree, String what) {
    if (tree instanceof Tree.Scalar scalar
        && scalar.kind() == Tree.ScalarKind.STRING
        && !scalar.text().isEmpty()) {
      return scalar.text();
    }
    problems.add(tree.location(), "", what + ": expected a string");
    return null;
  }

  /** An expression; null where there is none or, reported, something else. */
  @Nullable Expression expression(Tree.Mapping mapping, String key) {
    Tree tree = mapping.get(key);
    if (tree instanceof Tree.Scalar scalar) {
      return Expressions.parseBare(scalar, problems);
    }
    if (tree != null) {
      problems.add(tree.location(), "", key + ": expected an expression");
    }
    return null;
  }

  /** Plain names of inputs, the last with a star where it stands for any number of them. */
  List<Declaration.NameAt> inputNames(Tree.Mapping mapping) {
    List<Declaration.NameAt> names = new ArrayList<>();
    List<Tree.Scalar> scalars = scalars(mapping, "inputs");
    if (scalars.isEmpty() || !scalars.getLast().text().endsWith("*")) {
      return names(scalars, "inputs");
    }
    names.addAll(names(scalars.subList(0, scalars.size() - 1), "inputs"));
    Tree.Scalar last = scalars.getLast();
    String name = last.text().substring(0, last.text().length() - 1);
    if (!Keywords.isName(name)) {
      problems.add(last.location(), "", "inputs: " + Keywords.notAName(name));
    }
    names.add(new Declaration.NameAt(last.location(), name, true));
    return names;
  }

  /** A list of plain names, each once; one that is not there is empty. */
  List<Declaration.NameAt> namesAt(Tree.Mapping mapping, String key) {
    return names(scalars(mapping, key), key);
  }

  private List<Declaration.NameAt> names(List<Tree.Scalar> scalars, String key) {
    List<Declaration.NameAt> names = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (Tree.Scalar scalar : scalars) {
      Location location = scalar.location();
      if (!known.add(scalar.text())) {
        problems.add(location, "", key + ": " + Excerpt.of(scalar.text()) + " is given twice");
      }
      if (!Keywords.isName(scalar.text())) {
        problems.add(location, "", key + ": " + Keywords.notAName(scalar.text()));
      }
      names.add(new Declaration.NameAt(location, scalar.text()));
    }
    return names;
  }

  /** A scalar or a list of them; one that is not there is empty. */
  List<Tree.Scalar> scalars(Tree.Mapping mapping, String key) {
    List<Tree> items =
        switch (mapping.get(key)) {
          case null -> List.of();
          case Tree.Sequence(_, List<Tree> list) -> list;
          case Tree other -> List.of(other);
        };
    List<Tree.Scalar> scalars = new ArrayList<>();
    for (Tree item : items) {
      if (item instanceof Tree.Scalar scalar && !scalar.text().isEmpty()) {
        scalars.add(scalar);
      } else {
        problems.add(item.location(), "", key + ": expected a name or a list of names");
      }
    }
    return scalars;
  }

  /** The members of a mapping that may be left out. */
  List<Tree.Member> members(Tree.Mapping owner, String key) {
    return switch (owner.get(key)) {
      case null -> List.of();
      case Tree.Mapping(_, List<Tree.Member> members) -> members;
      case Tree other -> {
        problems.add(other.location(), "", key + ": expected a mapping");
        yield List.of();
      }
    };
  }

  /** Reports what does not belong into a mapping. */
  void refuseOthers(Tree.Mapping mapping, Collection<String> allowed, String what) {
    for (Tree.Member member : mapping.members()) {
      if (!allowed.contains(member.name())) {
        problems.add(
            member.location(),
            "",
            what + " has no '" + member.name() + "'" + Nearest.suggestion(member.name(), allowed));
      }
    }
  }
}
