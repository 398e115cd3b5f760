package dev.cnnsummary.cli.render;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.WeightReport;
import dev.cnnsummary.analyzer.convention.CountingRule;
import dev.cnnsummary.specs.graph.Member;
import dev.cnnsummary.specs.graph.ModulePath;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.ScopeCall;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.op.LpPool;
import dev.cnnsummary.specs.op.Pool;
import dev.cnnsummary.specs.op.Window;
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

/**
 * The rows of torchinfo 1.8.0, parents first: one for each call of a module, counted as it counts.
 */
final class TorchinfoRows {
  private final Analysis analysis;
  private final List<Row> rows = new ArrayList<>();
  private final Map<Integer, Integer> counts = new HashMap<>();
  private final Map<Integer, WeightReport> weights = new HashMap<>();
  private final Set<ModulePath> seen = new HashSet<>();
  private final List<Dim> multAdds;

  /** Parameters, and those of them that are trained. */
  record Counted(Dim params, Dim trainable) {
    static final Counted NONE = new Counted(Dim.ZERO, Dim.ZERO);

    Counted plus(Counted other) {
      return new Counted(params.plus(other.params), trainable.plus(other.trainable));
    }
  }

  /**
   * A row.
   *
   * @param name class, depth and number
   * @param own a leaf's parameters; what a container holds that has no row
   * @param subtree the same with every row below
   * @param macs a leaf's multiply-adds, a container's sum over the leaves below
   * @param outputBytes the size of a leaf's output
   */
  record Row(
      String name,
      int depth,
      boolean leaf,
      boolean again,
      @Nullable Shape input,
      @Nullable Shape output,
      @Nullable String kernel,
      Counted own,
      Counted subtree,
      Dim macs,
      Dim outputBytes) {}

  private TorchinfoRows(Analysis analysis) {
    this.analysis = analysis;
    this.multAdds = CountingRule.TORCHINFO_1_8.counts(analysis);
    for (WeightReport weight : analysis.weights()) {
      weights.put(weight.value().index(), weight);
    }
  }

  /** Every row, hidden ones too; the first is the model. */
  static List<Row> of(Analysis analysis) {
    TorchinfoRows collector = new TorchinfoRows(analysis);
    collector.scope(analysis.graph().root(), 0);
    return collector.rows;
  }

  private Row scope(ScopeCall scope, int depth) {
    String name = name(scope.type(), depth);
    int place = rows.size();
    boolean again = !seen.add(scope.path());
    Counted own = again ? Counted.NONE : ownWeights(scope.path());
    Counted below = Counted.NONE;
    Dim macs = Dim.ZERO;
    Row placeholder =
        new Row(name, depth, false, again, null, null, null, own, own, macs, Dim.ZERO);
    rows.add(placeholder);
    for (Member member : scope.members()) {
      if (member.call() == 0) {
        own = own.plus(again ? Counted.NONE : all(member));
        continue;
      }
      Row row =
          switch (member) {
            case Node node -> node.form() == Node.Form.MODULE ? leaf(node, depth + 1) : null;
            case ScopeCall child -> scope(child, depth + 1);
          };
      if (row != null) {
        below = below.plus(row.again ? Counted.NONE : row.subtree);
        macs = macs.plus(row.macs);
      }
    }
    // torch calls neither of them itself
    boolean called = !scope.type().equals("ModuleList") && !scope.type().equals("ModuleDict");
    boolean leaf = scope.members().isEmpty();
    Row row =
        new Row(
            name,
            depth,
            leaf && depth > 0,
            again,
            called ? first(scope.inputs()) : null,
            called ? first(scope.outputs()) : null,
            null,
            own,
            own.plus(below),
            macs,
            Dim.ZERO);
    rows.set(place, row);
    return row;
  }

  private String name(String type, int depth) {
    int number = counts.merge(depth, 1, Integer::sum);
    return depth == 0 ? type : type + ": " + depth + "-" + number;
  }

  private Row leaf(Node node, int depth) {
    Counted own = Counted.NONE;
    for (Value weight : node.weights()) {
      own = own.plus(counted(weight));
    }
    TensorType output = sample(analysis.type(node.outputs().getFirst()));
    boolean known = analysis.layers().get(node.index()).unknown() == null;
    Row row =
        new Row(
            name(node.type(), depth),
            depth,
            true,
            !seen.add(node.path()) && !own.params.equals(Dim.ZERO),
            first(node.inputs()),
            output.shape(),
            kernel(node),
            own,
            own,
            multAdds.get(node.index()),
            known ? output.bytes() : Dim.ZERO);
    rows.add(row);
    return row;
  }

  private Counted counted(Value weight) {
    WeightReport report = weights.get(weight.index());
    if (report == null || weight.kind() != Value.Kind.PARAMETER) {
      return Counted.NONE;
    }
    Dim numel = report.shape().numel();
    return new Counted(numel, weight.trainable() ? numel : Dim.ZERO);
  }

  /** What a module that is never called registers, with all that is below it. */
  private Counted all(Member member) {
    Counted sum = Counted.NONE;
    switch (member) {
      case Node node -> {
        for (Value weight : node.weights()) {
          sum = sum.plus(counted(weight));
        }
      }
      case ScopeCall scope -> {
        for (Member child : scope.members()) {
          sum = sum.plus(all(child));
        }
      }
    }
    return sum;
  }

  /** The parameters that a container registers itself. */
  private Counted ownWeights(ModulePath path) {
    Counted sum = Counted.NONE;
    for (WeightReport weight : analysis.ownWeights(path)) {
      sum = sum.plus(counted(weight.value()));
    }
    return sum;
  }

  private @Nullable Shape first(List<Value> values) {
    return values.isEmpty() ? null : sample(analysis.type(values.getFirst())).shape();
  }

  private TensorType sample(TensorType type) {
    return type.bind(analysis.inputs().sample());
  }

  /** What its kernel_size is in torch: one number only where a pooling was given one. */
  private static @Nullable String kernel(Node node) {
    Window window = Windows.of(node.op());
    if (window == null) {
      return null;
    }
    boolean number =
        (node.op() instanceof Pool pool
                && !pool.listed().contains(Pool.Size.KERNEL)
                && !node.type().equals("AvgPool1d"))
            || (node.op() instanceof LpPool norm && !norm.listed().contains(Pool.Size.KERNEL));
    return number ? window.kernel().getFirst().toString() : window.kernel().toString();
  }
}
