package dev.cnnsummary.cli.render;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.LayerReport;
import dev.cnnsummary.analyzer.WeightReport;
import dev.cnnsummary.specs.graph.Node;
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
import dev.cnnsummary.specs.op.Padding;
import dev.cnnsummary.specs.op.Permute;
import dev.cnnsummary.specs.op.PixelShuffle;
import dev.cnnsummary.specs.op.Pool;
import dev.cnnsummary.specs.op.Recurrent;
import dev.cnnsummary.specs.op.Reduce;
import dev.cnnsummary.specs.op.Reshape;
import dev.cnnsummary.specs.op.Roll;
import dev.cnnsummary.specs.op.ScaledDotProductAttention;
import dev.cnnsummary.specs.op.Select;
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
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What Python's {@code repr} shows of a module without children: {@code ReLU(inplace=True)}. */
final class ModuleRepr {
  /** What stands for options whose form in Python is not known here. */
  private static final String NOT_SHOWN = "...";

  private final Map<Integer, Shape> weights = new HashMap<>();

  ModuleRepr(Analysis analysis) {
    for (WeightReport weight : analysis.weights()) {
      weights.put(weight.value().index(), weight.shape());
    }
  }

  String of(LayerReport layer) {
    return of(layer.node());
  }

  String of(Node node) {
    return node.type() + "(" + extra(node) + ")";
  }

  private String extra(Node node) {
    return switch (node.op()) {
      case Convolution convolution -> convolution(convolution, node);
      case Linear(_, int out, boolean bias) ->
          "in_features="
              + weight(node, 0).dim(1)
              + ", out_features="
              + out
              + ", bias="
              + PythonText.bool(bias);
      case BatchNorm norm -> batchNorm(norm, node);
      case Pool pool -> pool(pool);
      case AdaptivePool pool ->
          "output_size="
              + (pool.listed()
                  ? PythonText.tuple(pool.outputSize())
                  : String.valueOf(pool.outputSize().getFirst()));
      case Activation activation -> activation(activation);
      case Dropout dropout ->
          "p=" + PythonText.number(dropout.p()) + ", inplace=" + PythonText.bool(dropout.inplace());
      case Flatten(int start, int end) -> "start_dim=" + start + ", end_dim=" + end;
      case Softmax(_, Integer dim) -> "dim=" + (dim == null ? "None" : dim.toString());
      case LocalResponseNorm(int size, double alpha, double beta, double k) ->
          size
              + ", alpha="
              + PythonText.number(alpha)
              + ", beta="
              + PythonText.number(beta)
              + ", k="
              + PythonText.number(k);
      case Identity _, Permute _ -> "";
      case Bilinear _,
          CenterCrop _,
          ChannelShuffle _,
          Chunk _,
          Concat _,
          Contiguous _,
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
          LpPool _,
          MatMul _,
          MaxUnpool _,
          MultiheadAttention _,
          Narrow _,
          PRelu _,
          Pad _,
          PixelShuffle _,
          Recurrent _,
          Reduce _,
          Reshape _,
          Roll _,
          ScaledDotProductAttention _,
          Select _,
          Slice _,
          Split _,
          Squeeze _,
          Stack _,
          Transpose _,
          TransposedConvolution _,
          Unflatten _,
          Unsqueeze _ ->
          NOT_SHOWN;
    };
  }

  private Shape weight(Node node, int slot) {
    Shape shape = weights.get(node.weights().get(slot).index());
    if (shape == null) {
      throw new IllegalStateException(node.path() + " without weights");
    }
    return shape;
  }

  private String convolution(Convolution convolution, Node node) {
    Window window = convolution.window();
    int axes = window.axes();
    Dim in = weight(node, 0).dim(1).times(convolution.groups());
    List<String> parts = new ArrayList<>();
    parts.add(in.toString());
    parts.add(Integer.toString(convolution.outChannels()));
    parts.add("kernel_size=" + PythonText.tuple(window.kernel()));
    parts.add("stride=" + PythonText.tuple(window.stride()));
    Padding padding = window.padding();
    switch (padding.mode()) {
      case EXPLICIT -> {
        if (!padding.before().equals(Collections.nCopies(axes, 0))) {
          parts.add("padding=" + PythonText.tuple(padding.before()));
        }
      }
      case SAME -> parts.add("padding=same");
      case VALID -> parts.add("padding=valid");
    }
    if (!window.dilation().equals(Collections.nCopies(axes, 1))) {
      parts.add("dilation=" + PythonText.tuple(window.dilation()));
    }
    if (convolution.groups() != 1) {
      parts.add("groups=" + convolution.groups());
    }
    if (!convolution.bias()) {
      parts.add("bias=False");
    }
    if (convolution.paddingMode() != Convolution.PaddingMode.ZEROS) {
      parts.add("padding_mode=" + convolution.paddingMode().word());
    }
    return String.join(", ", parts);
  }

  private String batchNorm(BatchNorm norm, Node node) {
    Object features =
        norm.numFeatures() == null && !node.weights().isEmpty()
            ? weight(node, 0).dim(0)
            : String.valueOf(norm.numFeatures());
    Double momentum = norm.momentum();
    return features
        + ", eps="
        + PythonText.number(norm.eps())
        + ", momentum="
        + (momentum == null ? "None" : PythonText.number(momentum))
        + ", affine="
        + PythonText.bool(norm.affine())
        + ", track_running_stats="
        + PythonText.bool(norm.trackRunningStats());
  }

  private static String pool(Pool pool) {
    Window window = pool.window();
    boolean max = pool.kind() == Pool.Kind.MAX;
    // AvgPool1d makes tuples of its sizes, the others keep what they were given.
    boolean tuples = !max && window.axes() == 1;
    String text =
        "kernel_size="
            + size(pool, Pool.Size.KERNEL, window.kernel(), tuples)
            + ", stride="
            + size(pool, Pool.Size.STRIDE, window.stride(), tuples)
            + ", padding="
            + size(pool, Pool.Size.PADDING, window.padding().before(), tuples);
    return max
        ? text
            + ", dilation="
            + size(pool, Pool.Size.DILATION, window.dilation(), false)
            + ", ceil_mode="
            + PythonText.bool(pool.ceilMode())
        : text;
  }

  private static String size(Pool pool, Pool.Size which, List<Integer> sizes, boolean tuple) {
    return tuple || pool.listed().contains(which)
        ? PythonText.tuple(sizes)
        : sizes.getFirst().toString();
  }

  private static String activation(Activation activation) {
    List<String> parts = new ArrayList<>();
    switch (activation.kind()) {
      case GELU -> parts.add("approximate='none'");
      case GELU_TANH -> parts.add("approximate='tanh'");
      case SELU, RELU, RELU6, SILU, MISH, SIGMOID, TANH, TANHSHRINK, SOFTSIGN, LOG_SIGMOID -> {}
      case HARDSWISH, HARDSIGMOID -> {
        return ""; // they do not say whether they work in place
      }
      case HARDSHRINK, SOFTSHRINK ->
          parts.add(PythonText.number(activation.parameters().getFirst()));
      case SOFTPLUS, THRESHOLD -> constants(activation, parts, true);
      case LEAKY_RELU, RRELU, ELU, CELU, HARDTANH -> constants(activation, parts, false);
    }
    if (activation.inplace()) {
      parts.add("inplace=True");
    }
    return String.join(", ", parts);
  }

  private static void constants(Activation activation, List<String> parts, boolean whole) {
    for (int i = 0; i < activation.parameters().size(); i++) {
      double value = activation.parameters().get(i);
      parts.add(
          activation.kind().parameters().get(i).name()
              + "="
              + (whole ? PythonText.numberOrInt(value) : PythonText.number(value)));
    }
  }
}
