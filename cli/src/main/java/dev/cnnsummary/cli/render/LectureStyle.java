package dev.cnnsummary.cli.render;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.specs.function.TensorFunction;
import dev.cnnsummary.specs.graph.Member;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.ScopeCall;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.op.Activation;
import dev.cnnsummary.specs.op.AdaptivePool;
import dev.cnnsummary.specs.op.BatchNorm;
import dev.cnnsummary.specs.op.Bilinear;
import dev.cnnsummary.specs.op.CenterCrop;
import dev.cnnsummary.specs.op.ChannelShuffle;
import dev.cnnsummary.specs.op.Chunk;
import dev.cnnsummary.specs.op.Concat;
import dev.cnnsummary.specs.op.Contiguous;
import dev.cnnsummary.specs.op.Convolution;
import dev.cnnsummary.specs.op.Dropout;
import dev.cnnsummary.specs.op.Elementwise;
import dev.cnnsummary.specs.op.Embedding;
import dev.cnnsummary.specs.op.Expand;
import dev.cnnsummary.specs.op.Flatten;
import dev.cnnsummary.specs.op.FreeTensor;
import dev.cnnsummary.specs.op.Glu;
import dev.cnnsummary.specs.op.GroupNorm;
import dev.cnnsummary.specs.op.Identity;
import dev.cnnsummary.specs.op.IndexSelect;
import dev.cnnsummary.specs.op.InstanceNorm;
import dev.cnnsummary.specs.op.Interpolate;
import dev.cnnsummary.specs.op.LayerNorm;
import dev.cnnsummary.specs.op.Linear;
import dev.cnnsummary.specs.op.LocalResponseNorm;
import dev.cnnsummary.specs.op.LpPool;
import dev.cnnsummary.specs.op.MatMul;
import dev.cnnsummary.specs.op.MaxUnpool;
import dev.cnnsummary.specs.op.MultiheadAttention;
import dev.cnnsummary.specs.op.Narrow;
import dev.cnnsummary.specs.op.PRelu;
import dev.cnnsummary.specs.op.Pad;
import dev.cnnsummary.specs.op.Permute;
import dev.cnnsummary.specs.op.PixelShuffle;
import dev.cnnsummary.specs.op.Pool;
import dev.cnnsummary.specs.op.Recurrent;
import dev.cnnsummary.specs.op.Reduce;
import dev.cnnsummary.specs.op.Reshape;
import dev.cnnsummary.specs.op.Roll;
import dev.cnnsummary.specs.op.ScaledDotProductAttention;
import dev.cnnsummary.specs.op.Select;
import dev.cnnsummary.specs.op.ShiftedWindowAttention;
import dev.cnnsummary.specs.op.Slice;
import dev.cnnsummary.specs.op.Softmax;
import dev.cnnsummary.specs.op.Split;
import dev.cnnsummary.specs.op.Squeeze;
import dev.cnnsummary.specs.op.Stack;
import dev.cnnsummary.specs.op.Transpose;
import dev.cnnsummary.specs.op.TransposedConvolution;
import dev.cnnsummary.specs.op.Unflatten;
import dev.cnnsummary.specs.op.Unsqueeze;
import dev.cnnsummary.specs.op.Window;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The table of lecture notes and papers: Number, Layer, Feature, Size, Kernel Size, Stride, Padding
 * and Activation. An activation or a softmax stands in the row of its layer; a batch norm belongs
 * to its convolution, and flattening needs no row. A module of an own class is one row, with the
 * window of its first convolution and its last activation.
 */
public final class LectureStyle {
  private static final String NONE = "-";

  private final Analysis analysis;
  private final List<Row> rows = new ArrayList<>();

  /** A row that may still get an activation. */
  private static final class Row {
    private final String layer;
    private final Shape output;
    private final @Nullable Window window;
    private String activation = NONE;

    private Row(String layer, Shape output, @Nullable Window window) {
      this.layer = layer;
      this.output = output;
      this.window = window;
    }
  }

  private LectureStyle(Analysis analysis) {
    this.analysis = analysis;
  }

  /** The table. */
  public static TextTable table(Analysis analysis) {
    LectureStyle style = new LectureStyle(analysis);
    style.members(analysis.graph().root());
    TextTable table =
        new TextTable(
            List.of(
                "Number",
                "Layer",
                "Feature",
                "Size",
                "Kernel Size",
                "Stride",
                "Padding",
                "Activation"),
            List.of(false, false, true, true, true, true, true, false));
    for (Value input : analysis.graph().inputs()) {
      Row image = new Row("image", style.shape(input), null);
      table.add(style.cells("input", image));
    }
    for (int i = 0; i < style.rows.size(); i++) {
      Row row = style.rows.get(i);
      boolean last = i == style.rows.size() - 1 && row.layer.equals("Fully-Connected");
      table.add(style.cells(last ? "Output" : Integer.toString(i + 1), row));
    }
    return table;
  }

  private void members(ScopeCall scope) {
    for (Member member : scope.members()) {
      if (member.call() == 0) {
        continue;
      }
      switch (member) {
        case Node node -> node(node);
        case ScopeCall child when child.base() == ScopeCall.Base.MODULE -> {
          Row row = new Row(child.type(), shape(child.outputs().getFirst()), firstWindow(child));
          String activation = lastActivation(child);
          row.activation = activation == null ? NONE : activation;
          rows.add(row);
        }
        case ScopeCall child -> members(child);
      }
    }
  }

  private void node(Node node) {
    String activation = activation(node);
    if (activation != null && !rows.isEmpty()) {
      Row row = rows.getLast();
      row.activation =
          row.activation.equals(NONE) ? activation : row.activation + ", " + activation;
      return;
    }
    String title = title(node);
    if (title != null) {
      rows.add(new Row(title, shape(node.outputs().getFirst()), Windows.of(node.op())));
    }
  }

  /** What lecture notes call a layer; null for one that has no row. */
  private static @Nullable String title(Node node) {
    return switch (node.op()) {
      case Flatten _, Identity _, BatchNorm _ -> null;
      case Convolution _ -> "Convolution";
      case Linear _ -> "Fully-Connected";
      case Pool pool -> pool.kind() == Pool.Kind.MAX ? "Max Pooling" : "Average Pooling";
      case AdaptivePool pool ->
          pool.kind() == Pool.Kind.MAX ? "AdaptiveMaxPool" : "AdaptiveAvgPool";
      case Activation _,
          Bilinear _,
          CenterCrop _,
          ChannelShuffle _,
          Chunk _,
          Concat _,
          Contiguous _,
          Dropout _,
          Elementwise _,
          Embedding _,
          Expand _,
          FreeTensor _,
          Glu _,
          GroupNorm _,
          IndexSelect _,
          InstanceNorm _,
          Interpolate _,
          LayerNorm _,
          LocalResponseNorm _,
          LpPool _,
          MatMul _,
          MaxUnpool _,
          MultiheadAttention _,
          Narrow _,
          PRelu _,
          Pad _,
          Permute _,
          PixelShuffle _,
          Recurrent _,
          Reduce _,
          Reshape _,
          Roll _,
          ScaledDotProductAttention _,
          Select _,
          ShiftedWindowAttention _,
          Slice _,
          Softmax _,
          Split _,
          Squeeze _,
          Stack _,
          TensorFunction _,
          Transpose _,
          TransposedConvolution _,
          Unflatten _,
          Unsqueeze _ ->
          node.type();
    };
  }

  /** What lecture notes call an activation; null for anything else. */
  private static @Nullable String activation(Node node) {
    return switch (node.op()) {
      case Activation activation ->
          switch (activation.kind()) {
            case TANH, SIGMOID -> activation.kind().function();
            default -> activation.kind().module();
          };
      case Softmax softmax -> softmax.kind() == Softmax.Kind.SOFTMAX ? "softmax" : node.type();
      default -> null;
    };
  }

  private static @Nullable Window firstWindow(ScopeCall scope) {
    for (Member member : scope.members()) {
      Window window =
          switch (member) {
            case Node node ->
                node.op() instanceof Convolution convolution ? convolution.window() : null;
            case ScopeCall child -> firstWindow(child);
          };
      if (window != null) {
        return window;
      }
    }
    return null;
  }

  private static @Nullable String lastActivation(ScopeCall scope) {
    for (Member member : scope.members().reversed()) {
      String activation =
          switch (member) {
            case Node node -> activation(node);
            case ScopeCall child -> lastActivation(child);
          };
      if (activation != null) {
        return activation;
      }
    }
    return null;
  }

  private Shape shape(Value value) {
    return analysis.type(value).shape();
  }

  private List<String> cells(String number, Row row) {
    Shape output = row.output;
    boolean spatial = output.rank() > 2;
    Window window = row.window;
    return List.of(
        number,
        row.layer,
        spatial ? output.dim(1).toString() : NONE,
        spatial
            ? output.dims().stream().skip(2).map(Dim::toString).collect(Collectors.joining("x"))
            : output.dim(-1).toString(),
        window == null ? NONE : extents(window.kernel()),
        window == null ? NONE : brief(window.stride()),
        window == null ? NONE : brief(window.padding().before()),
        row.activation);
  }

  private static String extents(List<Integer> sizes) {
    return sizes.stream().map(String::valueOf).collect(Collectors.joining("x"));
  }

  private static String brief(List<Integer> sizes) {
    return sizes.stream().distinct().count() == 1 ? sizes.getFirst().toString() : extents(sizes);
  }
}
