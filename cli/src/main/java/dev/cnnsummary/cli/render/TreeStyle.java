package dev.cnnsummary.cli.render;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.LayerReport;
import dev.cnnsummary.analyzer.Totals;
import dev.cnnsummary.analyzer.WeightReport;
import dev.cnnsummary.specs.graph.Member;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.ScopeCall;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The hierarchy of modules with what each layer makes and costs. What is deeper than the depth that
 * is asked for counts in its first ancestor that is shown, so that rows always sum to the totals.
 */
public final class TreeStyle {
  private final Analysis analysis;
  private final int depth;
  private final boolean ascii;
  private final Map<Integer, Dim> weightSizes = new HashMap<>();
  private final TextTable table =
      new TextTable(
          List.of("Layer", "Type", "Output", "Params", "%", "MACs"),
          List.of(false, false, false, true, true, true));

  private TreeStyle(Analysis analysis, @Nullable Integer depth, boolean ascii) {
    this.analysis = analysis;
    this.depth = depth == null ? Integer.MAX_VALUE : depth;
    this.ascii = ascii;
    for (WeightReport weight : analysis.weights()) {
      weightSizes.put(weight.value().index(), weight.shape().numel());
    }
  }

  /** What a row costs. */
  private record Cost(Dim params, Dim macs) {
    private static final Cost NONE = new Cost(Dim.ZERO, Dim.ZERO);

    private Cost plus(Cost other) {
      return new Cost(params.plus(other.params), macs.plus(other.macs));
    }
  }

  /**
   * The whole text.
   *
   * @param depth how many levels below the model are shown; null for all
   * @param ascii whether to do without other characters
   */
  public static String write(Analysis analysis, @Nullable Integer depth, boolean ascii) {
    return new TreeStyle(analysis, depth, ascii).write();
  }

  private String write() {
    ScopeCall root = analysis.graph().root();
    row(
        analysis.graph().name(),
        root.type(),
        root.outputs(),
        depth < 1 ? cost(root) : Cost.NONE,
        true);
    if (depth >= 1) {
      members(root, "", 1);
    }
    String text = table.print() + totals() + assumptions();
    return ascii ? Ascii.of(text) : text;
  }

  private void members(ScopeCall scope, String indent, int level) {
    List<Member> members = scope.members();
    for (int i = 0; i < members.size(); i++) {
      boolean last = i == members.size() - 1;
      Member member = members.get(i);
      String label = indent + (last ? "└─ " : "├─ ") + member.path().name() + callMark(member);
      switch (member) {
        case Node node -> row(label, node.type(), node.outputs(), cost(node), false);
        case ScopeCall child -> {
          boolean open = level < depth && !child.members().isEmpty();
          row(label, child.type(), child.outputs(), open ? Cost.NONE : cost(child), open);
          if (open) {
            members(child, indent + (last ? "   " : "│  "), level + 1);
          }
        }
      }
    }
  }

  private static String callMark(Member member) {
    return switch (member.call()) {
      case 0 -> " (not called)";
      case 1 -> "";
      default -> " (call " + member.call() + ")";
    };
  }

  private void row(String label, String type, List<Value> outputs, Cost cost, boolean container) {
    boolean blank = container && cost.equals(Cost.NONE);
    table.add(
        List.of(
            label,
            type,
            outputs.stream()
                .map(analysis::type)
                .map(TensorType::shape)
                .map(Object::toString)
                .collect(Collectors.joining(" ")),
            blank ? "" : Numbers.grouped(cost.params),
            blank ? "" : Numbers.percent(cost.params, analysis.totals().params()),
            blank ? "" : Numbers.grouped(cost.macs)));
  }

  /** What a member costs; parameters count at a module's first call. */
  private Cost cost(Member member) {
    return switch (member) {
      case Node node when node.call() == 1 -> {
        LayerReport layer = analysis.layers().get(node.index());
        yield new Cost(layer.params(), layer.macs());
      }
      case Node node when node.call() > 1 ->
          new Cost(Dim.ZERO, analysis.layers().get(node.index()).macs());
      case Node node -> {
        Dim params = Dim.ZERO;
        for (Value weight : node.weights()) {
          if (weight.kind() == Value.Kind.PARAMETER) {
            params = params.plus(weightSizes.getOrDefault(weight.index(), Dim.ZERO));
          }
        }
        yield new Cost(params, Dim.ZERO);
      }
      case ScopeCall scope -> {
        Cost sum = Cost.NONE;
        for (Member child : scope.members()) {
          sum = sum.plus(cost(child));
        }
        yield sum;
      }
    };
  }

  private String totals() {
    Totals totals = analysis.totals();
    StringBuilder text = new StringBuilder("\n");
    line(text, "Params", Numbers.grouped(totals.params()));
    line(text, "  trainable", Numbers.grouped(totals.trainableParams()));
    line(text, "  frozen", Numbers.grouped(totals.frozenParams()));
    line(text, "Buffers", Numbers.grouped(totals.buffers()));
    line(text, "MACs", Numbers.grouped(totals.macs()));
    line(text, "FLOPs", Numbers.grouped(totals.flops()));
    line(text, "Weights", Numbers.bytes(totals.weightBytes()));
    line(text, "Layer outputs", Numbers.bytes(totals.outputBytes()));
    line(text, "Peak activations", Numbers.bytes(totals.peakActivationBytes()));
    if (!analysis.inputs().batch().isConstant()) {
      text.append("Costs are for one sample.\n");
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(name).append(" ".repeat(18 - name.length())).append(value).append('\n');
  }

  private String assumptions() {
    List<ConditionSummary.Line> lines = ConditionSummary.of(analysis);
    if (lines.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder("Valid where\n");
    for (ConditionSummary.Line line : lines) {
      text.append("  ").append(line.condition()).append("  (").append(line.path()).append(")\n");
    }
    return text.toString();
  }
}
