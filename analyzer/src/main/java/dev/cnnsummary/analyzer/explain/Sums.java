package dev.cnnsummary.analyzer.explain;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.LayerReport;
import dev.cnnsummary.analyzer.Totals;
import dev.cnnsummary.analyzer.WeightReport;
import dev.cnnsummary.analyzer.explain.Section.Topic;
import dev.cnnsummary.specs.graph.Member;
import dev.cnnsummary.specs.graph.ModulePath;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.ScopeCall;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.Dim;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the numbers of modules with children, and of the whole model, are the sums of. */
final class Sums {
  private final Analysis analysis;

  /** The parameters of each module with those of all that is in it, each tensor once. */
  private final Map<ModulePath, Dim> params = new HashMap<>();

  Sums(Analysis analysis) {
    this.analysis = analysis;
    for (WeightReport weight : analysis.weights()) {
      if (weight.value().kind() != Value.Kind.PARAMETER) {
        continue;
      }
      ModulePath owner = analysis.graph().owner(weight.value());
      params.merge(owner, weight.shape().numel(), Dim::plus);
      while (!owner.isRoot()) {
        owner = owner.parent();
        params.merge(owner, weight.shape().numel(), Dim::plus);
      }
    }
  }

  List<Section> sections(ScopeCall scope) {
    List<Section> sections = new ArrayList<>();
    Totals totals = analysis.totals();
    boolean root = scope.path().isRoot();
    Terms parameters = new Terms();
    for (WeightReport own : analysis.ownWeights(scope.path())) {
      if (own.value().kind() == Value.Kind.PARAMETER) {
        parameters.add(new ModulePath(own.value().name()).name(), own.shape().numel());
      }
    }
    for (Member child : analysis.graph().children(scope.path())) {
      parameters.add(child.path().name(), params.getOrDefault(child.path(), Dim.ZERO));
    }
    for (Member member : scope.members()) {
      if (member instanceof Node node && node.form() == Node.Form.FUNCTION) {
        parameters.add(node.path().name(), params.getOrDefault(node.path(), Dim.ZERO));
      }
    }
    sections.add(
        parameters.section(
            Topic.PARAMETERS,
            root ? totals.params() : params.getOrDefault(scope.path(), Dim.ZERO)));
    sections.add(calls(Topic.MACS, scope, LayerReport::macs, root ? totals.macs() : null));
    sections.add(calls(Topic.FLOPS, scope, LayerReport::flops, root ? totals.flops() : null));
    if (root) {
      Terms outputs = terms(scope, LayerReport::outputBytes);
      sections.add(ModelMemory.of(analysis, Formula.sum(outputs.terms)));
    }
    return sections;
  }

  private Section calls(
      Topic topic, ScopeCall scope, Function<LayerReport, Dim> cost, @Nullable Dim total) {
    return terms(scope, cost).section(topic, total == null ? sum(scope, cost) : total);
  }

  private Terms terms(ScopeCall scope, Function<LayerReport, Dim> cost) {
    Terms terms = new Terms();
    for (Member member : scope.members()) {
      terms.add(label(member), sum(member, cost));
    }
    return terms;
  }

  private static String label(Member member) {
    String name = member.path().name();
    return member.call() > 1 ? name + ":" + member.call() : name;
  }

  private Dim sum(Member member, Function<LayerReport, Dim> cost) {
    return switch (member) {
      case Node node when node.isCalled() -> cost.apply(analysis.layers().get(node.index()));
      case Node _ -> Dim.ZERO;
      case ScopeCall scope -> {
        Dim sum = Dim.ZERO;
        for (Member child : scope.members()) {
          sum = sum.plus(sum(child, cost));
        }
        yield sum;
      }
    };
  }

  /** What is summed, without what is zero. */
  private static final class Terms {
    private final List<Formula> terms = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    void add(String name, Dim term) {
      if (!term.equals(Dim.ZERO)) {
        terms.add(Formula.of(term));
        names.add(name);
      }
    }

    Section section(Topic topic, Dim analysed) {
      return new Section(
          topic,
          null,
          List.of(Derivation.of("", Formula.sum(terms), "", analysed)),
          names.isEmpty() ? List.of() : List.of("of " + String.join(", ", names)));
    }
  }
}
