package dev.cnnsummary.cli.render;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.LayerReport;
import dev.cnnsummary.analyzer.WeightReport;
import dev.cnnsummary.specs.graph.Member;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.ScopeCall;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The text of torchsummary 1.5.1: a row for each module in order of completion, nn.Sequential,
 * nn.ModuleList and functions left out, sizes in MiB of 4-byte elements, the sum of outputs counted
 * twice. Where torchsummary miscounts (modules called again, weights with other names, several
 * inputs) the numbers are right and the layout is kept: weights that a function takes of modules
 * which are not called count in the module that the function stands in, and a module that it hides
 * has a row where it registers parameters itself, so that the rows sum to the totals.
 */
public final class TorchsummaryStyle {
  private static final String RULE = "-".repeat(64) + "\n";
  private static final String DOUBLE_RULE = "=".repeat(64) + "\n";

  private final Analysis analysis;
  private final StringBuilder rows = new StringBuilder();
  private int count;
  private Dim params = Dim.ZERO;
  private Dim trainable = Dim.ZERO;
  private Dim outputs = Dim.ZERO;

  private TorchsummaryStyle(Analysis analysis) {
    this.analysis = analysis;
  }

  /** The whole text. */
  public static String write(Analysis analysis) {
    return new TorchsummaryStyle(analysis).write();
  }

  private String write() {
    ScopeCall root = analysis.graph().root();
    Cost own = members(root).plus(own(root));
    if (hasParams(own)) {
      row(root.type(), root.outputs(), own.params(), own.trainable());
    }
    StringBuilder text = new StringBuilder();
    text.append(RULE).append(row("Layer (type)", "Output Shape", "Param #"));
    text.append(DOUBLE_RULE).append(rows).append(DOUBLE_RULE);
    text.append("Total params: ").append(Numbers.grouped(params)).append('\n');
    text.append("Trainable params: ").append(Numbers.grouped(trainable)).append('\n');
    text.append("Non-trainable params: ")
        .append(Numbers.grouped(params.minus(trainable)))
        .append('\n');
    Dim inputs = Dim.ZERO;
    for (TensorType input : analysis.inputs().types()) {
      inputs = inputs.plus(numel(input));
    }
    Dim inputBytes = inputs.times(4);
    Dim passBytes = outputs.times(8);
    Dim paramBytes = params.times(4);
    text.append(RULE);
    size(text, "Input size", inputBytes);
    size(text, "Forward/backward pass size", passBytes);
    size(text, "Params size", paramBytes);
    size(text, "Estimated Total Size", inputBytes.plus(passBytes).plus(paramBytes));
    return text.append(RULE).toString();
  }

  private static void size(StringBuilder text, String name, Dim bytes) {
    text.append(name)
        .append(
            bytes.isConstant()
                ? " (MB): " + Numbers.mebibytes(BigInteger.valueOf(bytes.value()))
                : " (bytes): " + bytes)
        .append('\n');
  }

  /**
   * Adds the rows of what is in a module.
   *
   * @return the parameters in it that a function takes and that are in no row
   */
  private Cost members(ScopeCall scope) {
    Cost unseen = Cost.NONE;
    for (Member member : scope.members()) {
      if (member.call() == 0) {
        unseen = scope.call() == 1 ? unseen.plus(taken(member)) : unseen;
        continue;
      }
      switch (member) {
        case Node node when node.form() == Node.Form.MODULE -> {
          LayerReport layer = analysis.layers().get(node.index());
          boolean first = node.call() == 1;
          row(
              node.type(),
              node.outputs(),
              first ? layer.params() : Dim.ZERO,
              first ? layer.trainableParams() : Dim.ZERO);
        }
        case Node _ -> {}
        case ScopeCall child -> {
          Cost own = members(child).plus(own(child));
          boolean shown =
              switch (child.base()) {
                case SEQUENTIAL, MODULE_LIST -> hasParams(own);
                case MODULE, MODULE_DICT -> true;
              };
          if (shown) {
            row(child.type(), child.outputs(), own.params(), own.trainable());
          }
        }
      }
    }
    return unseen;
  }

  /** The weights of what is not called that a function takes. */
  private Cost taken(Member member) {
    return switch (member) {
      case Node node ->
          Cost.of(analysis.ownWeights(node.path()).stream().filter(WeightReport::used).toList());
      case ScopeCall scope ->
          scope.members().stream().map(this::taken).reduce(Cost.NONE, Cost::plus);
    };
  }

  /** What a module registers itself, at its first call. */
  private Cost own(ScopeCall scope) {
    return scope.call() > 1 ? Cost.NONE : Cost.of(analysis.ownWeights(scope.path()));
  }

  private static boolean hasParams(Cost cost) {
    return !cost.params().equals(Dim.ZERO);
  }

  private void row(String type, List<Value> values, Dim rowParams, Dim rowTrainable) {
    List<TensorType> types = values.stream().map(analysis::type).toList();
    params = params.plus(rowParams);
    trainable = trainable.plus(rowTrainable);
    for (TensorType output : types) {
      outputs = outputs.plus(numel(output));
    }
    String shapes =
        types.size() == 1
            ? shape(types.getFirst().shape())
            : types.stream().map(output -> shape(output.shape())).toList().toString();
    rows.append(row(type + "-" + ++count, shapes, Numbers.grouped(rowParams)));
  }

  private static String row(String layer, String shape, String rowParams) {
    return right(layer, 20) + "  " + right(shape, 25) + " " + right(rowParams, 15) + "\n";
  }

  private static String right(String cell, int width) {
    return " ".repeat(Math.max(0, width - cell.length())) + cell;
  }

  /** A shape with torchsummary's -1 for a batch that was not given. */
  private String shape(Shape shape) {
    List<String> cells = new ArrayList<>();
    Dim batch = analysis.inputs().batch();
    for (Dim dim : shape.dims()) {
      cells.add(dim.equals(batch) && !dim.isConstant() ? "-1" : dim.toString());
    }
    return cells.stream().collect(Collectors.joining(", ", "[", "]"));
  }

  /** Elements of a tensor, of one sample where the batch is a symbol; none of one not known. */
  private Dim numel(TensorType type) {
    if (type.equals(Analysis.UNKNOWN)) {
      return Dim.ZERO;
    }
    return type.shape().numel().bind(analysis.inputs().sample());
  }
}
